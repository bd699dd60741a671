import { jsonText } from "../../errors/escaped-json.js";
import type { Comparison, RaceResult, Rule, TopicComparison } from "./compare.js";
import { compareWords, type CompareWords } from "./compare-words.js";

/** Version of the document's shape; raised with every incompatible change. */
export const COMPARE_VERSION = 1;

/** The `--json` document of a comparison. Every number in it follows from `timestamps`, `losses` and the replays' own documents. */
export interface CompareDocument {
  readonly format: "weightkit.compare";
  readonly version: typeof COMPARE_VERSION;
  readonly rules: readonly Rule[];
  readonly topics: readonly (Omit<TopicComparison, "timestamps" | "losses" | "oracles"> &
    CompareWords & {
      readonly timestamps: readonly number[];
      /** One series a rule. */
      readonly losses: readonly (readonly number[])[];
      readonly oracles: OraclesDocument | null;
    })[];
  readonly overall:
    (RaceResult & CompareWords & { readonly topics: number; readonly withoutScale: number }) | null;
}

export interface OraclesDocument {
  readonly expert: { readonly worker: string; readonly loss: number };
  /** Shares by worker, those above 1e-9. */
  readonly convex: {
    readonly loss: number;
    readonly shares: Readonly<Record<string, number>>;
  } | null;
  readonly shifting: readonly { readonly shifts: number; readonly loss: number }[];
}

export function compareDocument({ rules, topics, overall }: Comparison): CompareDocument {
  return {
    format: "weightkit.compare",
    version: COMPARE_VERSION,
    rules,
    topics: topics.map((topic) => ({
      ...topic,
      ...compareWords(topic, rules, [topic]),
      timestamps: [...topic.timestamps],
      losses: topic.losses.map((series) => [...series]),
      oracles: oraclesOf(topic),
    })),
    overall: overall === null ? null : { ...overall, ...compareWords(overall, rules, topics) },
  };
}

/** The document as the bytes to print. */
export function compareDocumentText(document: CompareDocument): string {
  return `${jsonText(document, 2)}\n`;
}

function oraclesOf({ oracles, workers }: TopicComparison): OraclesDocument | null {
  if (oracles === null) return null;
  const { expert, convex, shifting } = oracles;
  return {
    expert: { worker: workers[expert.worker] ?? "", loss: expert.loss },
    convex:
      convex === null
        ? null
        : {
            loss: convex.loss,
            shares: Object.fromEntries(
              [...convex.shares.entries()]
                .filter(([, share]) => share > 1e-9)
                .map(([worker, share]) => [workers[worker] ?? "", share]),
            ),
          },
    shifting,
  };
}
