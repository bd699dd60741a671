import { htmlOption, jsonOption } from "../../core/common-options.js";
import type { Argument, Option } from "../../core/command.js";
import type { Values } from "../../core/define.js";
import { csvOption } from "../sweep/options.js";

export const mergeArguments = [
  {
    name: "STORE",
    summary: "folders that shards wrote to",
    required: true,
    multiple: true,
  },
] as const satisfies readonly Argument[];

const storeOptions = [
  {
    name: "into",
    kind: "text",
    value: "DIR",
    summary: "copy all replays into this store; then the result may be incomplete",
    example: "--into all",
  },
] as const satisfies readonly Option[];

export const mergeOptions = [
  { title: "Stores", options: storeOptions },
  { title: "Output", options: [htmlOption, csvOption, jsonOption] },
] as const;

export type MergeValues = Values<typeof mergeArguments, typeof mergeOptions>;
