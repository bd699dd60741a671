import type { Argument, Option } from "../core/command.js";

/** What holds the weight logic: of all commands that run it. */
export const pathArgument = {
  name: "PATH",
  summary: "a project's folder, a package or a .wasm (default: the project around this folder)",
  required: false,
} as const satisfies Argument;

export const payloadOption = {
  name: "payload",
  kind: "text",
  value: "FILE",
  summary: "the payload (default: standard input)",
  example: "--payload payload.json",
} as const satisfies Option;

export const permissionOption = {
  name: "permission",
  kind: "text",
  value: "PREFIX",
  multiple: true,
  summary: "URL prefix that the logic may request, in addition to the project's or manifest's",
  example: "--permission https://data.example/",
} as const satisfies Option;

/** Options of all commands that run weight logic against recorded truth. */
export const truthOptions = [
  {
    name: "truth-url",
    kind: "text",
    value: "URL",
    summary: "URL at which the logic requests truth, with {timestamp} in it",
    example: "--truth-url 'https://data.example/traffic/101?at={timestamp}'",
    setting: "truth.url",
  },
  {
    name: "truth-pointer",
    kind: "text",
    value: "POINTER",
    summary: "JSON pointer to the value in the response",
    example: "--truth-pointer /delay",
    setting: "truth.pointer",
  },
  permissionOption,
  {
    name: "permissions",
    kind: "choice",
    value: "FROM",
    choices: ["manifest", "request"],
    default: "manifest",
    summary:
      "whose permissions count: the manifest's (and the project's), or those of the chain's own request, which has none: every HTTP request is then refused",
    example: "--permissions request",
  },
] as const satisfies readonly Option[];

/** Where answers come from that are in no truth table. */
export const httpOptions = [
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
    summary: "send to the real network what neither the truth table nor a recording answers",
    example: "--live",
  },
] as const satisfies readonly Option[];

/** Spelled out, since a command line is read before anything of the testkit is loaded; a test compares. */
export const RUNTIMES = ["both", "0.6.3", "0.3.1"] as const;

export const limitOptions = [
  {
    name: "fuel",
    kind: "integer",
    value: "N",
    minimum: 1,
    summary: "fuel that a round may use",
    example: "--fuel 5000000",
    setting: "limits.fuel",
    otherwise: "the manifest's",
  },
  {
    name: "memory-pages",
    kind: "integer",
    value: "N",
    minimum: 1,
    maximum: 65_536,
    summary: "memory that a round may use, in pages of 64 KiB",
    example: "--memory-pages 256",
    setting: "limits.memoryPages",
    otherwise: "the manifest's",
  },
  {
    name: "time-limit",
    kind: "integer",
    value: "MS",
    minimum: 1,
    maximum: 2 ** 31 - 1,
    summary: "milliseconds after which a round is stopped",
    example: "--time-limit 2000",
    setting: "limits.milliseconds",
  },
  {
    name: "runtime",
    kind: "choice",
    value: "VERSION",
    choices: RUNTIMES,
    default: "both",
    summary:
      "bls-runtime version to imitate where versions differ; `both` applies the stricter of the two, so that what passes runs on either",
    example: "--runtime 0.6.3",
  },
] as const satisfies readonly Option[];

/** Spelled out, since a command line is read before anything of the testkit is loaded; a test compares. */
export const ENGINES = ["v8", "wasmtime", "bls-runtime", "b7s"] as const;

export const engineOptions = [
  {
    name: "engine",
    kind: "choice",
    value: "ENGINE",
    choices: ENGINES,
    default: "v8",
    summary:
      "what runs the WASM: wasmtime and bls-runtime must be installed, b7s is a network behind --head",
    example: "--engine bls-runtime",
  },
  {
    name: "cross-check",
    kind: "choice",
    value: "ENGINE",
    choices: ENGINES,
    summary: "run every round on this engine as well and report where the two differ (exit code 5)",
    example: "--cross-check wasmtime",
  },
  {
    name: "head",
    kind: "text",
    value: "URL",
    summary: "for --engine b7s: head node whose workers run the rounds",
    example: "--head http://localhost:6000",
  },
  {
    name: "subgroup",
    kind: "text",
    value: "NAME",
    summary: "for --engine b7s: subgroup whose workers run the rounds",
    example: "--subgroup allora-topic-1",
    otherwise: "all",
    needs: [{ option: "head", why: "Give the head node that the request goes to: --head URL" }],
  },
  {
    name: "function-id",
    kind: "text",
    value: "ID",
    summary: "for --engine b7s: id under which the function is installed",
    example: "--function-id bafybeigpiwl3o73zvvl6dxdqu7zqcub5mhg65jiky2xqb4rdhfmikswzqm",
    otherwise: "the package's",
    needs: [{ option: "head", why: "Give the head node that the request goes to: --head URL" }],
  },
  {
    name: "concurrency",
    kind: "integer",
    value: "N",
    minimum: 1,
    maximum: 64,
    default: 4,
    summary: "for --engine b7s: rounds of a topic that the head node runs at once, one per reputer",
    example: "--concurrency 8",
    needs: [
      {
        option: "head",
        why: "It limits the requests to a b7s head node: --head URL. Threads on this machine need no setting",
      },
    ],
  },
] as const satisfies readonly Option[];

export const debugOption = {
  name: "debug",
  kind: "flag",
  // WEIGHTKIT_DEBUG asks for stack traces of weightkit itself.
  env: "WEIGHTKIT_DEBUG_BUILD",
  summary: "build the project with function names and without optimization, for readable traces",
  example: "--debug",
} as const satisfies Option;

export const logicOption = {
  name: "logic",
  kind: "text",
  value: "PATH",
  summary: "the weight logic that runs a fixture (default: the project around this folder)",
  example: "--logic build/logic.wasm",
} as const satisfies Option;

export const seedOption = {
  name: "seed",
  kind: "integer",
  value: "N",
  default: 1,
  summary: "seed of the randomness that the logic sees",
  example: "--seed 7",
} as const satisfies Option;

export const blockTimeOption = {
  name: "block-time",
  kind: "time",
  value: "TIME",
  summary:
    "time of the round: the logic's clock, and the time by which truth must be known; UNIX seconds or like 2024-03-01T12:00Z",
  example: "--block-time 1700010000",
} as const satisfies Option;

/** Ground truth for a single round. */
export const truthTableOption = {
  name: "truth",
  short: "t",
  kind: "text",
  value: "FILE",
  summary: "ground truth: CSV with timestamp,value,available_at",
  example: "--truth history/truth.csv",
  setting: "history.truth",
} as const satisfies Option;

/** One round on one payload, with truth as known then. */
export const roundGroups = [
  { title: "Round", options: [payloadOption, blockTimeOption, seedOption] },
  {
    title: "Truth and network",
    options: [truthTableOption, ...truthOptions, ...httpOptions],
  },
] as const;
