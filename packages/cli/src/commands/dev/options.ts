import type { Argument, Option } from "../../core/command.js";
import type { Values } from "../../core/define.js";
import { historyOptions, topicOption, workersOption } from "../../settings/history-options.js";
import {
  engineOptions,
  httpOptions,
  limitOptions,
  seedOption,
  truthOptions,
} from "../../settings/run-options.js";
import { chainOptions, measureOptions, payloadOptions } from "../replay/options.js";

export const devArguments = [
  {
    name: "PROJECT",
    summary: "the project's folder (default: the project around this folder)",
    required: false,
  },
] as const satisfies readonly Argument[];

const viewOptions = [
  {
    name: "ui",
    kind: "integer",
    value: "PORT",
    bare: 7411,
    maximum: 65_535,
    summary:
      "serve the report page, which updates with each new result, at http://127.0.0.1:PORT (7411 if no PORT is given; 0 picks a free one)",
    example: "--ui",
  },
] as const satisfies readonly Option[];

export const devOptions = [
  { title: "View", options: viewOptions },
  { title: "History", options: [...historyOptions, topicOption, workersOption] },
  { title: "Topic and chain", options: chainOptions },
  { title: "Values and payload", options: payloadOptions },
  { title: "Truth and network", options: [...truthOptions, ...httpOptions] },
  { title: "Engine and limits", options: [...engineOptions, ...limitOptions, seedOption] },
  { title: "Measures", options: measureOptions },
] as const;

export type DevValues = Values<typeof devArguments, typeof devOptions>;
