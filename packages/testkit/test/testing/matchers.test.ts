import { describe, expect, test } from "vitest";
import "../../src/public/vitest.js";
import type { JudgedRound } from "../../src/testing/round-result.js";
import { weightTable } from "../../src/testing/weight-table.js";

function ran(weights: Record<string, number> | null, code: string | null = null): JudgedRound {
  const error = code === null ? null : { code, message: "The run failed" };
  return { weights, error, notes: [], exitCode: 0, stderr: "", fuel: 1234 };
}

/** The message of an expectation that fails. */
function messageOf(failing: () => void): string {
  try {
    failing();
  } catch (error) {
    return error instanceof Error ? error.message : "";
  }
  throw new Error("the expectation held");
}

describe("matchers", () => {
  test("toSumToOne leaves each worker one unit of truncation", () => {
    expect(ran({ a: 33_333, b: 33_333, c: 33_333 })).toSumToOne();
    expect(ran({ a: 50_000, b: 49_997 })).not.toSumToOne();
    expect(ran({})).not.toSumToOne();
    expect(ran(null, "WK516")).not.toSumToOne();
  });

  test("toRank wants each above the next", () => {
    const round = ran({ a: 3, b: 2, c: 2, d: 9 });
    expect(round).toRank(["a", "b"]);
    expect(round).not.toRank(["b", "c"]);
    expect(round).not.toRank(["b", "a"]);
    expect(round).not.toRank(["a", "nobody"]);
    expect(ran(null)).not.toRank(["a"]);
  });

  test("toFailWith wants that code", () => {
    expect(ran(null, "WK516")).toFailWith("WK516");
    expect(ran(null, "WK516")).not.toFailWith("WK512");
    expect(ran({})).not.toFailWith("WK516");
  });

  test("toStayUnderFuel wants less", () => {
    expect(ran({})).toStayUnderFuel(1235);
    expect(ran({})).not.toStayUnderFuel(1234);
  });

  test("toMatchWeights wants exactly these workers, within a tolerance in the chain's units", () => {
    const round = ran({ a: 60_000, b: 40_000 });
    expect(round).toMatchWeights({ a: 60_000.9, b: 39_999 });
    expect(round).not.toMatchWeights({ a: 60_001, b: 40_000 }, 0.5);
    expect(round).toMatchWeights({ a: 61_000, b: 39_000 }, 1000);
    expect(round).not.toMatchWeights({ a: 60_000 });
    expect(round).not.toMatchWeights({ a: 60_000, b: 40_000, c: 0 });
    expect(ran({})).toMatchWeights({});
    expect(ran({ a: 1 }, "WK502")).not.toMatchWeights({ a: 1 });
    expect(ran(null)).not.toMatchWeights({});
  });
});

test("a message shows the table of weights, what was wanted and why the round failed", () => {
  const round = ran({ allo1b: 40_000, allo1a: 60_000 });
  expect(
    messageOf(() => {
      expect(round).toMatchWeights({ allo1a: 60_000, allo1c: 40_000.25 });
    }),
  ).toBe(
    [
      "expected weights to match within 1; there is none for allo1c",
      "",
      "worker     weight  wanted",
      "allo1a     60,000  ✓",
      "allo1b     40,000  none",
      "sum       100,000  (1 is 100,000)",
    ].join("\n"),
  );
  expect(
    messageOf(() => {
      expect(ran(null, "WK516")).toRank(["a", "b"]);
    }),
  ).toBe("expected weights to rank a > b\n\nfailed: WK516: The run failed\nno weights are stored");
});

test("a table is the same text for the same weights, whatever their order", () => {
  const one = weightTable(ran({ a: 1, b: 2 }));
  expect(weightTable(ran({ b: 2, a: 1 }))).toBe(one);
  expect(weightTable(ran({}))).toBe("no weight changes");
});
