import { jsonOption } from "../../core/common-options.js";
import type { Argument, Option } from "../../core/command.js";
import type { Values } from "../../core/define.js";

export const testArguments = [
  {
    name: "PROJECT",
    summary: "the project's folder (default: the project around this folder)",
    required: false,
  },
  {
    name: "ARGS",
    summary: "after `--`: arguments for vitest",
    required: false,
    multiple: true,
  },
] as const satisfies readonly Argument[];

const needsCoverage = [
  { option: "coverage", why: "Add --coverage text: a threshold is about coverage" },
] as const;

const coverageOptions = [
  {
    name: "coverage",
    kind: "choice",
    value: "FORMAT",
    choices: ["text", "lcov"],
    summary:
      "count which lines, functions and branches of the sources the tests ran: a table after the tests, or coverage/lcov.info as well",
    example: "--coverage text",
  },
  {
    name: "min-lines",
    kind: "number",
    value: "PERCENT",
    maximum: 100,
    summary: "fail (exit code 1) when the tests cover less of the lines",
    example: "--min-lines 90",
    needs: needsCoverage,
  },
  {
    name: "min-functions",
    kind: "number",
    value: "PERCENT",
    maximum: 100,
    summary: "fail (exit code 1) when the tests cover less of the functions",
    example: "--min-functions 90",
    needs: needsCoverage,
  },
  {
    name: "min-branches",
    kind: "number",
    value: "PERCENT",
    maximum: 100,
    summary:
      "fail (exit code 1) when the tests cover less of the branches, of which each condition has two",
    example: "--min-branches 90",
    needs: needsCoverage,
  },
] as const satisfies readonly Option[];

export const testOptions = [
  {
    title: "Test",
    options: [
      {
        name: "watch",
        kind: "flag",
        summary: "build and test again on every save, until Ctrl-C",
        example: "--watch",
        conflicts: [{ option: "json", why: "A document is of one run: leave --watch out" }],
      },
    ],
  },
  { title: "Coverage", options: coverageOptions },
  { title: "Output", options: [jsonOption] },
] as const;

export type TestValues = Values<typeof testArguments, typeof testOptions>;
