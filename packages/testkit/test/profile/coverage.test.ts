import { describe, expect, test } from "vitest";
import {
  coverageTotals,
  mergeCoverage,
  type Coverage,
} from "../../src/profile/coverage/coverage.js";
import { formatCoverage, parseCoverage } from "../../src/profile/coverage/coverage-file.js";
import { coverageText } from "../../src/report/coverage/coverage-text.js";
import { lcovText } from "../../src/report/coverage/lcov.js";

/** A file of five lines, of which line 2 has a condition. */
function covered(hits: readonly number[], taken: readonly [number, number]): Coverage {
  return new Map([
    [
      "logic/weights.ts",
      {
        lines: new Map(hits.map((count, i) => [i + 1, count])),
        functions: [{ name: "(top level)", line: 1, hits: hits[0] ?? 0 }],
        branches: [{ line: 2, column: 5, index: 0, taken }],
      },
    ],
  ]);
}

const once = covered([1, 1, 0, 0, 1], [0, 1]);
const twice = covered([2, 2, 0, 2, 2], [0, 2]);

describe("coverage", () => {
  test("of several runs adds up, in whatever order", () => {
    const sum = covered([3, 3, 0, 2, 3], [0, 3]);
    expect(mergeCoverage([once, twice])).toEqual(sum);
    expect(mergeCoverage([twice, once])).toEqual(sum);
    expect(coverageTotals(sum.values())).toEqual({
      lines: { covered: 4, all: 5 },
      functions: { covered: 1, all: 1 },
      branches: { covered: 1, all: 2 },
    });
  });

  test("passes through its file, and a file cut short is none", () => {
    const text = formatCoverage(once);
    expect(parseCoverage(text)).toEqual(once);
    expect(parseCoverage(text.slice(0, -9))).toBeNull();
    expect(parseCoverage('[{"file":"a"}]')).toBeNull();
    expect(parseCoverage("{}")).toBeNull();
  });

  test("as text lists what is missing: ranges of lines, and conditions that came out one way", () => {
    expect(coverageText(once).split("\n")).toEqual([
      "file                    lines     functions     branches  not covered",
      "logic/weights.ts  60.0% (3/5)  100.0% (1/1)  50.0% (1/2)  3-4, 2 (never true)",
    ]);
  });

  test("as lcov is what geninfo(1) describes; a condition that never ran has dashes", () => {
    expect(lcovText(covered([1, 0], [0, 0]))).toBe(
      [
        ...[
          "TN:",
          "SF:logic/weights.ts",
          "FN:1,(top level)",
          "FNDA:1,(top level)",
          "FNF:1",
          "FNH:1",
        ],
        ...["BRDA:2,0,0,-", "BRDA:2,0,1,-", "BRF:2", "BRH:0", "DA:1,1", "DA:2,0", "LF:2", "LH:1"],
        "end_of_record\n",
      ].join("\n"),
    );
  });
});
