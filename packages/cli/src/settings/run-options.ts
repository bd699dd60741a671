import type { Argument, Option } from "../core/command.js";

/** What holds the weight logic: of all commands that run it. */
export const pathArgument: Argument = {
  name: "PATH",
  summary: "a project's folder, a package or a .wasm (default: the project around here)",
  required: false,
};

export const payloadOption: Option = {
  name: "payload",
  kind: "text",
  value: "FILE",
  summary: "the payload (default: standard input)",
  example: "--payload payload.json",
};

export const permissionOption: Option = {
  name: "permission",
  kind: "text",
  value: "PREFIX",
  summary:
    "URL prefix that the logic may ask, besides the project's or manifest's; may be repeated",
  example: "--permission https://data.example/",
};

/** Options of all commands that run weight logic against recorded truth. */
export const truthOptions: readonly Option[] = [
  {
    name: "truth-url",
    kind: "text",
    value: "URL",
    summary:
      "URL at which the logic asks for truth, with {timestamp} in it (default: the project's)",
    example: "--truth-url 'https://data.example/traffic/101?at={timestamp}'",
  },
  {
    name: "truth-pointer",
    kind: "text",
    value: "POINTER",
    summary: "JSON pointer to the value in the answer (default: the project's)",
    example: "--truth-pointer /delay",
  },
  permissionOption,
];

/** Where answers come from that are in no truth table. */
export const httpOptions: readonly Option[] = [
  {
    name: "recording",
    kind: "text",
    value: "FILE",
    summary: "answer requests from exchanges recorded with `weightkit record`",
    example: "--recording history/exchanges.json",
  },
  {
    name: "live",
    kind: "flag",
    summary: "ask the real network for what no truth table and no recording answers",
    example: "--live",
  },
];

export const limitOptions: readonly Option[] = [
  {
    name: "fuel",
    kind: "integer",
    value: "N",
    minimum: 1,
    summary: "fuel that a round may use (default: the project's or manifest's limit)",
    example: "--fuel 5000000",
  },
  {
    name: "memory-pages",
    kind: "integer",
    value: "N",
    minimum: 1,
    summary:
      "memory that a round may use, in pages of 64 KiB (default: the project's or manifest's limit)",
    example: "--memory-pages 256",
  },
  {
    name: "time-limit",
    kind: "integer",
    value: "MS",
    minimum: 1,
    summary: "milliseconds that a round may take before it is killed",
    example: "--time-limit 2000",
  },
];

/** Spelled out, since a command line is read before anything of the testkit is loaded; a test compares. */
export const ENGINES: readonly string[] = ["v8", "wasmtime", "bls-runtime"];

export const engineOptions: readonly Option[] = [
  {
    name: "engine",
    kind: "choice",
    value: "ENGINE",
    choices: ENGINES,
    summary: "what runs the WASM; all but v8 must be installed",
    example: "--engine bls-runtime",
  },
  {
    name: "cross-check",
    kind: "choice",
    value: "ENGINE",
    choices: ENGINES,
    summary: "run every round on this engine too and report where the two differ (then exit 5)",
    example: "--cross-check wasmtime",
  },
];

export const debugOption: Option = {
  name: "debug",
  kind: "flag",
  summary: "build the project with function names and without optimization, for readable traces",
  example: "--debug",
};

export const seedOption: Option = {
  name: "seed",
  kind: "integer",
  value: "N",
  summary: "seed of the randomness that the logic sees (default: 1)",
  example: "--seed 7",
};

export function blockTimeOption(summary: string): Option {
  const example = "--block-time 1700010000";
  return { name: "block-time", kind: "integer", value: "SECONDS", summary, example };
}

/** One round on one payload, with truth as known then. */
export const roundOptions: readonly Option[] = [
  payloadOption,
  {
    name: "truth",
    short: "t",
    kind: "text",
    value: "FILE",
    summary: "ground truth: CSV with timestamp,value,available_at (default: the project's)",
    example: "--truth history/truth.csv",
  },
  blockTimeOption("UNIX seconds that the logic's clock shows and that truth is known by"),
  ...truthOptions,
  ...httpOptions,
  ...limitOptions,
];
