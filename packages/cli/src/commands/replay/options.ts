import { jsonOption, type Option } from "../../core/command.js";
import {
  duplicateOption,
  historyOptions,
  topicOption,
  workersOption,
} from "../../settings/history-options.js";
import {
  debugOption,
  engineOptions,
  httpOptions,
  limitOptions,
  seedOption,
  truthOptions,
} from "../../settings/run-options.js";
import { valueOptions } from "../../settings/value-options.js";

const chainOptions: readonly Option[] = [
  {
    name: "inference-cadence",
    kind: "integer",
    value: "SECONDS",
    minimum: 1,
    summary: "seconds between two sets of inferences (default: the project's topic)",
    example: "--inference-cadence 3600",
  },
  {
    name: "weight-cadence",
    kind: "integer",
    value: "SECONDS",
    minimum: 1,
    summary: "seconds between two rounds (default: the project's topic)",
    example: "--weight-cadence 7200",
  },
  {
    name: "topics",
    kind: "text",
    value: "FILE",
    summary:
      "what topics have of their own: CSV with topic and any of inference_cadence, weight_cadence, value_scale, truth_url, truth_pointer (default: the project's)",
    example: "--topics history/topics.csv",
  },
  ...valueOptions,
  {
    name: "profile",
    kind: "choice",
    value: "HOST",
    choices: ["chain", "seed"],
    summary:
      "whose payload the logic gets: the chain's, or the seed document's (values as texts, uniform first weights, all rows, truth inside)",
    example: "--profile seed",
  },
  {
    name: "texts",
    kind: "flag",
    summary:
      "take values as texts (labels, vectors, probabilities), for --profile seed; classes and distributions are taken so there without it",
    example: "--texts",
  },
  {
    name: "late",
    kind: "text",
    value: "ROUND=SECONDS",
    summary:
      "let a round run late, to see what that costs; rounds count from 0; may be repeated, or a list with commas",
    example: "--late 3=600",
  },
  {
    name: "skip",
    kind: "text",
    value: "ROUND",
    summary:
      "let nobody start a round, to see what that costs; rounds count from 0; may be repeated, or a list with commas",
    example: "--skip 4,5",
  },
  {
    name: "shuffle-reputers",
    kind: "flag",
    summary:
      "mix the reputers' rows in another order each round, as the chain may: shows whether the logic depends on it",
    example: "--shuffle-reputers",
  },
];

/** What the measures must be told, since they cannot know. */
const measureOptions: readonly Option[] = [
  {
    name: "warm-up",
    kind: "integer",
    value: "ROUNDS",
    summary: "leave the sets before that many rounds out of all comparisons (default: 0)",
    example: "--warm-up 5",
  },
  {
    name: "horizon",
    kind: "integer",
    value: "SETS",
    minimum: 1,
    summary:
      "how many sets ahead an inference looks, for the significance test (default: as many as pass before its truth is known)",
    example: "--horizon 3",
  },
  {
    name: "best-worker-part",
    kind: "number",
    value: "SHARE",
    maximum: 1,
    summary:
      "part of the compared sets that the best worker in hindsight must have answered (default: 0.5)",
    example: "--best-worker-part 0.8",
  },
  {
    name: "turned",
    kind: "text",
    value: "WORKER=bad@TIME",
    summary:
      "a worker, by address or name, that is known to have turned bad (or good, with =good@TIME) at a time, to see how soon its weight followed; TIME is UNIX seconds or like 2024-03-01T12:00Z; may be repeated (default: the project's)",
    example: "--turned worker-2=bad@2024-03-01",
  },
];

const reportOptions: readonly Option[] = [
  {
    name: "html",
    kind: "text",
    value: "FILE",
    summary: "write a report as one self-contained page",
    example: "--html report.html",
  },
  {
    name: "csv",
    kind: "text",
    value: "DIR",
    summary: "write every series (sets, inferences, rounds, weights, rewards, workers) as CSV",
    example: "--csv results",
  },
  {
    name: "junit",
    kind: "text",
    value: "FILE",
    summary: "write failed rounds as JUnit XML, for CI",
    example: "--junit replay.xml",
  },
  {
    name: "logs",
    kind: "flag",
    summary: "tell what the logic says on its stderr, round by round, on stderr",
    example: "--logs",
  },
  {
    name: "github",
    kind: "flag",
    summary: "tell failed rounds as GitHub Actions annotations too, on stderr",
    example: "--github",
  },
  jsonOption,
];

export const replayOptions: readonly Option[] = [
  ...historyOptions,
  duplicateOption,
  topicOption,
  workersOption,
  ...chainOptions,
  ...truthOptions,
  ...httpOptions,
  ...limitOptions,
  ...engineOptions,
  seedOption,
  debugOption,
  ...measureOptions,
  ...reportOptions,
];
