import { readFileSync } from "node:fs";
import { type AnySchema, Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { driveTopic } from "../../src/replay/drive.js";
import type { TopicPlan } from "../../src/replay/plan.js";
import type { RoundSelection } from "../../src/replay/round-selection.js";
import { roundDifferences } from "../../src/round/fixture/compare-round.js";
import { fixtureAnswerer } from "../../src/round/fixture/fixture-answers.js";
import { formatRoundFixture, parseRoundFixture } from "../../src/round/fixture/fixture-file.js";
import type { RoundFixture } from "../../src/round/fixture/round-fixture.js";
import type { HttpRequest, HttpResponse } from "../../src/runtime/http/http-exchange.js";
import { commit, fakeLogic } from "../replay/fake-logic.js";
import { topic } from "../replay/histories.js";
import { roundFixture } from "../report/round-fixture.js";

const rows = [100, 110, 120, 130].flatMap((time) => [
  [time, "a", time] as const,
  [time, "b", time + 1] as const,
]);

/** Fails in the round at 120. */
const logic = fakeLogic((_, { blockTime }) =>
  blockTime === 120 ? { exitCode: 7, stderr: Buffer.from("no\n") } : commit({ a: 0.25, b: 0.5 }),
);

const plan: TopicPlan = {
  history: topic(rows),
  cadences: { inference: 10, weight: 20 },
  logic: logic.logic,
  permissions: ["https://data.example/"],
  route: { url: "https://data.example/{timestamp}", pointer: "/v" },
  seed: 3,
};

async function saved(
  selection: RoundSelection,
  more: Partial<TopicPlan> = {},
): Promise<RoundFixture[]> {
  const rounds: RoundFixture[] = [];
  const host = { engine: "fake", logic, http: () => null };
  const onRound = (round: RoundFixture): void => void rounds.push(round);
  logic.seen.length = 0;
  await driveTopic({ ...plan, ...more }, host, () => undefined, { selection, onRound });
  return rounds;
}

const placeOf = ({ origin }: RoundFixture) =>
  `${origin.round}${origin.second ? " second" : ""} ${origin.reputer}`;

describe("rounds that a replay saves", () => {
  it("are those that were asked for, with their second runs", async () => {
    const rounds = await saved({ rounds: [0, 2], failed: false });
    // The first block has no set before it: only its second run sees one.
    expect(rounds.map(placeOf)).toEqual(["0 second reputer", "2 reputer", "2 second reputer"]);
  });

  it("are those that fail, of whichever reputer", async () => {
    const reputers = ["r1", "r2"].map((address) => ({ address, stake: 1n }));
    const rounds = await saved({ rounds: [], failed: true }, { reputers });
    expect(rounds.map(placeOf)).toEqual(["1 r1", "1 r2"]);
    expect(rounds[0]?.expected).toMatchObject({
      exitCode: 7,
      stored: null,
      failure: { code: "WK500" },
    });
  });

  it("hold what each run saw, although the payload of the next is written over it", async () => {
    for (const profile of ["chain", "seed"] as const) {
      const rounds = await saved({ rounds: [0, 1, 2], failed: false }, { profile });
      expect(rounds).toHaveLength(logic.seen.length);
      for (const [i, { request, origin }] of rounds.entries()) {
        const ran = logic.seen[i]?.request;
        expect(Buffer.from(request.stdin).toString()).toBe(
          Buffer.from(ran?.stdin ?? []).toString(),
        );
        expect(request).toMatchObject({ seed: ran?.seed, blockTime: ran?.blockTime });
        expect(origin.host).toBe(profile);
      }
    }
  });
});

describe("a fixture's file", () => {
  it("gives back the same fixture", async () => {
    for (const round of await saved({ rounds: [0, 1, 2], failed: true })) {
      const text = formatRoundFixture(round);
      const read = parseRoundFixture(text, "f.json");
      expect(formatRoundFixture(read)).toBe(text);
      expect(read.expected.stored).toEqual(round.expected.stored);
      expect(Buffer.from(read.request.stdin)).toEqual(Buffer.from(round.request.stdin));
    }
  });

  it("satisfies its schema, which refuses other documents", async () => {
    const url = new URL("../../schema/round.schema.json", import.meta.url);
    const schema = JSON.parse(readFileSync(url, "utf8")) as AnySchema;
    const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema);
    const rounds = await saved({ rounds: [0, 1, 2], failed: true });
    expect(rounds.length).toBeGreaterThan(0);
    for (const round of rounds) {
      const document = JSON.parse(formatRoundFixture(round)) as object;
      expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
      expect(validate({ ...document, version: 2 })).toBe(false);
      expect(validate({ ...document, extra: 1 })).toBe(false);
    }
  });

  it("keeps bytes that are not text, and texts that only look like JSON", async () => {
    const [round] = await saved({ rounds: [0], failed: false });
    if (round === undefined) throw new Error("no round");
    for (const bytes of [Buffer.from([0xff, 0x00, 0x7b]), Buffer.from('{"a": 1}'), Buffer.of()]) {
      const request = { ...round.request, stdin: bytes };
      const read = parseRoundFixture(formatRoundFixture({ ...round, request }), "f.json");
      expect(Buffer.from(read.request.stdin)).toEqual(bytes);
    }
  });

  it("keeps deeply nested JSON as text, whose indentation would take the square of its length", () => {
    for (const depth of [64, 65, 5000]) {
      const nested = "[".repeat(depth) + "]".repeat(depth);
      const file = formatRoundFixture(roundFixture(nested));
      expect(file.length).toBeLessThan(400_000);
      const { request } = parseRoundFixture(file, "f");
      expect(Buffer.from(request.stdin).toString()).toBe(nested);
      expect(file.includes(`"stdin": "${nested}"`)).toBe(depth > 64);
    }
  });

  const withNestedStdin = (levels: number) =>
    formatRoundFixture(roundFixture("x")).replace(
      '"stdin": "x"',
      `"stdin": {"json":${"[".repeat(levels)}${"]".repeat(levels)}}`,
    );

  it("is read with JSON of 1,000 levels, whatever Node it is", () => {
    const { request } = parseRoundFixture(withNestedStdin(1000), "f");
    expect(request.stdin.length).toBe(2000);
  });

  it.each([1001, 200_000])("is refused with JSON of %i levels", (levels) => {
    expect(() => parseRoundFixture(withNestedStdin(levels), "f")).toThrow(
      expect.objectContaining({
        code: "WK470",
        message: expect.stringContaining("stdin") as unknown,
      }),
    );
  });

  it("is refused with the field that is wrong", async () => {
    const [round] = await saved({ rounds: [0], failed: false });
    if (round === undefined) throw new Error("no round");
    const document: unknown = JSON.parse(formatRoundFixture(round));
    const broken = (path: string, value: unknown): string => {
      const copy: unknown = structuredClone(document);
      const keys = path.split(".");
      let at = copy;
      for (const key of keys.slice(0, -1)) at = Reflect.get(at as object, key);
      Reflect.set(at as object, keys.at(-1), value);
      return JSON.stringify(copy);
    };
    for (const [path, value] of [
      ["version", 2],
      ["request.seed", -1],
      ["request.stdin", 5],
      ["request.runtime", "0.9"],
      ["request.limits.fuel", "many"],
      ["request.permissions", [1]],
      ["expected.exitCode", 1.5],
      ["origin.round", null],
    ] as const) {
      expect(() => parseRoundFixture(broken(path, value), "f.json")).toThrow(
        expect.objectContaining({ code: "WK470", place: { file: "f.json", field: path } }),
      );
    }
    expect(() => parseRoundFixture("{", "f.json")).toThrow(
      expect.objectContaining({ code: "WK470" }),
    );
  });
});

describe("a fixture's answers", () => {
  const request = (url: string): HttpRequest => ({ method: "GET", url, headers: {}, body: null });
  const response = (status: number): HttpResponse => ({
    status,
    headers: {},
    body: new Uint8Array(),
  });

  it("come in the order in which they were given, the last one again", () => {
    const url = "https://data.example/1?token=REDACTED";
    const answer = fixtureAnswerer([
      { request: request(url), response: response(500) },
      { request: request("https://data.example/2"), response: null, why: "no route to host" },
      { request: request(url), response: response(200) },
    ]);
    const ask = (asked: string) => answer(request(asked), 0)?.status ?? null;
    // A secret in the URL counts as the same as any other.
    const secret = "https://data.example/1?token=abc";
    expect([ask(secret), ask(secret), ask(secret), ask("https://data.example/3")]).toEqual([
      500,
      200,
      200,
      null,
    ]);
    const reasons: string[] = [];
    const failed = (why: string): void => void reasons.push(why);
    expect(answer(request("https://data.example/2"), 0, { permissions: [], failed })).toBeNull();
    expect(reasons).toEqual(["no route to host"]);
  });
});

describe("a repeated round", () => {
  it("is compared field by field", async () => {
    const [fixture] = await saved({ rounds: [0], failed: false });
    if (fixture === undefined) throw new Error("no round");
    const { exitCode, stdout, stderr, fuel, memoryPages, stored, notes } = fixture.expected;
    const outcome = {
      ...{ exitCode, stdout, stderr, fuel, memoryPages },
      ...{ failure: null, notes: [], exchanges: [] },
    };
    const judgement = { stored, failure: null, notes };
    const ran = { outcome, judgement, sha256: fixture.logic.sha256, engine: "fake" };
    expect(roundDifferences(fixture, ran)).toEqual([]);
    const other = { ...outcome, fuel: 8, stdout: Buffer.from(`${String(stdout[0])}x`) };
    expect(roundDifferences(fixture, { ...ran, outcome: other })).toEqual([
      `stdout differs from byte 0 on (4 bytes instead of ${stdout.length})`,
      "fuel 8 instead of 7",
    ]);
    // Other bytes may well use other fuel.
    const rebuilt = { ...ran, outcome: { ...outcome, fuel: 8 }, sha256: "11" };
    expect(roundDifferences(fixture, rebuilt)).toEqual([]);
    const less = new Map([["a", 25_000]]);
    expect(
      roundDifferences(fixture, { ...ran, judgement: { ...judgement, stored: less } }),
    ).toEqual(["weight of b none instead of 50,000"]);
  });
});
