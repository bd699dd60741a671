import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { relativePath } from "../../files/relative.js";
import { pendingFolder, removeFolder } from "../../files/temporary.js";

/** What of vitest's own JSON report is read. */
const reportSchema = v.object({
  testResults: v.array(
    v.object({
      name: v.string(),
      message: v.optional(v.string(), ""),
      assertionResults: v.array(
        v.object({
          fullName: v.string(),
          status: v.string(),
          failureMessages: v.optional(v.nullable(v.array(v.string())), []),
        }),
      ),
    }),
  ),
});

export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  /** Skipped, and those still to be written. */
  readonly skipped: number;
}

export interface FailedTest {
  /** Relative to the project's folder. */
  readonly file: string;
  /** Empty when the file itself could not be run. */
  readonly name: string;
  /** The first line of what went wrong. */
  readonly message: string;
}

/** What a run of vitest came to. */
export interface TestResult {
  readonly tests: TestCounts;
  readonly failures: readonly FailedTest[];
}

/** A file for vitest's JSON report, in a folder that is removed. */
export class ReportFile {
  readonly #folder = pendingFolder("weightkit-test-report");
  readonly path = join(this.#folder, "report.json");

  /** More words for vitest: its usual report, and this file. */
  get args(): readonly string[] {
    return ["--reporter=default", "--reporter=json", `--outputFile.json=${this.path}`];
  }

  /** Null when vitest ended without a report. */
  read(directory: string): TestResult | null {
    if (!existsSync(this.path)) return null;
    const parsed = v.safeParse(reportSchema, JSON.parse(readFileSync(this.path, "utf8")));
    if (!parsed.success) return null;
    const { testResults } = parsed.output;
    const all = testResults.flatMap(({ assertionResults }) => assertionResults);
    const of = (status: string): number => all.filter((one) => one.status === status).length;
    const [passed, failed] = [of("passed"), of("failed")];
    const failures = testResults.flatMap(({ name, message, assertionResults }): FailedTest[] => {
      const file = relativePath(directory, name);
      const broken = assertionResults.length === 0 && message !== "";
      return [
        ...(broken ? [{ file, name: "", message: firstLine(message) }] : []),
        ...assertionResults
          .filter(({ status }) => status === "failed")
          .map(({ fullName, failureMessages }) => ({
            ...{ file, name: fullName },
            message: firstLine(failureMessages?.[0] ?? ""),
          })),
      ];
    });
    return { tests: { passed, failed, skipped: all.length - passed - failed }, failures };
  }

  remove(): void {
    removeFolder(this.#folder);
  }
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? "";
}
