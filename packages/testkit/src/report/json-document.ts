import { jsonText } from "../errors/escaped-json.js";
import type { Evaluation } from "../metrics/evaluate.js";
import type { OverallVerdict } from "../metrics/overall.js";
import type { ReplaySummary } from "../metrics/summary.js";
import type { Verdict } from "../metrics/verdict.js";
import { type OverallWords, overallWords } from "./overall-words.js";
import { type VerdictWords, verdictWords } from "./verdict-words.js";

/** Version of the `--json` document; raised with every incompatible change. Its schema is `schema/replay.schema.json`. */
export const DOCUMENT_VERSION = 3;

/** The `--json` document of a replay: one shape for one topic and for many. JSON-safe: an absent number is null. */
export interface ReplayDocument {
  readonly format: "weightkit.replay";
  readonly version: typeof DOCUMENT_VERSION;
  readonly topics: readonly TopicDocument[];
  /** What several topics show together; null for one. */
  readonly overall: (OverallVerdict & OverallWords) | null;
}

export interface TopicDocument extends Omit<ReplaySummary, "workers" | "verdict"> {
  /** With the words that every report prints. */
  readonly verdict: Verdict & Omit<VerdictWords, "tone">;
  /** In order of first appearance; the name is null where `workers.csv` has none. */
  readonly workers: readonly { readonly address: string; readonly name: string | null }[];
}

export interface DocumentOptions {
  /** Names by worker address (`workers.csv`). */
  readonly names?: ReadonlyMap<string, string>;
}

/** Makes the document of one replay, its topics in order. */
export function replayDocument(
  { topics, overall }: Evaluation,
  options: DocumentOptions = {},
): ReplayDocument {
  return {
    format: "weightkit.replay",
    version: DOCUMENT_VERSION,
    topics: topics.map((summary) => topicDocument(summary, options)),
    overall: overall === null ? null : { ...overall, ...overallWords(overall) },
  };
}

function topicDocument(summary: ReplaySummary, { names }: DocumentOptions): TopicDocument {
  const { headline, sentences } = verdictWords(summary);
  return {
    ...summary,
    verdict: { ...summary.verdict, headline, sentences },
    workers: summary.workers.map((address) => ({ address, name: names?.get(address) ?? null })),
  };
}

/**
 * The document as the bytes to print: two-space JSON and a line break. What overflowed (errors of values near the largest
 * double) is null, as JSON has no word for it.
 */
export function documentText(document: ReplayDocument): string {
  return `${jsonText(document, 2)}\n`;
}
