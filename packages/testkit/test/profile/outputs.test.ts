import { describe, expect, it } from "vitest";
import type { Logic } from "../../src/logic/logic.js";
import { collapsedStacks } from "../../src/profile/collapsed.js";
import { Labels } from "../../src/profile/labels.js";
import type { Profile } from "../../src/profile/profile.js";
import { speedscope } from "../../src/profile/speedscope.js";
import { profileTable } from "../../src/profile/table.js";
import { nothingAsked } from "../../src/runtime/engine.js";
import { DEFAULT_LIMITS } from "../../src/runtime/limits.js";
import { v8Engine } from "../../src/runtime/v8/v8-engine.js";
import { watLogic } from "../support/wat.js";
import { sourceMap } from "./source-map.js";

/**
 * By hand, at 1 an operator but for block, loop, end and drop, and 1 a call's entry:
 * leaf: entry, local.get, i32.const, i32.mul = 4. twice: entry, 2 x (local.get, call), i32.add = 6 and 2 leaves.
 * _start: entry, i32.const, call = 3, then 3 turns of (i32.const, call, local.get, i32.const, i32.sub, local.tee,
 * br_if) = 7 with one twice each, before them i32.const, local.set = 2: 3 + 2 + 21 = 26, with a leaf at first.
 */
const PROGRAM = `(module (memory (export "memory") 1)
  (func $leaf (param i32) (result i32) (i32.mul (local.get 0) (i32.const 3)))
  (func $twice (param i32) (result i32) (i32.add (call $leaf (local.get 0)) (call $leaf (local.get 0))))
  (func $start (export "_start") (local $left i32)
    (drop (call $leaf (i32.const 1)))
    (local.set $left (i32.const 3))
    (loop $again
      (drop (call $twice (i32.const 2)))
      (br_if $again (local.tee $left (i32.sub (local.get $left) (i32.const 1)))))))`;
const LEAF = 4;
const TWICE = 6;
const START = 26;
const TOTAL = START + LEAF + 3 * (TWICE + 2 * LEAF);

function profileOf(logic: Logic): Profile {
  const options = { limits: DEFAULT_LIMITS, metered: true, profile: true };
  const outcome = v8Engine.prepare(logic, options).run(nothingAsked);
  expect(outcome.failure).toBeNull();
  const { profile } = outcome;
  if (profile === undefined) expect.fail("no profile");
  expect(profile.fuel).toBe(outcome.fuel);
  return profile;
}

const logic = watLogic(PROGRAM);
const profile = profileOf(logic);
const labels = new Labels(logic, profile);

describe("a profile", () => {
  it("reports fuel by function: calls, self and with callees", () => {
    expect(profile.fuel).toBe(TOTAL);
    expect(profileTable(profile, labels)).toEqual({
      fuel: TOTAL,
      functions: [
        row("leaf", 0, 7, 7 * LEAF, 7 * LEAF),
        row("start", 2, 1, START, TOTAL),
        row("twice", 1, 3, 3 * TWICE, 3 * (TWICE + 2 * LEAF)),
      ],
      lines: [],
      unplaced: TOTAL,
      folded: false,
    });
  });

  it("becomes collapsed stacks", () => {
    const lines = [
      `start ${START}`,
      `start;leaf ${LEAF}`,
      `start;twice ${3 * TWICE}`,
      `start;twice;leaf ${6 * LEAF}`,
    ];
    expect(collapsedStacks(profile, labels)).toBe(lines.map((line) => `${line}\n`).join(""));
  });

  it("becomes a Speedscope file", () => {
    const [start, leaf, twice] = [0, 1, 2];
    const twiceAt = START + LEAF;
    const innerAt = twiceAt + 3 * TWICE;
    expect(speedscope(profile, labels, "test")).toEqual({
      $schema: "https://www.speedscope.app/file-format-schema.json",
      exporter: "weightkit",
      name: "test",
      activeProfileIndex: 0,
      shared: { frames: [{ name: "start" }, { name: "leaf" }, { name: "twice" }] },
      profiles: [
        {
          type: "evented",
          name: "test",
          unit: "none",
          startValue: 0,
          endValue: TOTAL,
          events: [
            { type: "O", frame: start, at: 0 },
            { type: "O", frame: leaf, at: START },
            { type: "C", frame: leaf, at: twiceAt },
            { type: "O", frame: twice, at: twiceAt },
            { type: "O", frame: leaf, at: innerAt },
            { type: "C", frame: leaf, at: TOTAL },
            { type: "C", frame: twice, at: TOTAL },
            { type: "C", frame: start, at: TOTAL },
          ],
        },
      ],
    });
  });

  it("reports fuel by source line", () => {
    const text = sourceMap("logic/weights.ts", ["leaf", "  twice", "start"], linesByFunction());
    const mapped = { ...logic, sourceMap: text };
    const table = profileTable(profile, new Labels(mapped, profile));
    expect(table.unplaced).toBe(0);
    expect(table.lines).toEqual([
      line(1, 7 * LEAF, "leaf"),
      line(3, START, "start"),
      line(2, 3 * TWICE, "twice"),
    ]);
    expect(table.functions.map(({ file, line }) => [file, line])).toEqual([
      ["logic/weights.ts", 1],
      ["logic/weights.ts", 3],
      ["logic/weights.ts", 2],
    ]);
  });

  it("keeps functions that have no name apart", () => {
    const nameless = { ...logic, bytes: withoutNames(logic.bytes) };
    const again = profileOf(nameless);
    expect(collapsedStacks(again, new Labels(nameless, again))).toContain(
      "function 2;function 1 18\n",
    );
  });
});

describe("a profile of recursion", () => {
  // down(n): entry, local.get, if = 3; when n > 0: local.get, i32.const, i32.sub, call = 4 more.
  const recursive = (depth: number) =>
    watLogic(`(module (memory (export "memory") 1)
      (func $down (param i32) (if (local.get 0) (then (call $down (i32.sub (local.get 0) (i32.const 1))))))
      (func $start (export "_start") (call $down (i32.const ${depth}))))`);

  it("counts a recursive function's callees once", () => {
    const { functions, folded } = profileOf(recursive(5));
    expect(functions).toEqual([
      { functionIndex: 0, calls: 6, self: 6 * 3 + 5 * 4, total: 38 },
      { functionIndex: 1, calls: 1, self: 3, total: 41 },
    ]);
    expect(folded).toBe(false);
  });

  it("folds what is nested too deep, and still adds up", () => {
    const found = profileOf(recursive(1000));
    expect(found.folded).toBe(true);
    expect(found.calls.length).toBe(129);
    expect(found.functions[0]).toEqual({
      functionIndex: 0,
      calls: 1001,
      self: 1001 * 3 + 1000 * 4,
      total: 7003,
    });
    expect(found.calls.reduce((sum, { fuel }) => sum + fuel, 0)).toBe(7006);
  });

  it("folds paths beyond number", () => {
    // Two functions that call each other and themselves, to a depth of 14: 2 to the 15th paths.
    const found = profileOf(
      watLogic(`(module (memory (export "memory") 1)
        (func $a (param i32) (if (local.get 0) (then
          (call $a (i32.sub (local.get 0) (i32.const 1))) (call $b (i32.sub (local.get 0) (i32.const 1))))))
        (func $b (param i32) (if (local.get 0) (then
          (call $a (i32.sub (local.get 0) (i32.const 1))) (call $b (i32.sub (local.get 0) (i32.const 1))))))
        (func $start (export "_start") (call $a (i32.const 14))))`),
    );
    expect(found.folded).toBe(true);
    expect(found.calls.length).toBe(10_000);
    const calls = 2 ** 15 - 1;
    const fuel = calls * 3 + (2 ** 14 - 1) * 8 + 3;
    expect(found.fuel).toBe(fuel);
    expect(found.calls.reduce((sum, node) => sum + node.fuel, 0)).toBe(fuel);
  });

  it("survives a run out of fuel, within calls", () => {
    const options = { limits: { ...DEFAULT_LIMITS, fuel: 100 }, metered: true, profile: true };
    const { profile: found, fuel } = v8Engine.prepare(recursive(1000), options).run(nothingAsked);
    expect(fuel).toBe(100);
    // The check comes at the next entry: the 15th call of down, which costs 1, is the one that finds nothing left.
    expect(found?.fuel).toBe(3 + 7 * 14 + 1);
    expect(found?.functions[0]).toMatchObject({ functionIndex: 0, calls: 15 });
  });
});

function row(name: string, functionIndex: number, calls: number, self: number, total: number) {
  return { name, functionIndex, file: null, line: null, calls, self, total, share: self / TOTAL };
}

function line(number: number, fuel: number, text: string) {
  return { file: "logic/weights.ts", line: number, fuel, share: fuel / TOTAL, text };
}

/** Each operator's offset, and the number of its function as its line. */
function linesByFunction(): [number, number][] {
  return profile.operators.map(({ offset, functionIndex }) => [offset, functionIndex]);
}

/** The module without its custom section, which is its last. */
function withoutNames(bytes: Uint8Array): Uint8Array {
  const marker = Buffer.from(bytes).lastIndexOf("\x04name", undefined, "latin1");
  return bytes.slice(0, marker - 2);
}
