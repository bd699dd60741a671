import { readFileSync } from "node:fs";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { loadRules, relativeGap, type Rules } from "../support/rules.js";

interface Case {
  readonly rule: string;
  readonly inferences: number[];
  readonly args: number[];
  readonly expected: string[];
}

/** Made by vectors.py with Python's decimal module. */
const cases = JSON.parse(readFileSync(new URL("vectors.json", import.meta.url), "utf8")) as Case[];

let rules: Rules;

beforeAll(async () => {
  rules = await loadRules();
});

/** A lone column is the inferences. */
function losses(rule: string, inferences: (number | null)[], ...args: number[]) {
  return rules(rule, [[], inferences], ...args).column;
}

describe("losses agree with 60-digit decimals", () => {
  it.each([...new Set(cases.map((one) => one.rule))])("%s", (rule) => {
    for (const { inferences, args, expected } of cases.filter((one) => one.rule === rule)) {
      losses(rule, inferences, ...args).forEach((loss, i) => {
        const wanted = Number(expected[i]);
        const where = `${rule}(${inferences[i]}, ${args.join(", ")}) = ${loss}, not ${wanted}`;
        // Differences of nearly equal inputs lose digits to the input's own rounding only.
        const gap = relativeGap(loss!, wanted);
        expect(gap < 1e-14 || Math.abs(loss! - wanted) < 1e-16, where).toBe(true);
      });
    }
  });
});

describe("scores of probabilities", () => {
  const unit = fc.double({ min: 0, max: 1, noNaN: true });

  /** Expected loss when the event has probability p and the worker infers q. */
  function expected(rule: string, p: number, q: number, ...args: number[]): number {
    const [yes] = losses(rule, [q], 1, ...args);
    const [no] = losses(rule, [q], 0, ...args);
    return p * yes! + (1 - p) * no!;
  }

  it.each([
    ["brier", 0],
    ["log", 0.01],
  ])("%s: saying what one believes is best", (rule, epsilon) => {
    const inside = fc.double({ min: 0.01, max: 0.99, noNaN: true });
    fc.assert(
      fc.property(inside, unit, (p, q) => {
        const honest = expected(rule, p, p, epsilon);
        expect(expected(rule, p, q, epsilon)).toBeGreaterThanOrEqual(honest - 1e-15);
      }),
    );
  });

  it("the ranked probability score lies in 0 to 1, and a near miss costs less than a far one", () => {
    const all = [1000, 1001 * 1000, 1001 ** 2 * 1000, 1001 ** 3 * 1000].reverse();
    const found = losses("rankedProbability", all, 0, 4, 1001);
    // All on class 0, 1, 2, 3 when 0 came true: 0, 1/3, 2/3, 1.
    found.forEach((loss, i) => {
      expect(loss).toBeCloseTo(i / 3, 15);
    });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1001 ** 4 - 1 }), fc.nat(3), (packed, truth) => {
        const [loss] = losses("rankedProbability", [packed], truth, 4, 1001);
        expect(loss).toBeGreaterThanOrEqual(0);
        expect(loss).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe("scores of distributions over four classes", () => {
  /** In thousandths of 1, which base 1001 leaves room for. */
  const pack = (parts: readonly number[]) => parts.reduce((all, part) => all * 1001 + part, 0);
  const all = fc
    .tuple(fc.nat(1000), fc.nat(1000), fc.nat(1000))
    .map((cuts) => [0, ...cuts.sort((a, b) => a - b), 1000])
    .map((cuts) => cuts.slice(1).map((cut, i) => cut - cuts[i]!));
  const EPSILON = 0.005;
  const rated = (rule: string, said: readonly number[], truth: number) =>
    losses(rule, [pack(said)], truth, 4, 1001, ...(rule === "categoricalLog" ? [EPSILON] : []))[0]!;
  const expected = (rule: string, belief: readonly number[], said: readonly number[]) =>
    belief.reduce((sum, part, truth) => sum + (part / 1000) * rated(rule, said, truth), 0);

  it.each(["categoricalBrier", "categoricalLog", "rankedProbability"])(
    "%s: saying what one believes is best",
    (rule) => {
      const inside = all.filter((parts) => Math.min(...parts) >= 1000 * EPSILON);
      fc.assert(
        fc.property(inside, all, (belief, said) => {
          const honest = expected(rule, belief, belief);
          expect(expected(rule, belief, said)).toBeGreaterThanOrEqual(honest - 1e-14);
        }),
      );
    },
  );

  it("stay within their bounds", () => {
    const worst = Math.log(1 / EPSILON + 3);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1001 ** 4 - 1 }), fc.nat(3), (packed, truth) => {
        const [brier] = losses("categoricalBrier", [packed], truth, 4, 1001);
        expect(brier).toBeGreaterThanOrEqual(0);
        expect(brier).toBeLessThanOrEqual(2);
        const [log] = losses("categoricalLog", [packed], truth, 4, 1001, EPSILON);
        expect(log).toBeGreaterThanOrEqual(0);
        expect(log).toBeLessThanOrEqual(worst + 1e-14);
      }),
    );
  });

  it("no answer counts as all classes alike", () => {
    // (3/4)^2 + 3 (1/4)^2 and ln 4.
    expect(losses("categoricalBrier", [0], 2, 4, 1001)).toEqual([0.75]);
    expect(losses("categoricalLog", [0], 2, 4, 1001, 0.01)).toEqual([Math.log(4)]);
  });

  it("of two classes the Brier score is twice the binary one", () => {
    expect(losses("categoricalBrier", [250 * 1001 + 750], 1, 2, 1001)).toEqual([0.125]);
    expect(losses("brier", [0.75], 1)).toEqual([0.0625]);
  });
});

describe("parameters and truths that make no sense end the run with a message", () => {
  it.each<[string, number[], RegExp]>([
    ["huber", [1, 0], /above 0/],
    ["huber", [1, NaN], /above 0/],
    ["logCosh", [1, Infinity], /above 0/],
    ["pinball", [1, 1], /level/],
    ["scaled", [1, -1], /naive/],
    ["log", [1, 0], /epsilon/],
    ["log", [0.5, 0.1], /0 or 1/],
    ["brier", [2], /0 or 1/],
    ["rankedProbability", [4, 4, 10], /class/],
    ["rankedProbability", [0, 16, 11], /2\^53/],
    ["categoricalBrier", [4, 4, 10], /class/],
    ["categoricalBrier", [0.5, 4, 10], /class/],
    ["categoricalLog", [-1, 4, 10, 0.01], /class/],
    ["categoricalLog", [0, 4, 10, 0.25], /epsilon/],
    ["categoricalLog", [0, 4, 10, 0], /epsilon/],
    ["packingColumn", [3, 3, 10, 1, 0], /no such part/],
    ["interval", [1, 1, 10, 1, 0], /level/],
    ["absolute", [NaN], /not known/],
  ])("%s(%j)", (rule, args, message) => {
    expect(() => losses(rule, [1], ...args)).toThrow(message);
  });
});

describe("values", () => {
  it.each<[string, (number | null)[], number[], (number | null)[]]>([
    ["valuesScaled", [2500, 480, null], [10, 500], [200, -2, null]],
    ["valuesProbabilities", [0, 730000, 1000000, 1000001, -1], [1e6], [0, 0.73, 1, null, null]],
    ["valuesIntegers", [3, -2, 1.5, 1e300, 0.1], [], [3, -2, null, 1e300, null]],
    ["valuesLabels", [0, 2, 3, 1.5, -1, -0], [3], [0, 2, null, null, null, -0]],
    ["valuesPacked", [0, 999999, 1e6, 12.5], [2, 1000], [0, 999999, null, null]],
    ["valuesIntervals", [1002, 2001, 5005, 0], [1000], [1002, null, 5005, 0]],
    ["valuesDistributions", [0, 1, 999], [3, 10], [null, 1, 999]],
    ["packingColumn", [123, 456, null, 1000], [1, 3, 10, 2, 1], [0.5, 2, null, null]],
  ])("%s(%j)", (rule, given, args, wanted) => {
    const result = rules(rule, [[], given], ...args);
    expect(result.column).toEqual(wanted);
    const out = given.flatMap((value, i) => (value !== null && wanted[i] === null ? [i] : []));
    const notes = result.stderr.split("\n").slice(0, -1);
    expect(
      notes.map((note) => /"worker(\d)", whose inference is not a valid /.exec(note)?.[1]),
    ).toEqual(out.map(String));
  });

  it("lists those left out, also of a set from which some were left out before", () => {
    expect(rules("leftOutOfLabels", [[], [0, 1, 2, 3, 9]], 3).value).toBe(3);
  });
});
