import { htmlOption, jsonOption } from "../../core/common-options.js";
import type { Argument, Option } from "../../core/command.js";
import type { Values } from "../../core/define.js";
import { historyOptions, topicOption, workersOption } from "../../settings/history-options.js";
import { debugOption, limitOptions, seedOption, truthOptions } from "../../settings/run-options.js";
import { chainOptions, lossScaleOption, payloadOptions, warmUpOption } from "../replay/options.js";

export const compareArguments = [
  {
    name: "PATH",
    summary:
      "weight logics: a project's folder, a package, a .wasm, or rev:REVISION for this project as git has it; NAME=PATH gives one a name",
    required: true,
    multiple: true,
  },
] as const satisfies readonly Argument[];

const comparisonOptions = [
  {
    name: "against",
    kind: "text",
    value: "NAME",
    default: "equal",
    summary: "what every logic is compared with: equal, median, log-pool, or the name of a logic",
    example: "--against median",
  },
  {
    name: "shifts",
    kind: "integer",
    value: "COUNT",
    maximum: 100,
    default: 3,
    summary: "changes of worker that the regret with hindsight allows",
    example: "--shifts 5",
  },
  warmUpOption,
  lossScaleOption,
] as const satisfies readonly Option[];

export const compareOptions = [
  { title: "Comparison", options: comparisonOptions },
  { title: "History", options: [...historyOptions, topicOption, workersOption] },
  { title: "Topic and chain", options: chainOptions },
  { title: "Values and payload", options: payloadOptions },
  { title: "Truth", options: truthOptions },
  { title: "Limits", options: [...limitOptions, seedOption, debugOption] },
  { title: "Output", options: [htmlOption, jsonOption] },
] as const;

export type CompareValues = Values<typeof compareArguments, typeof compareOptions>;
