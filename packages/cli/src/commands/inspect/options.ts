import { outputGroup } from "../../core/common-options.js";
import type { Values } from "../../core/define.js";
import { pathArgument } from "../../settings/run-options.js";

export const inspectArguments = [pathArgument] as const;

export const inspectOptions = [
  {
    title: "Inspection",
    options: [
      {
        name: "functions",
        kind: "integer",
        value: "COUNT",
        summary: "how many of the largest functions to list",
        example: "--functions 30",
        default: 10,
      },
    ],
  },
  outputGroup,
] as const;

export type InspectValues = Values<typeof inspectArguments, typeof inspectOptions>;
