import { outputGroup } from "../../core/common-options.js";
import type { Values } from "../../core/define.js";
import {
  debugOption,
  engineOptions,
  limitOptions,
  logicOption,
  roundGroups,
} from "../../settings/run-options.js";

export const runArguments = [
  {
    name: "PATH",
    summary:
      "a project's folder, a package, a .wasm, or a round that `weightkit replay --save-round` saved (default: the project around this folder)",
    required: false,
  },
] as const;

export const runOptions = [
  ...roundGroups,
  {
    title: "Engine and limits",
    options: [logicOption, ...engineOptions, ...limitOptions, debugOption],
  },
  outputGroup,
] as const;

export type RunValues = Values<typeof runArguments, typeof runOptions>;
