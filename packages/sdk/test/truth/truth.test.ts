import { beforeAll, describe, expect, it } from "vitest";
import { compileGuest } from "../support/compile.js";
import { run, type HostOptions, type Run } from "../support/host.js";
import type { WasmModule } from "../support/wasm.js";

let guest: WasmModule;
beforeAll(async () => {
  guest = await compileGuest("truth", { payloadLimit: 1 << 16 });
});

/** Two sets, at 200 and 100. */
const PAYLOAD = {
  inferences: [
    { timestamp: "200", inferences: [1, 2, 30].map((value, i) => item(i, value)) },
    { timestamp: "100", inferences: [5, 6, 7, 100].map((value, i) => item(i, value)) },
  ],
  latest_weights: { w0: "25000", w1: "75000", w2: "0" },
};

function item(worker: number, value: number): { worker: string; inference: string } {
  return { worker: `w${worker}`, inference: String(value) };
}

/** Runs the guest for a topic: the truths, newest set first, then the latest with truth. */
function truths(topic: string, options: HostOptions = {}, payload: object = PAYLOAD): Run {
  const env = `{"TOPIC_ID": "${topic}","KEY": "s3cret"}`;
  return run(guest, JSON.stringify(payload), { env, ...options });
}

function lines(result: Run): string[] {
  expect(result.trap ?? result.exit).toBeNull();
  return result.stderr.split("\n").slice(0, -1);
}

/** Answers every URL with this body. */
function always(body: string, status = 200): HostOptions {
  return { http: () => ({ status, body }) };
}

describe("truth over HTTP", () => {
  it("fills in the timestamp and asks once a set", () => {
    const result = truths("/v", {
      http: (url) => ({ status: 200, body: `{"v":${url.slice(21, 24)}.5}` }),
    });
    expect(lines(result)).toEqual(["200.5", "100.5", "latest 200"]);
    expect(result.urls).toEqual([
      "https://data.example/200?again=200",
      "https://data.example/100?again=100",
    ]);
  });

  it("takes 404 and null for not known yet", () => {
    const http = (url: string): { status: number; body: string } =>
      url.includes("/200") ? { status: 404, body: "gone" } : { status: 200, body: '{"v":7}' };
    expect(lines(truths("/v", { http }))).toEqual(["unknown", "7", "latest 100"]);
    expect(lines(truths("/v", always('{"v":null}')))).toEqual(["unknown", "unknown", "none"]);
  });

  it.each([
    ["v", '{"v":1.5}', "1.5"],
    ["/v", '{"v":"-2e3"}', "-2000"],
    ["/a/1/b", '{"z":[{"b":9}],"a":[{"b":1},{"c":[],"b":2},3]}', "2"],
    ["/a~1b/~0m/01", '{"a/b":{"~m":{"01":4}}}', "4"],
    ["/0", "[5]", "5"],
    ["", "12", "12"],
    ["/", '{"":3}', "3"],
    ["/v", '{"\\u0076":1}', "1"],
    ["/é", '{"\\u00e9":8}', "8"],
    ["/v", ' {"w":{"v":2} , "v" : 6 }\n', "6"],
  ])("finds %j in %j", (pointer, body, value) => {
    expect(lines(truths(pointer, always(body)))[0]).toBe(value);
  });

  it.each([
    ["/v", '{"w":1}', "nothing there"],
    ["/v", "[1]", "nothing there"],
    ["/1", "[1]", "nothing there"],
    ["/00", "[1]", "nothing there"],
    ["/v", '{"v":"abc"}', "expected a number at byte 5"],
    ["/v", '{"v":true}', "expected a number at byte 5"],
    ["/v", '{"v":{}}', "expected a number at byte 5"],
    ["/v", '{"v":1e999}', "expected a number at byte 5"],
    ["/v", '{"v":1', "expected , or } at byte 6"],
    ["/v", '{"v":1}}', "expected the end at byte 7"],
    ["/v", '{"v":1,"w":nul}', "expected a value at byte 11"],
    ["/v", "", "expected a value at byte 0"],
    ["/v", "<html>", "expected a value at byte 0"],
  ])("refuses %j in %j", (pointer, body, problem) => {
    const result = truths(pointer, always(body));
    expect(result).toMatchObject({ exit: 65, stdout: "" });
    expect(result.stderr).toContain(`https://data.example/200?again=200 at ${pointer}: ${problem}`);
  });

  it("names the URL of an answer that is none", () => {
    const url = "https://data.example/200?again=200";
    const failures: [HostOptions, string][] = [
      [always("", 500), `${url}: status 500\n`],
      [{ http: () => 11 }, `${url}: no answer, error 11\n`],
      [{ http: () => 14 }, `${url}: not permitted, error 14\n`],
      [{ http: () => 6 }, `${url}: not permitted, error 6\n`],
    ];
    for (const [options, message] of failures) {
      expect(truths("/v", options)).toMatchObject({ exit: 69, stdout: "", stderr: message });
    }
  });

  it("reads large answers in pieces", () => {
    const body = `{"pad":"${"x".repeat(20_000)}","v":3}`;
    expect(lines(truths("/v", { ...always(body), chunk: 7 }))[0]).toBe("3");
    expect(lines(truths("/v", always(body)))[0]).toBe("3");
  });

  it("refuses answers above 4 MiB", () => {
    const result = truths("/v", always(`{"v":3,"pad":"${"x".repeat(5 << 20)}"}`));
    expect(result).toMatchObject({ exit: 69, stdout: "" });
  });
});

describe("truth by request", () => {
  it("sends headers, also from the environment", () => {
    const result = truths("request", always('{"v":1}'));
    expect(lines(result)[0]).toBe("1");
    const headers = { accept: 'application/"json"', authorization: "Bearer s3cret" };
    expect(result.urls[0]).toBe(`https://data.example/200?again=200 ${JSON.stringify(headers)}`);
  });

  it("asks again when there is no answer or a failing server", () => {
    const http = (_url: string, attempt: number): { status: number; body: string } | number =>
      attempt === 1
        ? 11
        : attempt === 2
          ? { status: 503, body: "busy" }
          : { status: 200, body: '{"v":4}' };
    const result = truths("request", { http });
    expect(lines(result)[0]).toBe("4");
    expect(result.urls.length).toBe(4);
  });

  it("gives up after the retries", () => {
    const failing = truths("request", { http: () => 11 });
    expect(failing).toMatchObject({ exit: 69 });
    expect(failing.urls.length).toBe(3);
    const busy = truths("request", always("", 502));
    expect(busy.stderr).toContain("status 502");
    expect(busy.urls.length).toBe(3);
  });

  it("does not ask again for what is not known yet", () => {
    expect(truths("request", always("", 404)).urls.length).toBe(2);
  });

  it.each([
    ["as every runtime writes it", '{"TOPIC_ID": "request", "KEY": "s3cret"}'],
    ["without a space", '{"TOPIC_ID":"request","KEY":"s3cret"}'],
    ["with more white space", '{ "TOPIC_ID" :\n"request" , "KEY"\t:  "s3cret" }'],
    [
      "after a variable whose value is its name",
      '{"X": "KEY","TOPIC_ID": "request","KEY": "s3cret"}',
    ],
    ["after a variable that ends like it", '{"XKEY": "no","TOPIC_ID": "request","KEY": "s3cret"}'],
  ])("reads the environment %s", (_name, env) => {
    const result = truths("request", { ...always('{"v":1}'), env });
    expect(lines(result)[0]).toBe("1");
    expect(result.urls[0]).toContain("Bearer s3cret");
  });

  it("fails when the variable is not given", () => {
    const result = truths("request", { ...always('{"v":1}'), env: '{"TOPIC_ID": "request"}' });
    expect(result.trap).toBe("unreachable");
    expect(result.stderr).toBe("environment: no variable KEY (see BLS_LIST_VARS)\n");
  });
});

describe("truth by consensus", () => {
  it.each([
    // Of 1, 2, 30 and of 5, 6, 7, 100, by hand.
    ["median", ["2", "6.5"]],
    ["trimmed", ["11", "6.5"]],
    ["weighted", ["1.75", "5.75"]],
  ])("%s", (topic, values) => {
    expect(lines(truths(topic)).slice(0, 2)).toEqual(values);
  });
});

describe("truth from the payload", () => {
  it("reads ground_truth, wherever it stands", () => {
    const ground_truth = [
      { timestamp: "100", value: "12.5" },
      { value: 3, more: [{}], timestamp: 50 },
    ];
    expect(lines(truths("told", {}, { ground_truth, ...PAYLOAD }))).toEqual([
      "unknown",
      "12.5",
      "latest 100",
    ]);
    expect(lines(truths("told", {}, { ...PAYLOAD, ground_truth }))).toEqual([
      "unknown",
      "12.5",
      "latest 100",
    ]);
    expect(lines(truths("told"))).toEqual(["unknown", "unknown", "none"]);
  });

  it.each([
    [[{ timestamp: "1" }], 'ground_truth[0]: missing "timestamp" or "value" at byte'],
    [[{ timestamp: "1", value: "x" }], "ground_truth[0].value: expected a number at byte"],
    [
      [
        { timestamp: "1", value: 1 },
        { timestamp: -1, value: 1 },
      ],
      "ground_truth[1].timestamp: expected an unsigned integer at byte",
    ],
    [
      [
        { timestamp: "1", value: 1 },
        { timestamp: 1, value: 2 },
      ],
      "ground_truth[1]: timestamp given twice at byte",
    ],
    [{}, "ground_truth: expected an array at byte"],
  ])("refuses %j", (ground_truth, message) => {
    const result = truths("told", {}, { ...PAYLOAD, ground_truth });
    expect(result).toMatchObject({ exit: 65 });
    expect(result.stderr).toContain(message);
  });
});
