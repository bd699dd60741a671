import { htmlOption, jsonOption } from "../../core/common-options.js";
import type { Option } from "../../core/command.js";
import type { Values } from "../../core/define.js";
import {
  debugOption,
  limitOptions,
  pathArgument,
  truthOptions,
} from "../../settings/run-options.js";

export const attackArguments = [pathArgument] as const;

const attacksOptions = [
  {
    name: "adversary",
    kind: "text",
    value: "NAME",
    multiple: true,
    summary: "only this adversary, by name or by its file; `--adversary list` prints all",
    example: "--adversary three-names",
    names: "adversaries",
  },
  {
    name: "worlds",
    kind: "integer",
    value: "COUNT",
    minimum: 2,
    maximum: 10_000,
    default: 30,
    summary: "number of made-up worlds in which every adversary is tried",
    example: "--worlds 100",
  },
  {
    name: "worker",
    kind: "integer",
    value: "NUMBER",
    minimum: 1,
    maximum: 8,
    default: 4,
    summary: "which of the eight workers turns adversary; 1 is the most accurate",
    example: "--worker 8",
  },
  {
    name: "victim",
    kind: "integer",
    value: "NUMBER",
    minimum: 1,
    maximum: 8,
    summary:
      "worker that `griefer` targets instead of the leader; the harm that every adversary does to it is shown",
    example: "--victim 1",
    conflicts: [{ option: "adaptive", why: "A search looks for the adversary's own gain" }],
  },
  {
    name: "seed",
    kind: "integer",
    value: "N",
    maximum: 4_000_000_000,
    default: 1,
    summary: "seed of the first world; the others follow",
    example: "--seed 7",
  },
  {
    name: "single-runs",
    kind: "flag",
    summary: "leave out the second run that the chain makes after each",
    example: "--single-runs",
  },
] as const satisfies readonly Option[];

const needsAdaptive = [{ option: "adaptive", why: "Only a search has a budget: add --adaptive" }];

const searchOptions = [
  {
    name: "adaptive",
    kind: "flag",
    summary:
      "search for the plan that gains most, simplify it and save it, then try it in other worlds",
    example: "--adaptive",
    conflicts: [
      { option: "adversary", why: "A search starts from simple plans, not from named adversaries" },
      { option: "plan", why: "Search for a plan or try one" },
    ],
  },
  {
    name: "evaluations",
    kind: "integer",
    value: "COUNT",
    minimum: 50,
    maximum: 1_000_000,
    default: 2000,
    summary: "replays that the search may make",
    example: "--evaluations 500",
    needs: needsAdaptive,
  },
  {
    name: "time",
    kind: "integer",
    value: "SECONDS",
    minimum: 1,
    maximum: 1_000_000,
    summary: "seconds that the search may take; with it, the plan depends on the machine",
    example: "--time 60",
    needs: needsAdaptive,
  },
  {
    name: "knows",
    kind: "choice",
    value: "KNOWLEDGE",
    choices: ["own", "past", "pool"],
    default: "pool",
    summary:
      "what the plan may look at: only its own forecasts, the past as well, or also the others' answers to the same set",
    example: "--knows past",
    needs: needsAdaptive,
  },
  {
    name: "names",
    kind: "integer",
    value: "COUNT",
    minimum: 1,
    maximum: 32,
    default: 32,
    summary: "names that the plan may register in all; 1 if further names cost too much",
    example: "--names 1",
    needs: needsAdaptive,
  },
  {
    name: "save-plan",
    kind: "text",
    value: "FILE",
    default: "attack-plan.json",
    summary: "where the plan is saved",
    example: "--save-plan worst.json",
    needs: needsAdaptive,
  },
  {
    name: "plan",
    kind: "text",
    value: "FILE",
    summary: "try a saved plan again, with the worker that it was found for",
    example: "--plan attack-plan.json",
    conflicts: [
      { option: "adversary", why: "A plan is tried alone" },
      { option: "worker", why: "A plan names its worker" },
    ],
  },
] as const satisfies readonly Option[];

export const attackOptions = [
  { title: "Attacks", options: attacksOptions },
  { title: "Search", options: searchOptions },
  { title: "Truth", options: truthOptions },
  { title: "Limits", options: [...limitOptions, debugOption] },
  { title: "Output", options: [htmlOption, jsonOption] },
] as const;

export type AttackValues = Values<typeof attackArguments, typeof attackOptions>;
