import { jsonOption } from "../../core/common-options.js";
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
    summary: "only this adversary; may be repeated; `--adversary list` prints all",
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
    summary: "made-up worlds that every adversary is tried in",
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

export const attackOptions = [
  { title: "Attacks", options: attacksOptions },
  { title: "Truth", options: truthOptions },
  { title: "Limits", options: [...limitOptions, debugOption] },
  { title: "Output", options: [jsonOption] },
] as const;

export type AttackValues = Values<typeof attackArguments, typeof attackOptions>;
