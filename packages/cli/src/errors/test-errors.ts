import { descriptor } from "@weightkit/testkit/internal/errors/descriptor";
import { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";

/** Running a project's own tests (WK720 to WK729). */
export const testErrors = {
  noVitest: descriptor<{ directory: string }>({
    code: "WK720",
    exit: ExitCode.usage,
    title: "No vitest",
    message: ({ directory }) =>
      `vitest, which runs the tests, is not installed in ${directory} or a folder above it`,
    hint: () =>
      "Run `npm install` if package.json names vitest, else `npm install --save-dev vitest`; tests in another runner need no `weightkit test`",
  }),
  nothingCovered: descriptor<object>({
    code: "WK721",
    exit: ExitCode.usage,
    title: "No coverage",
    message: () => "No test ran the weight logic of this project, so nothing could be counted",
    hint: () =>
      'Coverage counts rounds of `weightLogic` on this project\'s build, e.g. `weightLogic(new URL("../build/manifest.json", import.meta.url))`',
  }),
  lowCoverage: descriptor<{ missed: readonly string[] }>({
    code: "WK722",
    exit: ExitCode.logic,
    title: "Coverage below its threshold",
    message: ({ missed }) => `The tests cover too little: ${missed.join(", ")}`,
    hint: () =>
      "Add tests for the lines and conditions that the table lists, or lower the threshold",
  }),
} as const;
