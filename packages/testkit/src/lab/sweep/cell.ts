import { createHash } from "node:crypto";
import type { AnsweredSets } from "../../report/verdict-words.js";
import type { ParameterSet, SweepParameter } from "./space.js";

/** Raised whenever the losses of the same cell may come out differently: finished cells of other versions are not taken. */
export const METRIC_VERSION = 4;

/** One replay of a sweep: a parameter set on one topic with one seed. */
export interface Cell {
  /** SHA-256 of all that its losses depend on, in hex: WASM, parameters, history, settings, seed and metric version. */
  readonly key: string;
  /** Of what is the same for all parameter sets: when judged sets were made, and what baselines lost. */
  readonly baseKey: string;
  /** Indices into the plan's sets and topics. */
  readonly set: number;
  readonly topic: number;
  readonly seed: number;
  /** UNIX seconds after which the history is not looked at; null for all of it. */
  readonly until: number | null;
}

/** What a cell's replay came to. */
export interface CellResult {
  readonly losses: Float64Array;
  /** Rounds that ran, and those of them that failed. */
  readonly rounds: number;
  readonly failedRounds: number;
  /** Code and text of the failure that most runs had, second runs included; null without any. */
  readonly failure: string | null;
}

/** What all cells of one history have in common. */
export interface CellBase {
  readonly timestamps: Float64Array;
  readonly availableAt: Float64Array;
  readonly equal: Float64Array;
  /** Of the plain median; null where values have none. */
  readonly median: Float64Array | null;
  /** What became of the history's answers. */
  readonly answers: AnsweredSets;
}

/** The parts of a plan that a cell's identity comes from. */
export interface CellSource {
  readonly logic: { readonly sha256: string };
  /** SHA-256 of the replay's other settings. */
  readonly settings: string;
  readonly parameters: readonly SweepParameter[];
  readonly sets: readonly ParameterSet[];
  readonly topics: readonly { readonly topic: string; readonly sha256: string }[];
  readonly seeds: readonly number[];
}

/** The cells of some parameter sets, on every topic with every seed. @param until One a topic, or null. */
export function cellsOf(
  source: CellSource,
  sets: readonly number[],
  until: readonly number[] | null,
): Cell[] {
  return source.topics.flatMap(({ topic: id, sha256 }, topic) =>
    source.seeds.flatMap((seed) => {
      const end = until?.[topic] ?? null;
      const base = {
        metrics: METRIC_VERSION,
        settings: source.settings,
        topic: id,
        history: sha256,
        until: end,
      };
      const baseKey = hashOf({ base: true, ...base });
      return sets.map((set): Cell => {
        const values = Object.fromEntries(
          source.parameters
            .map(({ name }, i) => [name, source.sets[set]?.[i] ?? 0] as const)
            .sort(([a], [b]) => (a < b ? -1 : 1)),
        );
        const key = hashOf({ ...base, logic: source.logic.sha256, values, seed });
        return { key, baseKey, set, topic, seed, until: end };
      });
    }),
  );
}

/** Which of `count` shards, from 1, a cell belongs to: by its key alone, so that all agree. */
export function shardOf({ key }: Pick<Cell, "key">, count: number): number {
  return (Number.parseInt(key.slice(0, 8), 16) % count) + 1;
}

function hashOf(value: object): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex");
}
