import { SWEEP_METHODS } from "@weightkit/testkit/internal/lab/sweep/methods";
import { htmlOption, jsonOption } from "../../core/common-options.js";
import type { Option } from "../../core/command.js";
import type { Values } from "../../core/define.js";
import { historyOptions, topicOption, workersOption } from "../../settings/history-options.js";
import { paramOption } from "../../settings/parameters.js";
import {
  limitOptions,
  pathArgument,
  seedOption,
  truthOptions,
} from "../../settings/run-options.js";
import { chainOptions, lossScaleOption, payloadOptions, warmUpOption } from "../replay/options.js";

export const sweepArguments = [pathArgument] as const;

const searchOptions = [
  {
    name: "method",
    kind: "choice",
    value: "METHOD",
    choices: SWEEP_METHODS,
    default: "latin",
    summary:
      "how parameter sets are chosen: a grid, at random, a Latin hypercube, or successive halving, which drops the worst two thirds after replaying part of the history",
    example: "--method grid",
  },
  {
    name: "sets",
    kind: "integer",
    value: "COUNT",
    minimum: 1,
    maximum: 100_000,
    default: 64,
    summary: "parameter sets to try; a grid has as many as its steps make",
    example: "--sets 200",
    conflicts: [{ option: "method", value: "grid", why: "A grid has as many as its --steps make" }],
  },
  {
    name: "steps",
    kind: "integer",
    value: "COUNT",
    minimum: 1,
    maximum: 10_000,
    default: 5,
    summary: "number of values of each parameter on a grid",
    example: "--steps 9",
    needs: [{ option: "method", value: "grid", why: "Only a grid has steps; others take --sets" }],
  },
  {
    name: "only",
    kind: "text",
    value: "NAME",
    multiple: true,
    summary: "search this parameter only",
    example: "--only alpha",
  },
  {
    name: "range",
    kind: "text",
    value: "NAME=MIN..MAX",
    multiple: true,
    summary:
      "search a parameter between these values instead of the project's; `,log` at the end makes steps equal factors",
    example: "--range alpha=0.01..1,log",
  },
  paramOption,
  {
    name: "seeds",
    kind: "integer",
    value: "COUNT",
    minimum: 1,
    maximum: 1000,
    default: 1,
    summary: "replay each parameter set with this many seeds and take the mean of the losses",
    example: "--seeds 5",
  },
] as const satisfies readonly Option[];

const scoreOptions = [
  {
    name: "training",
    kind: "number",
    value: "SHARE",
    maximum: 0.95,
    default: 0.34,
    summary: "share of the sets before the first walk-forward test",
    example: "--training 0.5",
  },
  {
    name: "tests",
    kind: "integer",
    value: "COUNT",
    minimum: 1,
    maximum: 10_000,
    default: 8,
    summary: "number of walk-forward tests; the choice is frozen for each",
    example: "--tests 12",
  },
  {
    name: "embargo",
    kind: "integer",
    value: "SETS",
    default: 0,
    summary:
      "sets before each test left out of training, besides those whose truth was not yet available",
    example: "--embargo 2",
  },
  warmUpOption,
  lossScaleOption,
] as const satisfies readonly Option[];

const workOptions = [
  {
    name: "store",
    kind: "text",
    value: "DIR",
    summary:
      "folder that keeps finished replays (default: build/sweep in a project; nothing is kept for a package or a .wasm)",
    example: "--store shared/sweep",
  },
  {
    name: "shard",
    kind: "text",
    value: "I/N",
    summary:
      "compute only the I-th of N parts, counted from 1, and print no score; with successive halving, only the next rung",
    example: "--shard 2/8",
  },
] as const satisfies readonly Option[];

export const csvOption = {
  name: "csv",
  kind: "text",
  value: "FILE",
  summary: "write a line for each parameter set",
  example: "--csv sweep.csv",
} as const satisfies Option;

export const sweepOptions = [
  { title: "Search", options: searchOptions },
  { title: "Score", options: scoreOptions },
  { title: "Work", options: workOptions },
  { title: "History", options: [...historyOptions, topicOption, workersOption] },
  { title: "Topic and chain", options: chainOptions },
  { title: "Values and payload", options: payloadOptions },
  { title: "Truth", options: truthOptions },
  { title: "Limits", options: [...limitOptions, seedOption] },
  { title: "Output", options: [htmlOption, csvOption, jsonOption] },
] as const;

export type SweepValues = Values<typeof sweepArguments, typeof sweepOptions>;
