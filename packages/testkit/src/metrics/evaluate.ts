import type { Fact } from "../replay/facts.js";
import type { CombinationLosses } from "./folds/accuracy-fold.js";
import { FactJudge, type JudgedFact } from "./judged-fact.js";
import { type OverallVerdict, overallVerdict } from "./overall.js";
import { SummaryAccumulator } from "./summary-accumulator.js";
import type { TopicLosses } from "./statistics/overall.js";
import type { SummaryOptions } from "./summary-options.js";
import type { ReplaySummary } from "./summary.js";

/** The evaluation of a replay of one or more topics: all that reports need. */
export interface Evaluation {
  /** One a topic, in the order of the facts. */
  readonly topics: readonly ReplaySummary[];
  /** What they show together; null for fewer than two. */
  readonly overall: OverallVerdict | null;
}

/** What stays of a topic whose facts are over. */
interface FinishedTopic {
  readonly summary: ReplaySummary;
  readonly losses: CombinationLosses;
  readonly series: TopicLosses;
}

/**
 * Evaluates a fact stream, fact by fact. Every set is judged once: reports of series read what {@link add} returns. Memory for a topic that
 * is over is its summary and its losses: there may be tens of thousands of topics.
 */
export class Evaluator {
  readonly #options: SummaryOptions;

  readonly #judge: FactJudge;
  readonly #finished: FinishedTopic[] = [];
  #current: SummaryAccumulator | null = null;

  constructor(options: SummaryOptions = {}) {
    this.#options = options;
    this.#judge = new FactJudge(options.lossScale);
  }

  /** @throws WeightkitError WK650 when the stream does not begin with `started`. */
  add(fact: Fact): JudgedFact {
    const judged = this.#judge.judge(fact);
    if (judged.kind === "started") {
      if (this.#current !== null) this.#finished.push(finished(this.#current));
      this.#current = new SummaryAccumulator(judged, this.#options);
    }
    this.#current?.add(judged);
    return judged;
  }

  /** Losses of the compared sets so far, one a topic, in the order of the facts. */
  losses(): CombinationLosses[] {
    return this.#topics().map(({ losses }) => losses);
  }

  /** The evaluation of the facts so far; more may follow. */
  result(): Evaluation {
    const all = this.#topics();
    const topics = all.map(({ summary }) => summary);
    const series = all.map((topic) => topic.series);
    return { topics, overall: topics.length < 2 ? null : overallVerdict(topics, series) };
  }

  #topics(): readonly FinishedTopic[] {
    return this.#current === null ? this.#finished : [...this.#finished, finished(this.#current)];
  }
}

function finished(topic: SummaryAccumulator): FinishedTopic {
  return { summary: topic.result(), losses: topic.byCombination(), series: topic.series() };
}

/**
 * Evaluates all facts of a replay.
 * @param observe Sees every fact, in order, with sets judged.
 * @throws WeightkitError WK650 when the stream does not begin with `started`; whatever the stream throws
 */
export async function evaluate(
  facts: AsyncIterable<Fact> | Iterable<Fact>,
  options: SummaryOptions = {},
  observe: (fact: JudgedFact) => void = () => undefined,
): Promise<Evaluation> {
  const evaluator = new Evaluator(options);
  for await (const fact of facts) observe(evaluator.add(fact));
  return evaluator.result();
}
