import { ABSOLUTE } from "../../kinds/score.js";
import { setJudge, type SetJudge } from "../../metrics/set-judge.js";
import type { SummaryOptions } from "../../metrics/summary-options.js";
import { Column } from "../../numbers/column.js";
import type { Fact, SetCommitted } from "../../replay/facts.js";
import { NO_ANSWERS } from "../answers.js";

/**
 * The losses of a replay's compared sets and nothing else: the same sets and losses as in a replay's evaluation, for a fraction of the
 * work.
 */
export class LossFold {
  readonly #options: SummaryOptions;
  #judge: SetJudge = setJudge();
  #rounds = 0;
  #lastRound = Number.NEGATIVE_INFINITY;
  readonly #timestamps = new Column();
  readonly #weighted = new Column();
  readonly #equal = new Column();
  /** Rounds that ran, and those of them that failed. */
  rounds = 0;
  failedRounds = 0;
  readonly #failures = new Map<string, { readonly text: string; runs: number }>();
  readonly answers = { ...NO_ANSWERS };

  readonly #median: Column | null;
  #hasMedian = true;

  /** @param withMedian whether the plain median is judged too, which costs a sort of each set */
  constructor(options: SummaryOptions, withMedian = false) {
    this.#options = options;
    this.#median = withMedian ? new Column() : null;
  }

  add(fact: Fact): void {
    const { lossScale = ABSOLUTE.scale, warmUpRounds = 0 } = this.#options;
    if (fact.kind === "started") {
      const { values, typicalTruth } = fact;
      this.#judge = setJudge(values, { scale: lossScale, typicalTruth: typicalTruth ?? 1 });
    } else if (fact.kind === "set") {
      const losses = this.#judge.losses(fact, this.#median !== null);
      this.#count(fact);
      // A round at a set's own block time has not touched the weights that the set is combined with.
      const before = this.#rounds - (this.#lastRound >= fact.timestamp ? 1 : 0);
      if (losses === null) return;
      if (before < warmUpRounds) {
        this.answers.warmUp += 1;
        return;
      }
      this.#timestamps.push(fact.timestamp);
      this.#weighted.push(losses.weighted);
      this.#equal.push(losses.equal);
      this.#hasMedian &&= losses.median !== null;
      this.#median?.push(losses.median ?? Number.NaN);
    } else if (fact.kind === "round" || fact.kind === "second") {
      const ran = fact.status !== "skipped" && fact.status !== "unreachable";
      if (fact.kind === "round" && ran && fact.blockTime > this.#lastRound) {
        this.#rounds += 1;
        this.#lastRound = fact.blockTime;
      }
      if (fact.kind === "round" && ran) this.rounds += 1;
      if (fact.failure === null) return;
      if (fact.kind === "round") this.failedRounds += 1;
      const { code, message } = fact.failure;
      const before = this.#failures.get(code);
      if (before === undefined) this.#failures.set(code, { text: `${code} ${message}`, runs: 1 });
      else before.runs += 1;
    }
  }

  #count({ workerIds, leftOut, truth }: SetCommitted): void {
    this.answers.total += 1;
    this.answers.inferences += workerIds.length;
    this.answers.leftOut += leftOut.length;
    if (truth === null) this.answers.withoutTruth += 1;
  }

  /** Code and text of the failure that most runs had, of equals the first; null without any. */
  get failure(): string | null {
    const [most] = [...this.#failures.values()].sort((a, b) => b.runs - a.runs);
    return most?.text ?? null;
  }

  get timestamps(): Float64Array {
    return this.#timestamps.values();
  }

  get weighted(): Float64Array {
    return this.#weighted.values();
  }

  get equal(): Float64Array {
    return this.#equal.values();
  }

  /** Null where it was not asked for, or values have none. */
  get median(): Float64Array | null {
    return this.#hasMedian ? (this.#median?.values() ?? null) : null;
  }
}
