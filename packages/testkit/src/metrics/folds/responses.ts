import type { RoundRan } from "../../replay/facts.js";
import { Column } from "../../numbers/column.js";
import { shares } from "../statistics/concentration.js";
import { roundsToGainHalf, roundsToLoseHalf } from "./half-life.js";
import type { WorkerResponse } from "../summary.js";

/** A change in a worker that the caller knows of, e.g. from a scenario. */
export interface WorkerChange {
  readonly worker: string;
  readonly to: "bad" | "good";
  /** UNIX seconds: inferences from then on are of the new kind. */
  readonly at: number;
}

/** Statuses of rounds in which nothing ran. */
const NOT_RUN: ReadonlySet<RoundRan["status"]> = new Set(["skipped", "unreachable"]);

/** Follows the shares of the workers that are known to change, as the first reputer weighs them. */
export class Responses {
  readonly #watched: readonly { change: WorkerChange; id: number; shares: Column }[];
  readonly #times = new Column();
  #reputer: string | null = null;

  /** Changes of workers that the replay does not know are left out. */
  constructor(changes: readonly WorkerChange[], workers: readonly string[]) {
    const ids = new Map(workers.map((worker, id) => [worker, id]));
    this.#watched = changes.flatMap((change) => {
      const id = ids.get(change.worker);
      return id === undefined ? [] : [{ change, id, shares: new Column() }];
    });
  }

  add(round: RoundRan): void {
    if (this.#watched.length === 0 || NOT_RUN.has(round.status)) return;
    this.#reputer ??= round.reputer;
    if (round.reputer !== this.#reputer) return;
    const now = shares(round.weights);
    this.#times.push(round.blockTime);
    for (const { id, shares: column } of this.#watched) column.push(now?.[id] ?? 0);
  }

  /** Changes before the first round, or of workers with nothing to lose or gain, are left out. */
  result(): WorkerResponse[] {
    return this.#watched.flatMap(({ change, shares: column }) => {
      const { worker, to, at } = change;
      const last = this.#lastRoundBy(at);
      if (last === null) return [];
      const respond = to === "bad" ? roundsToLoseHalf : roundsToGainHalf;
      const response = respond(column.values(), last);
      return response === null ? [] : [{ worker, to, at, ...response }];
    });
  }

  /** Index of the last round at or before a time: its weights still owe nothing to the change. */
  #lastRoundBy(time: number): number | null {
    let last: number | null = null;
    for (const [index, blockTime] of this.#times.values().entries()) {
      if (blockTime <= time) last = index;
    }
    return last;
  }
}
