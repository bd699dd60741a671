import { jsonOption } from "../../core/common-options.js";
import type { Option } from "../../core/command.js";
import type { Values } from "../../core/define.js";
import { paramOption } from "../../settings/parameters.js";
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

const traceOption = {
  name: "trace",
  kind: "flag",
  summary:
    "show the round in full on stderr: its requests, logs, calls by function with fuel, and what the chain stores",
  example: "--trace",
  conflicts: [
    {
      option: "engine",
      value: "wasmtime",
      why: "Calls are recorded by the default engine, v8",
    },
    {
      option: "engine",
      value: "bls-runtime",
      why: "Calls are recorded by the default engine, v8",
    },
  ],
} as const satisfies Option;

export const runOptions = [
  ...roundGroups,
  {
    title: "Engine and limits",
    options: [logicOption, paramOption, ...engineOptions, ...limitOptions, debugOption],
  },
  { title: "Output", options: [traceOption, jsonOption] },
] as const;

export type RunValues = Values<typeof runArguments, typeof runOptions>;
