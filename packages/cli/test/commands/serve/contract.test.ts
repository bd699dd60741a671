import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { OPENAPI } from "../../../src/commands/serve/openapi.js";
import { ABSOLUTE, calculateAsNode, isNeverNegativeAsNode, lossModule, served } from "./support.js";

// The contract of a loss service (protocol section 9), asked as allora-offchain-node asks.

async function post(url: string, body: string): Promise<{ status: number; body: unknown }> {
  const response = await fetch(url, { method: "POST", body });
  return { status: response.status, body: await response.json() };
}

describe("a reputer's node", () => {
  test("gets losses as texts, with and without options", async () => {
    const { url } = await served(lossModule(ABSOLUTE));
    expect(await calculateAsNode(url, "1010.5", "1000", null)).toBe("10.5");
    expect(await calculateAsNode(url, "1000", "1010.5", {})).toBe("10.5");
    expect(await calculateAsNode(url, "0", "-0.0", { loss_method: "mae" })).toBe("0");
    expect(await calculateAsNode(url, "1E+3", "+.5", null)).toBe("999.5");
    // A service address that ends with a slash.
    expect(await calculateAsNode(`${url}/`, "3", "1", null)).toBe("2");
  });

  test("learns whether a loss is ever negative", async () => {
    const never = await served(lossModule(ABSOLUTE));
    const sometimes = await served(lossModule("(f64.sub (local.get $pred) (local.get $true))", 0));
    expect(await isNeverNegativeAsNode(never.url, null)).toBe(true);
    expect(await isNeverNegativeAsNode(sometimes.url, { loss_method: "mae" })).toBe(false);
    expect(await calculateAsNode(sometimes.url, "3", "1", null)).toBe("-2");
  });

  test("gets numbers that read back as the same double, the nearest to what it sent", async () => {
    const { url } = await served(lossModule("(local.get $pred)", 0));
    for (const text of ["0.1", "1e-7", "123456789012345678901234567890", "5e-324", "2544.0000001"])
      expect(Number(await calculateAsNode(url, "0", text, null))).toBe(Number(text));
  });
});

describe("a request that cannot be answered", () => {
  const cases: [what: string, body: string, words: string][] = [
    ["not JSON", '{"y_true":', "not JSON"],
    ["empty", "", "not JSON"],
    ["a list", "[]", "not a JSON object"],
    ["no truth", '{"y_pred":"1"}', "y_true is missing"],
    ["no inference", '{"y_true":"1"}', "y_pred is missing"],
    [
      "NaN",
      '{"y_true":"NaN","y_pred":"1"}',
      'y_true must be a decimal number as a text, and is \\"NaN\\"',
    ],
    ["infinity", '{"y_true":"1e999","y_pred":"1"}', "y_true must be"],
    ["hexadecimal", '{"y_true":"0x10","y_pred":"1"}', "y_true must be"],
    ["an object for a number", '{"y_true":{},"y_pred":"1"}', "y_true must be"],
    ["a list of options", '{"y_true":"1","y_pred":"1","options":[]}', "options must be an object"],
    [
      "another loss",
      '{"y_true":"1","y_pred":"1","options":{"loss_method":"sqe"}}',
      "calculates mae",
    ],
    [
      "an option that is nothing",
      '{"y_true":"1","y_pred":"1","options":{"delta":"1"}}',
      "no parameter",
    ],
    [
      "an option that is no number",
      '{"y_true":"1","y_pred":"1","options":{"delta":"a"}}',
      "options.delta must be",
    ],
  ];
  test.each(cases)("%s", async (_, body, words) => {
    const { url } = await served(lossModule(ABSOLUTE));
    const answer = await post(`${url}/calculate`, body);
    expect(answer).toMatchObject({ status: 400, body: { error: {} } });
    expect(JSON.stringify(answer.body)).toContain(words);
    expect(await calculateAsNode(url, "3", "1", null)).toBe("2");
  });

  test.each([
    ["a trap", "(unreachable)", 422, "WK434"],
    ["a loop without an end", "(loop $l (br $l)) (f64.const 1)", 422, "WK430"],
    ["NaN", "(f64.const nan)", 422, "not_finite"],
    ["infinity", "(f64.const inf)", 422, "not_finite"],
    ["a negative loss that claims never to be", "(f64.const -1)", 500, "negative"],
  ])("%s in the loss", async (_, loss, status, code) => {
    const { url } = await served(lossModule(loss));
    const answer = await post(`${url}/calculate`, '{"y_true":"1","y_pred":"1"}');
    expect(answer).toMatchObject({ status, body: { error: { code } } });
    expect(await isNeverNegativeAsNode(url, null)).toBe(true);
  });

  test("a path or a method that there is not", async () => {
    const { url } = await served(lossModule(ABSOLUTE));
    expect((await post(`${url}/other`, "{}")).status).toBe(404);
    const wrong = await fetch(`${url}/calculate`);
    expect([wrong.status, wrong.headers.get("allow")]).toEqual([405, "POST"]);
  });
});

test("a call leaves nothing behind for the next one", async () => {
  const counting = `(module (global $calls (mut f64) (f64.const 0))
    (func (export "calculate") (param f64 f64) (result f64)
      (global.set $calls (f64.add (global.get $calls) (f64.const 1))) (global.get $calls))
    (func (export "is_never_negative") (result i32) (i32.const 1)))`;
  const { url } = await served(counting);
  expect(await calculateAsNode(url, "1", "1", null)).toBe("1");
  expect(await calculateAsNode(url, "1", "1", null)).toBe("1");
});

test("the document describes every path, and is the one that is shipped", async () => {
  const { url } = await served(lossModule(ABSOLUTE));
  const given: unknown = await (await fetch(`${url}/openapi.json`)).json();
  expect(given).toEqual(OPENAPI);
  const file = new URL("../../../schema/serve.openapi.json", import.meta.url);
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(given);
  for (const [path, methods] of Object.entries(OPENAPI.paths)) {
    const [method = ""] = Object.keys(methods);
    const { status } = await fetch(`${url}${path}`, { method: method.toUpperCase() });
    expect([path, status]).toEqual([path, method === "post" ? 400 : 200]);
  }
});

test("health and metrics count what was answered", async () => {
  const { url } = await served(lossModule(ABSOLUTE));
  await calculateAsNode(url, "3", "1", null);
  await post(`${url}/calculate`, "{");
  await fetch(`${url}/nothing?of=this`);
  expect(await (await fetch(`${url}/health`)).json()).toEqual({ status: "ok" });
  const text = await (await fetch(`${url}/metrics`)).text();
  expect(text).toContain('\nweightkit_requests_total{path="/calculate",status="200"} 1\n');
  expect(text).toContain('\nweightkit_requests_total{path="/calculate",status="400"} 1\n');
  expect(text).toContain('\nweightkit_requests_total{path="other",status="404"} 1\n');
  expect(text).toContain('\nweightkit_request_seconds_bucket{le="+Inf"} 4\n');
  expect(text).toContain("\nweightkit_requests_in_flight 1\n");
  const sample = /^[a-z_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? -?[\d.e+-]+$/;
  const samples = text
    .trimEnd()
    .split("\n")
    .filter((line) => !line.startsWith("#"));
  expect(samples.filter((line) => !sample.test(line))).toEqual([]);
});
