import { jsonOption } from "../../../core/common-options.js";
import type { OptionValues } from "../../../core/define.js";
import { historyOptions, outputOptions, topicOption } from "../../../settings/history-options.js";

export const convertOptions = [
  { title: "History", options: [...historyOptions, topicOption] },
  {
    title: "Output",
    options: [
      {
        name: "to",
        kind: "choice",
        value: "FORMAT",
        choices: ["csv", "jsonl", "parquet"],
        default: "csv",
        summary: "format to write",
        example: "--to parquet",
      },
      {
        name: "gzip",
        kind: "flag",
        summary: "compress CSV and JSON Lines",
        example: "--gzip",
        conflicts: [
          {
            option: "to",
            value: "parquet",
            why: "A Parquet file is compressed inside: leave --gzip out",
          },
        ],
      },
      {
        name: "texts",
        kind: "flag",
        summary: "take values as texts (labels, probabilities), not as numbers",
        example: "--texts",
      },
      ...outputOptions,
      jsonOption,
    ],
  },
] as const;

export type ConvertValues = OptionValues<typeof convertOptions>;
