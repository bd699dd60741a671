import { compareBytes, utf8 } from "../../../numbers/bytes.js";
import { attachmentsAt } from "../../attachments.js";
import { WEIGHT_SCALE } from "../../weight.js";
import type { CommittedSet } from "../../committed-set.js";
import type { WeightMatrix } from "../../weight-matrix.js";
import type { KnownTruth } from "../host.js";

/** What the seed document promises a logic and the chain never provided. */
export interface SeedState {
  /** The window, oldest first. */
  readonly sets: readonly CommittedSet[];
  readonly weights: WeightMatrix;
  /** Reputers' addresses, as rows of the matrix. */
  readonly reputers: readonly string[];
  /** Addresses by worker id. */
  readonly workers: readonly string[];
  /** Order in which the matrix is flattened. */
  readonly order: readonly number[];
  /** Truths of the window that are available at the block time, oldest first. */
  readonly truths: readonly KnownTruth[];
}

/**
 * The stdin of a host that follows the seed document ("Technical Architecture") where the chain does not: values are text as
 * the workers gave it, with the `extra_data` and `proof` that came with it, weights are uniform among the window's workers until any is stored, and the full matrix and the truth
 * are in the payload. The chain's two keys come first, unchanged in shape; then
 * `"weights":[{"reputer","worker","weight"}…]` and `"ground_truth":[{"timestamp","value"}…]`, newest first.
 */
export function seedPayload(state: SeedState): Uint8Array {
  const sets = state.sets.toReversed();
  const inferences = sets.map(({ timestamp, workerIds, stored, texts, attachments }) => ({
    timestamp: String(timestamp),
    inferences: Array.from(workerIds, (id, i) => ({
      worker: state.workers[id] ?? "",
      inference: texts?.[i] ?? String(stored[i]),
      ...attachmentsAt(attachments, i),
    })),
  }));
  const matrix = state.weights.empty ? uniform(state) : stored(state);
  const flattened = new Map<string, string>();
  for (const reputer of state.order) {
    for (const entry of matrix) {
      if (entry.reputer === state.reputers[reputer]) flattened.set(entry.worker, entry.weight);
    }
  }
  const sorted = [...flattened].sort(([a], [b]) => compareBytes(utf8(a), utf8(b)));
  const truths = state.truths.toReversed();
  const groundTruth = truths.map(({ timestamp, value }) => ({
    timestamp: String(timestamp),
    value,
  }));
  return utf8(
    `{"inferences":${JSON.stringify(inferences)},"latest_weights":${objectText(sorted)},` +
      `"weights":${JSON.stringify(matrix)},"ground_truth":${JSON.stringify(groundTruth)}}`,
  );
}

interface Entry {
  readonly reputer: string;
  readonly worker: string;
  readonly weight: string;
}

/** "Weights are initialized to be uniform across all other workers": 1e5 shared by the window's workers. */
function uniform({ sets, reputers, workers }: SeedState): Entry[] {
  const ids = [...new Set(sets.flatMap(({ workerIds }) => [...workerIds]))].sort((a, b) => a - b);
  const weight = String(Math.floor(WEIGHT_SCALE / Math.max(1, ids.length)));
  return reputers.flatMap((reputer) =>
    ids.map((id) => ({ reputer, worker: workers[id] ?? "", weight })),
  );
}

function stored({ weights, reputers, workers }: SeedState): Entry[] {
  return reputers.flatMap((reputer, row) =>
    workers.flatMap((worker, id) => {
      const uint = weights.get(row, id);
      return Number.isNaN(uint) ? [] : [{ reputer, worker, weight: BigInt(uint).toString() }];
    }),
  );
}

/** Written by hand: an object would put keys like "7" first, and lose "__proto__". */
function objectText(entries: readonly (readonly [string, string])[]): string {
  return `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(",")}}`;
}
