import type { Option } from "../core/command.js";
import { VALUE_KIND_CHOICES } from "./value-options.js";

/** Which history: options of all commands that read one. */
export const historyOptions: readonly Option[] = [
  {
    name: "inferences",
    short: "i",
    kind: "text",
    value: "FILE",
    summary:
      "recorded inferences with timestamp,worker,value: CSV, JSON Lines or Parquet, gzip or not, or a pattern (default: the project's)",
    example: "--inferences history/inferences.csv",
  },
  {
    name: "truth",
    short: "t",
    kind: "text",
    value: "FILE",
    summary:
      "ground truth with timestamp,value,available_at, in the same formats (default: the project's)",
    example: "--truth history/truth.csv",
  },
];

export const duplicateOption: Option = {
  name: "on-duplicate",
  kind: "choice",
  value: "WHAT",
  choices: ["refuse", "last"],
  summary:
    "what a second inference of a worker at the same time is: a fault, or as on the chain what counts from then on (default: the project's, else refuse)",
  example: "--on-duplicate last",
};

export const topicOption: Option = {
  name: "topic",
  kind: "text",
  value: "ID",
  summary: "only this topic of a history with several; may be repeated",
  example: "--topic 7",
};

export const workersOption: Option = {
  name: "workers",
  kind: "text",
  value: "FILE",
  summary: "workers' names: CSV with worker,name (default: the project's)",
  example: "--workers history/workers.csv",
};

export const forceOption: Option = {
  name: "force",
  kind: "flag",
  summary: "overwrite files that hold other data",
  example: "--force",
};

export const valueKindOption: Option = {
  name: "value-kind",
  kind: "choice",
  value: "KIND",
  choices: VALUE_KIND_CHOICES,
  summary:
    "what values are; only numbers are asked for their unit (default: the project's, else number)",
  example: "--value-kind class",
};
