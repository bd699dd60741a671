import type { Snapshot, WorkerWeight } from "./snapshot.js";

/** A weight before and after a save; null where there was, or is, none. */
export interface WeightChange {
  readonly topic: string;
  readonly worker: string;
  readonly before: number | null;
  readonly after: number | null;
}

/** Weights that a save changed, largest change first; equal ones in the order of the topics and workers. */
export function weightChanges(before: Snapshot, after: Snapshot): WeightChange[] {
  const key = ({ topic, worker }: WorkerWeight): string => `${topic}\0${worker}`;
  const old = new Map(before.weights.map((one) => [key(one), one]));
  const now = new Map(after.weights.map((one) => [key(one), one]));
  const changes: WeightChange[] = [];
  for (const [id, { topic, worker }] of new Map([...now, ...old])) {
    const change = { before: old.get(id)?.weight ?? null, after: now.get(id)?.weight ?? null };
    if (change.before !== change.after) changes.push({ topic, worker, ...change });
  }
  const size = (one: WeightChange): number => Math.abs((one.after ?? 0) - (one.before ?? 0));
  return changes.sort((one, other) => size(other) - size(one));
}

/** Failed rounds of all causes. */
export function failedRounds({ failures }: Snapshot): number {
  return failures.reduce((sum, { rounds }) => sum + rounds, 0);
}
