import { jsonOption } from "../../../core/common-options.js";
import type { OptionValues } from "../../../core/define.js";
import { outputOptions } from "../../../settings/history-options.js";

export const simulateOptions = [
  {
    title: "Size and time",
    options: [
      integer("seed", 101, "seed of everything random"),
      integer("workers", 8, "number of workers", 1),
      integer("sets", 672, "number of sets of inferences", 1),
      {
        name: "start",
        kind: "time",
        value: "TIME",
        default: 1_700_006_400,
        summary: "time of the first set: UNIX seconds or like 2024-03-01T12:00Z",
        example: "--start 2024-03-01",
      },
      integer("cadence", 3600, "seconds between two sets", 1),
      integer("truth-lag", 5400, "seconds from a set until its truth is known"),
    ],
  },
  {
    title: "Truth",
    options: [
      amount("level", 1500, "mean of the truth at the start"),
      amount("amplitude", 600, "height of the swing above and below the mean"),
      amount("trend", 0.1, "change of the mean from set to set", -1_000_000_000),
      integer("period", 86_400, "seconds of one swing", 1),
      amount("noise", 60, "standard deviation of the truth's shocks"),
      integer("regimes", 1, "how often the mean jumps permanently"),
      integer("decimals", 2, "decimals that values are rounded to"),
      {
        name: "value-kind",
        kind: "choice",
        value: "KIND",
        choices: ["number", "probability", "class"],
        default: "number",
        summary:
          "what the values are: numbers, chances of an event, or which of several ranges the truth falls into",
        example: "--value-kind probability",
      },
      {
        ...integer("class-count", 4, "number of classes", 2),
        needs: [
          {
            option: "value-kind",
            value: "class",
            why: "Only classes are counted: add --value-kind class",
          },
        ],
      },
    ],
  },
  {
    title: "Workers",
    options: [
      amount("best-error", 30, "standard deviation of the best worker's error"),
      amount("worst-error", 300, "standard deviation of the worst worker's error"),
      share("turning", 0.25, "share of workers whose skill turns midway"),
      share("attendance", 0.9, "smallest share of sets that a worker answers"),
    ],
  },
  {
    title: "Output",
    options: [...outputOptions, jsonOption],
  },
] as const;

export type SimulateValues = OptionValues<typeof simulateOptions>;

function integer<const Name extends string>(
  name: Name,
  fallback: number,
  summary: string,
  minimum = 0,
) {
  return { ...row(name, fallback, summary), kind: "integer", value: "N", minimum } as const;
}

/** In the unit of the values. */
function amount<const Name extends string>(
  name: Name,
  fallback: number,
  summary: string,
  minimum = 0,
) {
  return { ...row(name, fallback, summary), kind: "number", value: "N", minimum } as const;
}

function share<const Name extends string>(name: Name, fallback: number, summary: string) {
  return { ...row(name, fallback, summary), kind: "number", value: "SHARE" } as const;
}

function row<const Name extends string>(name: Name, fallback: number, summary: string) {
  return { name, default: fallback, summary, example: `--${name} ${fallback}` } as const;
}
