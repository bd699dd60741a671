import { ABSOLUTE } from "../../kinds/score.js";
import { setJudge, type SetJudge } from "../../metrics/set-judge.js";
import type { SummaryOptions } from "../../metrics/summary-options.js";
import { Column } from "../../numbers/column.js";
import type { Fact } from "../../replay/facts.js";

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
  /** Failed runs, second runs included, and the first failure. */
  failedRounds = 0;
  failure: string | null = null;

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
      // A round at a set's own block time has not touched the weights that the set is combined with.
      const before = this.#rounds - (this.#lastRound >= fact.timestamp ? 1 : 0);
      if (losses === null || before < warmUpRounds) return;
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
      if (fact.failure === null) return;
      this.failedRounds += 1;
      this.failure ??= `${fact.failure.code} ${fact.failure.message}`;
    }
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
