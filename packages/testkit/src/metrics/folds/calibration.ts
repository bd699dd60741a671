import { Sum } from "../../numbers/sum.js";
import { Column } from "../../numbers/column.js";
import { ewcBandwidth, ewcVariance, MIN_EWC_SETS } from "../statistics/ewc.js";
import { normalQuantile } from "../statistics/normal.js";
import { studentQuantile } from "../statistics/student-t.js";
import { wilsonFrom } from "../statistics/wilson.js";

/** Whether events happen as often as inferred. */
export interface Calibration {
  /** Inferences by tenths, those with any set in them, in order. */
  readonly bins: readonly CalibrationBin[];
  /** Murphy's partition, by these bins: the Brier score is reliability - resolution + uncertainty, but for what varies inside a bin. */
  readonly reliability: number;
  readonly resolution: number;
  readonly uncertainty: number;
}

/** The sets whose inference lies from `from` (inclusive) to `to` (exclusive, but for 1). */
export interface CalibrationBin {
  readonly from: number;
  readonly to: number;
  readonly sets: number;
  /** Mean of the inferred probabilities. */
  readonly probability: number;
  /** Share of the sets in which the event happened, with Wilson's 95 % interval, widened as neighbouring sets depend on each other. */
  readonly happened: number;
  readonly interval: readonly [number, number];
}

const BINS = 10;

/**
 * Adds up inferences of an event and whether it happened. Reliability is sum n_k (f_k - o_k)^2 / N, 0 at best; resolution
 * sum n_k (o_k - o)^2 / N, the more the better; uncertainty o (1 - o), which is the event's own; f_k is a bin's mean inference, o_k
 * how often it happened there, o how often over all.
 *
 * Source: A. H. Murphy, "A new vector partition of the probability score", J. Appl. Meteorol. 12 (1973) 595-600.
 */
export class CalibrationFold {
  /** What happened less the inferred chance, in order of time. */
  readonly #residuals = new Column();
  readonly #bins = Array.from({ length: BINS }, () => ({ chances: new Sum(), happened: 0 }));

  /** @param chance As inferred, 0 to 1. @param truth 1 when it happened, else 0. */
  add(chance: number, truth: number): void {
    const bin = this.#bins[Math.min(BINS - 1, Math.floor(chance * BINS))];
    if (bin === undefined) return;
    this.#residuals.push(truth - chance);
    bin.chances.add(chance);
    bin.happened += truth;
  }

  /**
   * How many sets carry as much information as one independent set, from all residuals: their long-run variance over their variance, at
   * least 1; and the quantile that goes with that estimate.
   */
  #dependence(): { readonly inflation: number; readonly quantile: number } {
    const residuals = this.#residuals.values();
    const squares = new Sum();
    for (const residual of residuals) squares.add(residual * residual);
    const { mean } = squares;
    if (residuals.length < MIN_EWC_SETS || mean === null || mean === 0) {
      return { inflation: 1, quantile: normalQuantile(0.975) };
    }
    return {
      inflation: Math.max(1, ewcVariance(residuals) / mean),
      quantile: studentQuantile(0.975, ewcBandwidth(residuals.length)),
    };
  }

  /** Null when nothing was added. */
  result(): Calibration | null {
    const { inflation, quantile } = this.#dependence();
    const used = this.#bins.flatMap(({ chances, happened }, i) => {
      const { mean, count } = chances;
      if (mean === null) return [];
      const share = happened / count;
      const interval = wilsonFrom(share, count / inflation, quantile);
      const [from, to] = [i / BINS, (i + 1) / BINS];
      return [{ from, to, sets: count, probability: mean, happened: share, interval }];
    });
    const sets = used.reduce((all, bin) => all + bin.sets, 0);
    if (sets === 0) return null;
    const over = (of: (bin: CalibrationBin) => number): number =>
      used.reduce((all, bin) => all + bin.sets * of(bin), 0) / sets;
    const base = over(({ happened }) => happened);
    return {
      bins: used,
      reliability: over(({ probability, happened }) => (probability - happened) ** 2),
      resolution: over(({ happened }) => (happened - base) ** 2),
      uncertainty: base * (1 - base),
    };
  }
}
