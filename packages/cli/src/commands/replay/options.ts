import { LOSS_SCALES } from "@weightkit/testkit/internal/kinds/score";
import { htmlOption, jsonOption } from "../../core/common-options.js";
import type { Option } from "../../core/command.js";
import type { Values } from "../../core/define.js";
import { historyOptions, topicOption, workersOption } from "../../settings/history-options.js";
import { paramOption } from "../../settings/parameters.js";
import {
  debugOption,
  engineOptions,
  httpOptions,
  limitOptions,
  pathArgument,
  seedOption,
  truthOptions,
} from "../../settings/run-options.js";
import { valueOptions } from "../../settings/value-options.js";

export const chainOptions = [
  {
    name: "inference-cadence",
    kind: "integer",
    value: "SECONDS",
    minimum: 1,
    summary: "seconds between two sets of inferences",
    example: "--inference-cadence 3600",
    setting: "topic.inferenceCadence",
  },
  {
    name: "weight-cadence",
    kind: "integer",
    value: "SECONDS",
    minimum: 1,
    summary: "seconds between two rounds",
    example: "--weight-cadence 7200",
    setting: "topic.weightCadence",
  },
  {
    name: "topics",
    kind: "text",
    value: "FILE",
    summary:
      "per-topic settings: CSV with topic and any of inference_cadence, weight_cadence, value_scale, truth_url, truth_pointer",
    example: "--topics history/topics.csv",
    setting: "history.topics",
  },
  {
    name: "late",
    kind: "text",
    value: "ROUND=SECONDS",
    multiple: true,
    summary: "delay a round, to see what that costs; rounds count from 0; also a list with commas",
    example: "--late 3=600",
  },
  {
    name: "outage",
    kind: "text",
    value: "FROM..TO",
    multiple: true,
    summary:
      "make the head node unreachable in that time: its runs are lost, and weight_last_ran moves; times are UNIX seconds or like 2024-03-01T12:00Z",
    example: "--outage 2024-03-01..2024-03-02",
    conflicts: [{ option: "profile", value: "seed", why: "The seed document knows no head node" }],
  },
  {
    name: "no-demand",
    kind: "text",
    value: "FROM..TO",
    multiple: true,
    summary:
      "switch the topic off for lack of demand in that time: nothing runs, and what came in is lost when it returns",
    example: "--no-demand 2024-03-01..2024-03-08",
    conflicts: [
      { option: "profile", value: "seed", why: "The seed document switches no topic off" },
    ],
  },
  {
    name: "single-runs",
    kind: "flag",
    summary: "leave out the second run that the chain makes after each, to see what it costs",
    example: "--single-runs",
    conflicts: [{ option: "profile", value: "seed", why: "The seed document has no second runs" }],
  },
  {
    name: "block-seconds",
    kind: "number",
    value: "SECONDS",
    minimum: 0.001,
    otherwise: 5,
    summary: "seconds from block to block: a second run comes one block after the first",
    example: "--block-seconds 6",
    setting: "economy.blockSeconds",
  },
  {
    name: "stake-changes",
    kind: "text",
    value: "FILE",
    summary: "stake that changes later: CSV with time, participant, delta and target",
    example: "--stake-changes history/stake.csv",
    setting: "economy.stakeChanges",
  },
  {
    name: "skip",
    kind: "text",
    value: "ROUND",
    multiple: true,
    summary:
      "leave a round out under --profile seed, to see what that costs; rounds count from 0; also a list with commas",
    example: "--skip 4,5",
    conflicts: [
      {
        option: "profile",
        value: "chain",
        why: "The chain leaves no round out: see --outage and --no-demand, or add --profile seed",
      },
    ],
  },
  {
    name: "lost-payloads",
    kind: "number",
    value: "SHARE",
    minimum: 0,
    maximum: 1,
    default: 0,
    summary:
      "share of the rounds whose payload arrives empty, as on a busy node with bls-runtime 0.3.1, which waits 10 ms for it",
    example: "--lost-payloads 0.08",
  },
  {
    name: "shuffle-reputers",
    kind: "flag",
    summary:
      "give the logic the reputers' rows in another order each round, as the chain may, to see whether it depends on the order",
    example: "--shuffle-reputers",
  },
] as const satisfies readonly Option[];

export const payloadOptions = [
  ...valueOptions,
  {
    name: "profile",
    kind: "choice",
    value: "HOST",
    choices: ["chain", "seed"],
    default: "chain",
    summary:
      "who runs the logic: allora-chain v0.0.9 to the letter, or the seed document's design (single runs, truncation, values as texts, uniform first weights, all rows and the truth in the payload)",
    example: "--profile seed",
  },
  {
    name: "texts",
    kind: "flag",
    summary:
      "take values as texts (labels, vectors, probabilities) under --profile seed; classes and distributions are texts there anyway",
    example: "--texts",
    conflicts: [
      {
        option: "profile",
        value: "chain",
        why: "The chain stores whole numbers only: give a class by its number and a distribution packed, or add --profile seed",
      },
    ],
  },
] as const satisfies readonly Option[];

export const warmUpOption = {
  name: "warm-up",
  kind: "integer",
  value: "ROUNDS",
  default: 0,
  summary: "leave the sets before this many rounds out of all comparisons",
  example: "--warm-up 5",
} as const satisfies Option;

export const lossScaleOption = {
  name: "loss-scale",
  kind: "choice",
  value: "SCALE",
  choices: LOSS_SCALES,
  default: "absolute",
  summary:
    "how errors of numbers count: unchanged, relative to the truth (or to the median truth where that is larger), or as differences of logarithms, for amounts with seasons",
  example: "--loss-scale relative",
} as const satisfies Option;

/** What the measures cannot know by themselves. */
export const measureOptions = [
  warmUpOption,
  {
    name: "horizon",
    kind: "integer",
    value: "SETS",
    minimum: 1,
    summary:
      "how many sets ahead an inference looks, for the second test, Diebold-Mariano (default: as many as pass before 95% of the truths are known)",
    example: "--horizon 3",
  },
  lossScaleOption,
  {
    name: "best-worker-part",
    kind: "number",
    value: "SHARE",
    maximum: 1,
    default: 0.5,
    summary:
      "share of the compared sets that the best worker in hindsight must have answered; never fewer than 20 sets",
    example: "--best-worker-part 0.8",
  },
  {
    name: "consume",
    kind: "text",
    value: "TRANSFORMATION",
    multiple: true,
    summary:
      "judge what a consumer gets under its own transformation of the weights: mean, median, top=COUNT, threshold=SHARE, softmax=TEMPERATURE or expression=EXPRESSION",
    example: "--consume top=3",
  },
  {
    name: "turned",
    kind: "text",
    value: "WORKER=bad@TIME",
    multiple: true,
    summary:
      "a worker, by address or name, that is known to have turned bad (or good: =good@TIME), to see how soon its weight followed; TIME is UNIX seconds or like 2024-03-01T12:00Z",
    example: "--turned worker-2=bad@2024-03-01",
    setting: "history.turned",
    names: "workers",
  },
] as const satisfies readonly Option[];

const outputOptions = [
  htmlOption,
  {
    name: "timed",
    kind: "flag",
    summary:
      "print in the page of --html how long the replay took; without it, equal replays write equal bytes",
    example: "--timed",
  },
  {
    name: "csv",
    kind: "text",
    value: "DIR",
    summary:
      "write every series (sets, inferences, rounds, weights, rewards, workers) as CSV files",
    example: "--csv results",
  },
  {
    name: "junit",
    kind: "text",
    value: "FILE",
    summary: "write failed rounds as JUnit XML, for CI",
    writes: "a JUnit report",
    example: "--junit replay.xml",
  },
  {
    name: "save-round",
    kind: "text",
    value: "ROUND DIR",
    twoWords: true,
    summary:
      "write rounds to a folder as fixtures that `weightkit run` repeats to the byte: a round's number, counted from 0, a list with commas, or `failed`",
    example: "--save-round failed rounds",
  },
  {
    name: "logs",
    kind: "flag",
    summary: "print what the logic writes to its stderr, round by round, to stderr",
    example: "--logs",
  },
  {
    name: "github",
    kind: "flag",
    summary: "report failed rounds as GitHub Actions annotations as well, on stderr",
    example: "--github",
  },
  jsonOption,
] as const satisfies readonly Option[];

export const replayArguments = [pathArgument] as const;

export const replayOptions = [
  { title: "History", options: [...historyOptions, topicOption, workersOption] },
  { title: "Topic and chain", options: chainOptions },
  { title: "Values and payload", options: payloadOptions },
  { title: "Truth and network", options: [...truthOptions, ...httpOptions] },
  {
    title: "Engine and limits",
    options: [...engineOptions, ...limitOptions, paramOption, seedOption, debugOption],
  },
  { title: "Measures", options: measureOptions },
  { title: "Output", options: outputOptions },
] as const;

export type ReplayValues = Values<typeof replayArguments, typeof replayOptions>;
