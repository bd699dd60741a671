import type { Option } from "../core/command.js";

/** Spelled out, since a command line is read before anything of the testkit is loaded; a test compares. */
export const VALUE_KIND_CHOICES: readonly string[] = [
  "number",
  "probability",
  "class",
  "distribution",
];

/** What a topic's values mean. */
export const valueOptions: readonly Option[] = [
  {
    name: "value-kind",
    kind: "choice",
    value: "KIND",
    choices: VALUE_KIND_CHOICES,
    summary:
      "what values are, and so how they are joined and judged (default: the project's, else number)",
    example: "--value-kind class",
  },
  {
    name: "classes",
    kind: "text",
    value: "NAMES",
    summary:
      "names of the classes in the order of their numbers, with commas between (default: the project's)",
    example: "--classes clear,cloudy,rain,snow",
  },
  {
    name: "packing-base",
    kind: "integer",
    value: "N",
    minimum: 2,
    summary:
      "base of the digits in which a distribution's parts travel to the chain (default: the project's)",
    example: "--packing-base 1000",
  },
  {
    name: "value-scale",
    kind: "integer",
    value: "N",
    minimum: 1,
    summary:
      "what values are multiplied by before the chain rounds them to whole numbers (default: the project's, else 1)",
    example: "--value-scale 1000",
  },
];
