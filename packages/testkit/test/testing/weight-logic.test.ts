import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import wabt from "wabt";
import { afterAll, describe, expect, test } from "vitest";
import { DEFAULT_LIMITS } from "../../src/runtime/limits.js";
import type { RoundFixture } from "../../src/round/fixture/round-fixture.js";
import { history } from "../../src/testing/history-builder.js";
import { round } from "../../src/testing/round-builder.js";
import { payloadText } from "../../src/testing/round-input.js";
import { weightLogic } from "../../src/testing/weight-logic.js";

const folder = mkdtempSync(join(tmpdir(), "weightkit-testing-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A guest that prints `text` on stdout and returns. */
async function printing(text: string): Promise<string> {
  const source = `(module
    (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
    (memory (export "memory") 1)
    (data (i32.const 0) "\\10\\00\\00\\00")
    (data (i32.const 4) "${[text.length & 255, text.length >> 8, 0, 0].map((byte) => `\\${byte.toString(16).padStart(2, "0")}`).join("")}")
    (data (i32.const 16) "${text.replaceAll('"', '\\"')}")
    (func (export "_start") (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))))`;
  const module = (await wabt()).parseWat("guest.wat", source);
  const path = join(folder, `${String(text.length)}.wasm`);
  writeFileSync(path, module.toBinary({}).buffer);
  return path;
}

test("a payload is what the chain would send", () => {
  const sets = [
    { timestamp: 1700002800, inferences: { allo1a: 2501 } },
    { timestamp: 1700006400, inferences: { allo1b: 2544, allo1a: "2500" } },
  ];
  // The text of protocol section 3's example, by hand.
  expect(payloadText({ sets, weights: { allo1b: 47647, allo1a: 31764 } })).toBe(
    '{"inferences":[{"timestamp":"1700006400","inferences":[{"worker":"allo1b","inference":"2544"},' +
      '{"worker":"allo1a","inference":"2500"}]},{"timestamp":"1700002800","inferences":[{"worker":"allo1a","inference":"2501"}]}],' +
      '"latest_weights":{"allo1a":"31764","allo1b":"47647"}}',
  );
  expect(payloadText({ sets })).toContain('"latest_weights":{"allo1a":"0","allo1b":"0"}');
});

describe("a round's result", () => {
  test("is what the chain stores, with its truncation", async () => {
    const logic = weightLogic(
      await printing('{"type":"weights","weights":{"a":"0.29","b":"x","c":"0.5"}}'),
    );
    const sets = [{ timestamp: 1700002800, inferences: { a: 1, b: 2, c: 3 } }];
    const { weights, error, notes, exitCode, fuel } = logic.round({ sets });
    expect(weights).toEqual({ a: 28999, c: 50000 });
    expect(error).toBeNull();
    expect(notes.map((note) => note.slice(0, 5))).toEqual(["WK511"]);
    expect(exitCode).toBe(0);
    // 1 to enter, 4 constants, 1 call: the drop is free.
    expect(fuel).toBe(6);
  });

  test("states why nothing is stored", async () => {
    const logic = weightLogic(await printing("done"));
    const { weights, error, stdout } = logic.roundOn("anything");
    expect(weights).toBeNull();
    expect(error?.code).toMatch(/^WK5\d\d$/);
    expect(stdout).toBe("done");
  });
});

const OUTPUT = '{"type":"weights","weights":{"a":"0.75","b":"0.25"}}';

test("a short history is replayed round by round, and stored weights stay", async () => {
  const logic = weightLogic(await printing(OUTPUT));
  const short = history().worker("a", [1, 2, 3]).worker("b", [1, null, 3]);
  const rounds = logic.replay(short, { singleRuns: true, weightCadence: 3600 });
  // A round an hour, the first one cadence after the first set, until every set was seen.
  expect(rounds.map(({ blockTime }) => blockTime - 1_700_006_400)).toEqual([3600, 7200, 10_800]);
  for (const { weights, error } of rounds) {
    expect(error).toBeNull();
    expect(weights).toEqual({ a: 75_000, b: 25_000 });
  }
  const withSecond = logic.replay(short, { weightCadence: 3600 });
  expect(withSecond.filter(({ second }) => !second)).toHaveLength(rounds.length);
  expect(withSecond.filter(({ second }) => second).length).toBeGreaterThan(0);
});

test("a saved round is repeated, and differences are listed", async () => {
  const logic = weightLogic(await printing(OUTPUT));
  const fixture: RoundFixture = {
    origin: { topic: "1", round: 3, second: false, reputer: "r", host: "chain", engine: "v8" },
    logic: { name: "other", sha256: "" },
    request: {
      stdin: Buffer.from(payloadText({ sets: [{ timestamp: 5, inferences: { a: 1, b: 2 } }] })),
      stdinMode: "blockless",
      ...{ env: { TOPIC_ID: "1" }, args: [], permissions: [], blockTime: 6, seed: 0 },
      ...{ limits: DEFAULT_LIMITS, runtime: "both", answers: [], truth: null },
      judging: { known: [], strangers: 0, submitsFailures: true },
    },
    expected: {
      ...{ exitCode: 0, stdout: Buffer.from(OUTPUT), stderr: Buffer.alloc(0), notes: [] },
      ...{ fuel: 6, memoryPages: 1, failure: null },
      stored: new Map([
        ["a", 75_000],
        ["b", 25_000],
      ]),
    },
  };
  const repeated = logic.repeat(fixture);
  expect(repeated.weights).toEqual({ a: 75_000, b: 25_000 });
  expect(repeated.differences).toEqual([]);
  const stored = new Map([["a", 75_000]]);
  const changed = { ...fixture, expected: { ...fixture.expected, stored } };
  expect(logic.repeat(changed).differences).toEqual(["weight of b 25,000 instead of none"]);
});

test("a truth without an address is the test's mistake, and a given address is asked", async () => {
  const path = await printing(OUTPUT);
  const built = round().workers({ a: 1, b: 2 }).truth(3);
  expect(() => weightLogic(path).round(built)).toThrow(expect.objectContaining({ code: "WK480" }));
  const truth = { url: "https://data.example/{timestamp}", pointer: "/x" };
  expect(weightLogic(path, { truth }).round(built).weights).toEqual({ a: 75_000, b: 25_000 });
});
