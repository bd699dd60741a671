import type { Evaluation } from "@weightkit/testkit/internal/metrics/evaluate";
import { overallWords } from "@weightkit/testkit/internal/report/overall-words";
import { verdictWords } from "@weightkit/testkit/internal/report/verdict-words";

/** What one save came to, as far as it is compared with the next. Plain data. */
export interface Snapshot {
  /** One sentence. */
  readonly verdict: string;
  readonly tone: "good" | "bad" | "unsure";
  /** Due rounds and second runs, over all topics. */
  readonly rounds: number;
  readonly weights: readonly WorkerWeight[];
  readonly failures: readonly FailureCount[];
}

export interface WorkerWeight {
  readonly topic: string;
  /** Address. */
  readonly worker: string;
  /** As it is stored, times 1e-5. */
  readonly weight: number;
}

/** Failed rounds of one cause. */
export interface FailureCount {
  readonly code: string;
  readonly message: string;
  readonly rounds: number;
  /** The first of them, counted from 0. */
  readonly first: number;
}

/** What the optimized bytes use. */
export interface Published {
  /** Fuel of the most expensive round; null when none was metered. */
  readonly fuel: number | null;
  /** Size of the WASM. */
  readonly bytes: number;
  /** Whether the optimized bytes give the weights of the unoptimized ones. */
  readonly sameWeights: boolean;
}

/** What a replay came to. */
export function snapshotOf({ topics, overall }: Evaluation): Snapshot {
  const words = topics.map(verdictWords);
  const verdict = overall === null ? words[0]?.headline : overallWords(overall).headline;
  return {
    verdict: verdict ?? "",
    tone: toneOf(words.map(({ tone }) => tone)),
    rounds: topics.reduce((sum, { rounds }) => sum + rounds.ran + rounds.second, 0),
    weights: topics.flatMap(({ topic, finalWeights }) =>
      finalWeights.map(({ worker, weight }) => ({ topic, worker, weight })),
    ),
    failures: topics.flatMap(({ failures }) =>
      failures.map(({ code, message, rounds, first }) => ({
        ...{ code, message, rounds },
        first: first.index,
      })),
    ),
  };
}

/** What the replay of the optimized bytes came to, next to that of the unoptimized ones. */
export function publishedOf(
  { topics }: Evaluation,
  { weights }: Snapshot,
  bytes: number,
): Published {
  const fuels = topics.flatMap(({ fuel }) => fuel?.most ?? []);
  const found = topics.flatMap(({ topic, finalWeights }) =>
    finalWeights.map(({ worker, weight }) => ({ topic, worker, weight })),
  );
  return {
    fuel: fuels.length === 0 ? null : Math.max(...fuels),
    bytes,
    sameWeights: JSON.stringify(found) === JSON.stringify(weights),
  };
}

function toneOf(tones: readonly Snapshot["tone"][]): Snapshot["tone"] {
  if (tones.includes("bad")) return "bad";
  return tones.length > 0 && tones.every((tone) => tone === "good") ? "good" : "unsure";
}
