import { describe, expect, it } from "vitest";
import {
  formatRoundFixture,
  isRoundFixture,
  parseRoundFixture,
} from "../../src/round/fixture/fixture-file.js";
import { knownTruthRows, makeFixture } from "../../src/round/fixture/make-fixture.js";
import { truthColumns } from "../../src/round/fixture/fixture-answers.js";
import type { HttpExchange } from "../../src/runtime/http/http-exchange.js";
import { roundFixture } from "../report/round-fixture.js";

const document = formatRoundFixture(roundFixture("t"));

/** The document with the value at a path replaced; undefined removes it. */
function changed(path: string, value: unknown): string {
  const copy = JSON.parse(document) as object;
  const keys = path.split(".");
  let at: object = copy;
  for (const key of keys.slice(0, -1)) at = Reflect.get(at, key) as object;
  const last = keys[keys.length - 1]!;
  if (value === undefined) Reflect.deleteProperty(at, last);
  else Reflect.set(at, last, value);
  return JSON.stringify(copy);
}
const read = (path: string, value: unknown) => parseRoundFixture(changed(path, value), "f.json");

// Field, as the message names it, and values that it must not have.
const REFUSED: readonly [string, readonly unknown[], string?][] = [
  ["format", ["weightkit.other", undefined, null]],
  ["version", [2, "1", undefined]],
  ["origin", [null, "x"], "origin.topic"],
  ["origin.topic", [1, undefined, null]],
  ["origin.round", [1.5, -1, "1", undefined, 2 ** 60]],
  ["origin.second", ["true", 0, undefined, null]],
  ["origin.engine", [7]],
  ["logic", [[], undefined], "logic.name"],
  ["logic.sha256", [1]],
  ["request", [[]], "request.stdin"],
  ["request.stdin", [1, undefined, [], { text: "x" }, { base64: 5 }]],
  ["request.stdinMode", ["pipe", 1]],
  ["request.env.kt", [1, null]],
  ["request.args", ["x", undefined, [1], {}]],
  ["request.permissions", [null, [null]]],
  ["request.blockTime", [-1, "1"]],
  ["request.seed", [0.5]],
  ["request.runtime", ["0.9", undefined, null]],
  ["request.limits", [null], "request.limits.fuel"],
  ["request.limits.fuel", ["1", -1, undefined]],
  ["request.limits.memoryPages", [0.5]],
  ["request.limits.milliseconds", [null, "1"]],
  ["request.limits.stdoutBytes", [null]],
  ["request.limits.stderrBytes", [null]],
  ["request.limits.httpBodyBytes", [null]],
  ["request.answers", [{}, null, undefined]],
  ["request.answers.0.response.body", [1, undefined, {}], "request.answers[0].response.body"],
  ["request.answers.0.response.status", [99, 1000, "200"], "request.answers[0].response.status"],
  ["request.answers.1.request.method", ["PUT"], "request.answers[1].request.method"],
  ["request.truth", [[], "x"], "request.truth.route.url"],
  ["request.truth.route.pointer", [0], "request.truth.route.pointer"],
  ["request.truth.rows", [{}, null]],
  ["request.truth.rows.0.value", [null, [], undefined], "request.truth.rows[0].value"],
  ["request.truth.rows.0.timestamp", [0.5], "request.truth.rows[0].timestamp"],
  ["request.truth.rows.0.availableAt", ["1", null], "request.truth.rows[0].availableAt"],
  ["request.judging", [null], "request.judging.known"],
  ["request.judging.known", [[1]]],
  ["request.judging.strangers", [-1]],
  ["request.judging.submitsFailures", [1]],
  ["expected.exitCode", [1.5, null]],
  ["expected.stdout", [null]],
  ["expected.stderr", [null]],
  ["expected.fuel", ["1", -1]],
  ["expected.memoryPages", [null]],
  ["expected.stored.t", ["1", -1, null]],
  ["expected.failure.code", [1]],
  ["expected.failure.message", [null]],
  ["expected.notes", ["x", [1]]],
];

describe("a fixture's document", () => {
  it.each(REFUSED)("is refused with its %s at fault", (path, values, field = path) => {
    for (const value of values) {
      expect(() => read(path, value)).toThrow(
        expect.objectContaining({ code: "WK470", place: { file: "f.json", field } }),
      );
    }
  });

  it("may leave out what has a default, and have null for what was not known", () => {
    expect(read("request.stdinMode", undefined).request.stdinMode).toBe("blockless");
    expect(read("request.stdinMode", "inherit").request.stdinMode).toBe("inherit");
    expect(read("request.truth", undefined).request.truth).toBeNull();
    expect(read("request.limits.fuel", null).request.limits.fuel).toBeNull();
    expect(read("request.limits.memoryPages", null).request.limits.memoryPages).toBeNull();
    for (const none of [null, undefined]) {
      const { expected } = read("expected.fuel", none);
      expect(expected.fuel).toBeNull();
      expect(read("expected.stored", none).expected.stored).toBeNull();
      expect(read("expected.failure", none).expected.failure).toBeNull();
    }
    for (const runtime of ["both", "0.6.3", "0.3.1"]) {
      expect(read("request.runtime", runtime).request.runtime).toBe(runtime);
    }
    expect(read("request.truth.rows.0.value", 7).request.truth?.rows[0]?.value).toBe(7);
  });

  it("keeps why a request was not answered, when that is a text", () => {
    const { answers } = parseRoundFixture(document, "f").request;
    expect(answers[1]).toMatchObject({ response: null, why: "t" });
    expect(answers[0]).not.toHaveProperty("why");
    expect(Buffer.from(answers[0]?.response?.body ?? []).toString()).toBe("t");
    expect(read("request.answers.1.why", 5).request.answers[1]).not.toHaveProperty("why");
  });

  it("that is not JSON names its file", () => {
    expect(() => parseRoundFixture("{", "f.json")).toThrow(
      expect.objectContaining({ code: "WK470", place: { file: "f.json" } }),
    );
  });

  it("differs from other JSON by how it starts", () => {
    expect(isRoundFixture(document)).toBe(true);
    expect(isRoundFixture('\n{"format":"weightkit.round","version":9')).toBe(true);
    expect(isRoundFixture('{ "format" : "weightkit.round"')).toBe(true);
    expect(isRoundFixture('[{"format":"weightkit.round"}]')).toBe(false);
    expect(isRoundFixture('{"formats":"weightkit.round"}')).toBe(false);
    expect(isRoundFixture('{"format":"weightkit.replay"}')).toBe(false);
    expect(isRoundFixture(`${" ".repeat(1000)}${document}`)).toBe(false);
  });
});

describe("the fixture of a round", () => {
  const exchange = (more: Partial<HttpExchange>): HttpExchange => ({
    request: {
      ...{ method: "GET", url: "https://a/?token=s3cret", body: null },
      headers: { authorization: "s3cret", accept: "x" },
    },
    response: {
      ...{ status: 200, body: Buffer.from("v") },
      headers: { "set-cookie": "s3cret", etag: "e" },
    },
    refused: false,
    ...more,
  });
  const ran = (exchanges: readonly HttpExchange[]) => {
    const { origin, logic, request } = roundFixture("t");
    const stdin = Buffer.from(
      '{"inferences":[{"timestamp":"1","inferences":[{"worker":"w","inference":"1"}]}]}',
    );
    const judging = { ...request.judging, known: ["w", "r"] };
    const outcome = {
      ...{ exitCode: 0, stdout: stdin, stderr: stdin, fuel: 1, memoryPages: 1 },
      ...{ failure: null, notes: [], exchanges },
    };
    const judgement = { stored: null, failure: null, notes: [] };
    return { origin, logic, request: { ...request, stdin, judging }, outcome, judgement };
  };

  it("holds no secret, no request that was refused, and why one was not answered", () => {
    const { request } = makeFixture(
      ran([
        exchange({}),
        exchange({ refused: true, response: null }),
        exchange({ response: null, why: "DNS knows no such host" }),
        exchange({ response: null }),
      ]),
    );
    expect(JSON.stringify(request)).not.toContain("s3cret");
    expect(request.answers).toHaveLength(3);
    expect(request.answers[0]).toMatchObject({
      request: { method: "GET", body: null, headers: { accept: "x" } },
      response: { status: 200, body: Buffer.from("v"), headers: { etag: "e" } },
    });
    expect(request.answers[1]).toMatchObject({ response: null, why: "DNS knows no such host" });
    expect(request.answers[2]).toMatchObject({ response: null });
    expect(request.answers[2]).not.toHaveProperty("why");
  });

  it("shares no payload with the run, and lists only who is not in it", () => {
    const round = ran([]);
    const { request } = makeFixture(round);
    round.request.stdin.fill(0);
    expect(Buffer.from(request.stdin).toString()).toMatch(/^\{"inferences"/);
    expect(request.judging.known).toEqual(["r"]);
  });

  it("has the truths of its sets that were known", () => {
    const route = { url: "", pointer: "" };
    const numbers = truthColumns({
      route,
      rows: [
        { timestamp: 10, value: 1, availableAt: 15 },
        { timestamp: 20, value: 2, availableAt: 25 },
      ],
    });
    const sets = [5, 10, 20].map((timestamp) => ({ timestamp }));
    expect(knownTruthRows(numbers, sets, 15)).toEqual([
      { timestamp: 10, value: 1, availableAt: 15 },
    ]);
    expect(knownTruthRows(numbers, sets, 25)).toHaveLength(2);
    expect(knownTruthRows(numbers, sets, 14)).toEqual([]);
    const texts = truthColumns({ route, rows: [{ timestamp: 10, value: "sun", availableAt: 1 }] });
    expect(knownTruthRows(texts, sets, 15)).toEqual([
      { timestamp: 10, value: "sun", availableAt: 1 },
    ]);
  });
});
