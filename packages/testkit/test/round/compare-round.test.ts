import { expect, it } from "vitest";
import { roundDifferences, type RepeatedRound } from "../../src/round/fixture/compare-round.js";
import type { RoundExpectation, RoundFixture } from "../../src/round/fixture/round-fixture.js";
import { failureOf } from "../../src/runtime/failure.js";
import { fault } from "../../src/errors/weightkit-error.js";
import { chainErrors } from "../../src/errors/chain-errors.js";
import { roundFixture } from "../report/round-fixture.js";

const base = roundFixture("t");
const expected: RoundExpectation = {
  ...{ exitCode: 0, stdout: Buffer.from("abc"), stderr: Buffer.from("log") },
  ...{ fuel: 12_345, memoryPages: 2, notes: ["one", "two"], failure: null },
  stored: new Map([
    ["a", 100_000],
    ["b", 50_000],
  ]),
};
const WRONG = failureOf(fault(chainErrors.outputEmpty, {}));

/** In what a round that came to `got` differs from one that came to `wanted`. */
function differences(
  got: Partial<RoundExpectation & { failed: boolean }>,
  wanted: Partial<RoundExpectation> = {},
  more: Partial<Pick<RepeatedRound, "sha256" | "engine">> = {},
): string[] {
  const { failed = false, ...found } = got;
  const all = { ...expected, ...found };
  const fixture: Pick<RoundFixture, "expected" | "logic" | "origin"> = {
    ...{ logic: base.logic, origin: base.origin, expected: { ...expected, ...wanted } },
  };
  return roundDifferences(fixture, {
    outcome: { ...all, failure: null, exchanges: [], notes: [] },
    judgement: { stored: all.stored, notes: all.notes, failure: failed ? WRONG : null },
    ...{ sha256: base.logic.sha256, engine: base.origin.engine, ...more },
  });
}

const failure = { code: "WK500", message: "" };

it("names each thing that came out otherwise", () => {
  expect(differences({})).toEqual([]);
  expect(differences({ exitCode: 1234 })).toEqual(["exit code 1,234 instead of 0"]);
  expect(differences({ fuel: null })).toEqual(["fuel unknown instead of 12,345"]);
  expect(differences({ fuel: 9 }, { fuel: null })).toEqual(["fuel 9 instead of unknown"]);
  expect(differences({ memoryPages: 3 })).toEqual(["memory pages 3 instead of 2"]);
  expect(differences({ failed: true })).toEqual(["failure WK501 where there was none"]);
  expect(differences({ failed: true }, { failure })).toEqual(["failure WK501 instead of WK500"]);
  expect(differences({}, { failure })).toEqual(["no failure instead of WK500"]);
  expect(differences({ failed: true }, { failure: { ...failure, code: "WK501" } })).toEqual([]);
});

it("names the first byte that differs, and how long each is", () => {
  const stdout = (text: string) => differences({ stdout: Buffer.from(text) });
  expect(stdout("abd")).toEqual(["stdout differs from byte 2 on (3 bytes instead of 3)"]);
  expect(stdout("xbd")).toEqual(["stdout differs from byte 0 on (3 bytes instead of 3)"]);
  expect(stdout("abcd")).toEqual(["stdout differs from byte 3 on (4 bytes instead of 3)"]);
  expect(stdout("ab")).toEqual(["stdout differs from byte 2 on (2 bytes instead of 3)"]);
  expect(differences({ stderr: Buffer.from("lo") })).toEqual([
    "stderr differs from byte 2 on (2 bytes instead of 3)",
  ]);
});

it("names a weight that differs, and counts the others", () => {
  const stored = (...entries: [string, number][]) => differences({ stored: new Map(entries) });
  expect(stored(["a", 100_000], ["b", 50_000])).toEqual([]);
  expect(stored(["b", 50_000], ["a", 99_999])).toEqual(["weight of a 99,999 instead of 100,000"]);
  expect(stored(["a", 1], ["b", 2], ["c", 3])).toEqual([
    "weight of a 1 instead of 100,000, and 2 more weights differ",
  ]);
  expect(stored(["a", 100_000], ["b", 50_000], ["c", 3])).toEqual([
    "weight of c 3 instead of none",
  ]);
  expect(differences({ stored: null })).toEqual(["nothing is stored"]);
  expect(differences({}, { stored: null })).toEqual(["weights are stored where none were"]);
  expect(differences({ stored: null }, { stored: null })).toEqual([]);
});

it("compares notes in their order", () => {
  for (const notes of [["one"], ["two", "one"], ["one", "two", "three"], []]) {
    expect(differences({ notes })).toEqual(["other notes"]);
  }
});

it("looks at fuel, memory, stderr and notes only for the same bytes on the same engine", () => {
  const other = { fuel: 1, memoryPages: 9, notes: [], stderr: Buffer.of() };
  expect(differences(other, {}, { sha256: "11" })).toEqual([]);
  expect(differences(other, {}, { engine: "wasmtime" })).toEqual([]);
  expect(differences({ ...other, exitCode: 2 }, {}, { sha256: "11" })).toHaveLength(1);
});
