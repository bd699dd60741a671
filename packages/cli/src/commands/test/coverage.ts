import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fault, type WeightkitError } from "@weightkit/testkit/internal/errors/weightkit-error";
import {
  coverageTotals,
  mergeCoverage,
  type Coverage,
} from "@weightkit/testkit/internal/profile/coverage/coverage";
import { parseCoverage } from "@weightkit/testkit/internal/profile/coverage/coverage-file";
import { coverageText } from "@weightkit/testkit/internal/report/coverage/coverage-text";
import { lcovText } from "@weightkit/testkit/internal/report/coverage/lcov";
import { testErrors } from "../../errors/test-errors.js";
import { pendingFolder, removeFolder } from "../../files/temporary.js";
import { writeInside } from "../../files/write.js";
import type { Ui } from "../../ui/ui.js";
import type { TestValues } from "./options.js";

/** Where lcov's file goes, in the project's folder: where editors and CI services look for it. */
const LCOV_FILE = "coverage/lcov.info";

export type CoverageValues = Pick<
  TestValues,
  "coverage" | "minLines" | "minFunctions" | "minBranches"
>;

/** A folder in which each process of tests leaves a file of what it covered. */
export class CoverageFolder {
  readonly path = pendingFolder("weightkit-coverage");

  read(): Coverage {
    const files = readdirSync(this.path).sort();
    const parts = files.map((name) => parseCoverage(readFileSync(join(this.path, name), "utf8")));
    return mergeCoverage(parts.filter((part) => part !== null));
  }

  remove(): void {
    removeFolder(this.path);
  }
}

/** Prints what the tests covered. */
export function showCoverage(coverage: Coverage, ui: Ui): void {
  if (coverage.size > 0) ui.result(coverageText(coverage));
}

/** Writes lcov's file where that is asked for. */
export function writeCoverage(
  coverage: Coverage,
  values: CoverageValues,
  { directory, ui }: { readonly directory: string; readonly ui: Ui },
): void {
  if (values.coverage !== "lcov" || coverage.size === 0) return;
  writeInside(directory, directory, [{ name: LCOV_FILE, bytes: Buffer.from(lcovText(coverage)) }]);
  ui.note(`wrote ${LCOV_FILE}`);
}

/** That it is below a threshold (WK722), or no test ran the logic (WK721); null when all is well. */
export function coverageFault(coverage: Coverage, values: CoverageValues): WeightkitError | null {
  if (coverage.size === 0) return fault(testErrors.nothingCovered, {});
  const totals = coverageTotals(coverage.values());
  const wanted = [
    ["lines", values.minLines],
    ["functions", values.minFunctions],
    ["branches", values.minBranches],
  ] as const;
  const missed = wanted.flatMap(([what, least = 0]) => {
    const { covered, all } = totals[what];
    const share = all === 0 ? 100 : (100 * covered) / all;
    return share < least ? [`${what} ${share.toFixed(1)}% instead of ${least}%`] : [];
  });
  return missed.length > 0 ? fault(testErrors.lowCoverage, { missed }) : null;
}

/** The totals of each file and of all, for `--json`. */
export function coverageDocument(coverage: Coverage): object {
  const files = [...coverage].map(([file, one]) => ({ file, ...coverageTotals([one]) }));
  return { files, all: coverageTotals(coverage.values()) };
}
