import type { TopicHistory } from "../../src/history/history.js";
import type { Fact } from "../../src/replay/facts.js";

/** A topic from rows `[timestamp, worker, value]`, in order, and truths `[timestamp, value, availableAt]`. */
export function topic(
  rows: readonly (readonly [number, string, number])[],
  truths: readonly (readonly [number, number, number])[] = [],
): TopicHistory {
  const workers = [...new Set(rows.map(([, worker]) => worker))];
  return {
    topic: "7",
    inferences: {
      length: rows.length,
      timestamps: Float64Array.from(rows, ([timestamp]) => timestamp),
      workerIds: Uint32Array.from(rows, ([, worker]) => workers.indexOf(worker)),
      values: Float64Array.from(rows, ([, , value]) => value),
      texts: null,
      workers,
    },
    truth: {
      length: truths.length,
      timestamps: Float64Array.from(truths, ([timestamp]) => timestamp),
      values: Float64Array.from(truths, ([, value]) => value),
      texts: null,
      availableAt: Float64Array.from(truths, ([, , availableAt]) => availableAt),
    },
  };
}

/** The facts of one kind. */
export function only<Kind extends Fact["kind"]>(
  facts: readonly Fact[],
  kind: Kind,
): Extract<Fact, { kind: Kind }>[] {
  return facts.filter((fact): fact is Extract<Fact, { kind: Kind }> => fact.kind === kind);
}
