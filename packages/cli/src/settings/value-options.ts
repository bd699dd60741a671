import type { Option } from "../core/command.js";

/** Spelled out, since a command line is read before anything of the testkit is loaded; a test compares. */
export const VALUE_KIND_CHOICES = ["number", "probability", "class", "distribution"] as const;

/** What a topic's values mean. */
export const valueOptions = [
  {
    name: "value-kind",
    kind: "choice",
    value: "KIND",
    choices: VALUE_KIND_CHOICES,
    summary: "what the values are, and so how they are combined and judged",
    example: "--value-kind class",
    setting: "topic.valueKind",
    otherwise: "number",
  },
  {
    name: "classes",
    kind: "text",
    value: "NAMES",
    multiple: true,
    summary: "names of the classes in the order of their numbers, separated by commas",
    example: "--classes clear,cloudy,rain,snow",
    setting: "topic.classes",
  },
  {
    name: "packing-base",
    kind: "integer",
    value: "N",
    minimum: 2,
    summary: "base of the digits in which a distribution's parts travel to the chain",
    example: "--packing-base 1000",
    setting: "topic.packingBase",
    conflicts: [
      {
        option: "profile",
        value: "seed",
        why: "Under the seed profile distributions are texts; packing is the chain's",
      },
    ],
  },
  {
    name: "value-scale",
    kind: "integer",
    value: "N",
    minimum: 1,
    summary: "what values are multiplied by before the chain rounds them to whole numbers",
    example: "--value-scale 1000",
    setting: "topic.valueScale",
    otherwise: 1,
  },
] as const satisfies readonly Option[];
