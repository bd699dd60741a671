import { outputGroup } from "../../core/common-options.js";
import type { Option } from "../../core/command.js";
import type { Values } from "../../core/define.js";
import { PROPERTY_CHOICES } from "../../settings/properties.js";
import { limitOptions, pathArgument, truthOptions } from "../../settings/run-options.js";

export const checkArguments = [pathArgument] as const;

const propertyOptions = [
  {
    name: "property",
    kind: "text",
    value: "NAME",
    multiple: true,
    summary: `check this property only; may be repeated: ${PROPERTY_CHOICES.join(", ")}`,
    example: "--property worker-order",
  },
  {
    name: "runs",
    kind: "integer",
    value: "N",
    minimum: 1,
    maximum: 1_000_000,
    default: 50,
    summary: "generated rounds a property, and rounds of the history at most",
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
    summary: "run long simulations in full: 10,000 rounds in place of 500",
    example: "--thorough",
  },
  {
    name: "write-test",
    kind: "flag",
    summary: "write a test for each failure: test/check/NAME.test.ts",
    example: "--write-test",
  },
] as const satisfies readonly Option[];

export const checkOptions = [
  { title: "Properties", options: propertyOptions },
  { title: "Truth and limits", options: [...truthOptions, ...limitOptions] },
  outputGroup,
] as const;

export type CheckValues = Values<typeof checkArguments, typeof checkOptions>;
