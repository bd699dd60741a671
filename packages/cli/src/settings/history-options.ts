import type { Option } from "../core/command.js";
import { VALUE_KIND_CHOICES } from "./value-options.js";

/** For the help of commands that work on a history alone. `replay` reads the project in any case. */
export const WHICH_HISTORY =
  "The history is the project's; with --inferences nothing of the project counts, neither its truth nor its workers.";

/** Which history: options of all commands that read one. */
export const historyOptions = [
  {
    name: "inferences",
    short: "i",
    kind: "text",
    value: "FILE",
    summary:
      "recorded inferences with timestamp,worker,value: CSV, JSON Lines or Parquet, gzip or not, or a pattern",
    example: "--inferences history/inferences.csv",
    setting: "history.inferences",
  },
  {
    name: "truth",
    short: "t",
    kind: "text",
    value: "FILE",
    summary: "ground truth with timestamp,value,available_at, in the same formats",
    example: "--truth history/truth.csv",
    setting: "history.truth",
  },
  {
    name: "on-duplicate",
    kind: "choice",
    value: "WHAT",
    choices: ["refuse", "last"],
    summary:
      "treat a second inference of a worker at the same time as a fault, or let the last one count, as on the chain",
    example: "--on-duplicate last",
    setting: "history.onDuplicate",
    otherwise: "refuse",
  },
] as const satisfies readonly Option[];

export const topicOption = {
  name: "topic",
  kind: "text",
  value: "ID",
  multiple: true,
  summary: "only this topic, in a history with several",
  example: "--topic 7",
  names: "topics",
} as const satisfies Option;

export const workersOption = {
  name: "workers",
  kind: "text",
  value: "FILE",
  summary: "workers' names: CSV with worker,name",
  example: "--workers history/workers.csv",
  setting: "history.workers",
} as const satisfies Option;

/** Where a history is written: options of all commands that write one. */
export const outputOptions = [
  {
    name: "out",
    short: "o",
    kind: "text",
    value: "DIR",
    default: "history",
    summary: "folder to write to",
    example: "--out history",
  },
  {
    name: "force",
    kind: "flag",
    summary: "overwrite files that hold other data",
    example: "--force",
  },
] as const satisfies readonly Option[];

export const valueKindOption = {
  name: "value-kind",
  kind: "choice",
  value: "KIND",
  choices: VALUE_KIND_CHOICES,
  summary: "what the values are; only numbers are checked for a change of unit",
  example: "--value-kind class",
  setting: "topic.valueKind",
  otherwise: "number",
} as const satisfies Option;
