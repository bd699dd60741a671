import { jsonOption } from "../../../core/common-options.js";
import type { Argument } from "../../../core/command.js";
import type { Values } from "../../../core/define.js";
import { historyOptions, outputOptions, topicOption } from "../../../settings/history-options.js";

export const oracleArguments = [
  {
    name: "WORKER",
    summary: "address of the worker that brings the truth",
    required: true,
    names: "workers",
  },
] as const satisfies readonly Argument[];

export const oracleOptions = [
  { title: "History", options: [...historyOptions, topicOption] },
  {
    title: "Oracle",
    options: [
      {
        name: "lag",
        kind: "integer",
        value: "SECONDS",
        minimum: 1,
        default: 3600,
        summary: "seconds from a set to the set in which the worker answers with its truth",
        example: "--lag 7200",
      },
      {
        name: "tolerance",
        kind: "integer",
        value: "SECONDS",
        minimum: 0,
        default: 600,
        summary: "how far the times of the two sets may be off",
        example: "--tolerance 60",
      },
    ],
  },
  {
    title: "Output",
    options: [...outputOptions, jsonOption],
  },
] as const;

export type OracleValues = Values<typeof oracleArguments, typeof oracleOptions>;
