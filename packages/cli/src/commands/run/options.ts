import { outputGroup } from "../../core/common-options.js";
import type { Values } from "../../core/define.js";
import {
  debugOption,
  engineOptions,
  limitOptions,
  pathArgument,
  roundGroups,
} from "../../settings/run-options.js";

export const runArguments = [pathArgument] as const;

export const runOptions = [
  ...roundGroups,
  { title: "Engine and limits", options: [...engineOptions, ...limitOptions, debugOption] },
  outputGroup,
] as const;

export type RunValues = Values<typeof runArguments, typeof runOptions>;
