import { PROPERTY_NAMES } from "@weightkit/testkit/internal/lab/check/property-names";
import { outputGroup } from "../../core/common-options.js";
import type { Option } from "../../core/command.js";
import type { Values } from "../../core/define.js";
import { limitOptions, pathArgument, truthOptions } from "../../settings/run-options.js";

export const checkArguments = [pathArgument] as const;

const propertyOptions = [
  {
    name: "property",
    kind: "text",
    value: "NAME",
    multiple: true,
    summary: `check this property only: ${PROPERTY_NAMES.join(", ")}`,
    example: "--property worker-order",
    names: "properties",
  },
  {
    name: "runs",
    kind: "integer",
    value: "N",
    minimum: 1,
    maximum: 1_000_000,
    default: 50,
    summary: "generated rounds per property, and the most rounds taken from the history",
    example: "--runs 1000",
  },
  {
    name: "seed",
    kind: "integer",
    value: "N",
    maximum: 2_147_483_647,
    default: 1,
    summary: "seed of the generated rounds",
    example: "--seed 7",
  },
  {
    name: "thorough",
    kind: "flag",
    summary: "run long simulations in full: 10,000 rounds instead of 500",
    example: "--thorough",
  },
  {
    name: "write-test",
    kind: "flag",
    summary: "write a test for each failure: test/check/NAME.test.ts",
    example: "--write-test",
  },
] as const satisfies readonly Option[];

const needsMutate = [
  { option: "mutate", why: "Add --mutate: without it nothing is changed in the logic" },
] as const;

const mutationOptions = [
  {
    name: "mutate",
    kind: "flag",
    summary:
      "change the compiled logic, one instruction at a time, and list the changes that neither a property nor a test of the project notices",
    example: "--mutate",
    conflicts: [
      { option: "write-test", why: "Survivors are changes to the logic, not rounds" },
      { option: "thorough", why: "Mutants are held against short simulations only" },
    ],
  },
  {
    name: "mutants",
    kind: "integer",
    value: "N",
    minimum: 1,
    maximum: 100_000,
    default: 100,
    summary:
      "the most mutants to make: of the project's own code first, then of the package functions that it calls, nearest first",
    example: "--mutants 500",
    needs: needsMutate,
  },
  {
    name: "own-code",
    kind: "flag",
    summary: "change the project's own code only, even where that gives fewer mutants",
    example: "--own-code",
    needs: needsMutate,
  },
  {
    name: "min-score",
    kind: "number",
    value: "PERCENT",
    maximum: 100,
    summary: "fail (exit code 1) when fewer of the mutants are killed",
    example: "--min-score 80",
    needs: needsMutate,
  },
] as const satisfies readonly Option[];

export const checkOptions = [
  { title: "Properties", options: propertyOptions },
  { title: "Mutation", options: mutationOptions },
  { title: "Truth and limits", options: [...truthOptions, ...limitOptions] },
  outputGroup,
] as const;

export type CheckValues = Values<typeof checkArguments, typeof checkOptions>;
