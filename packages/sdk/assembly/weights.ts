import { commit } from "./commit";
import { InferenceSet } from "./inference-set";
import { Losses } from "./losses";
import { PerWorker } from "./per-worker";
import { Scores } from "./scores";
import { mistake } from "./trap";
import { Truth } from "./truth/truth";
import {
  capped as capWeights,
  floored as floorWeights,
  liveness as punishAbsence,
  newcomers as admitNewcomers,
  spread as spreadOut,
} from "./update/bounds";
import { exponentiatedGradient as descend } from "./update/exponentiated-gradient";
import { inverseVariance as byPrecision } from "./update/inverse-variance";
import { followTheLeader as towardsLeader } from "./update/leader";
import { medianDistance as byMedian } from "./update/median-distance";
import { averaged, multiplied } from "./update/multiplicative";

/**
 * How much each worker is trusted: fractions of 1. A worker may have no weight, which differs from a weight of 0.
 *
 * Every rule returns new weights and leaves these unchanged, so rules can be chained. All but `ema` return weights that sum to 1, are finite
 * for all finite numbers, and do not depend on the order of workers in the payload. A parameter out of range ends the run.
 *
 * There are two kinds of rules: those that learn from scores, losses or a set (`ema` to `medianDistance`), and those that shape what was
 * learnt (`spread` to `liveness`). When a chain of rules that starts from `round.weights` learnt nothing, because no losses were known,
 * `commit` leaves the stored weights unchanged. So nothing changes when the chain repeats a run without anything new. In a first round,
 * where nothing is stored, equal weights are committed once the window has two sets or more.
 */
export class Weights extends PerWorker {
  /** @internal Whether a rule learnt anything on the way here: false only for stored weights and for what was made of them alone. */
  isLearnt: bool = true;

  /**
   * Exponential moving average: alpha * score + (1 - alpha) * weight.
   * A worker without a score keeps its weight; one without a weight starts from 0.
   *
   * When: the default. It forgets at a known pace (after 1 / alpha rounds about a third is left), and a worker that improves recovers.
   * Gamed: staying away keeps the weight; see `LossWindow` and `liveness`.
   * @param alpha how much this round counts, 0 to 1
   */
  ema(scores: Scores, alpha: f64): Weights {
    if (!(alpha >= 0 && alpha <= 1)) mistake("ema: alpha must be 0 to 1");
    const next = new Weights(this.workers);
    next.isLearnt = this.isLearnt;
    for (let worker = 0; worker < this.length; worker++) {
      const weight = this.get(worker);
      if (scores.has(worker)) {
        next.set(worker, alpha * scores.get(worker) + (1 - alpha) * weight);
        next.isLearnt = true;
      } else if (this.has(worker)) {
        next.set(worker, weight);
      }
    }
    return next;
  }

  /**
   * Multiplicative weights (Hedge): weight * exp(-rate * loss), rescaled (Freund & Schapire 1997, with beta = exp(-rate)). The scored
   * workers share what they had together; the others keep theirs (specialists: Freund, Schapire, Singer & Warmuth 1997).
   *
   * When: the loss is bounded and the best worker should soon have nearly all weight. With losses from 0 to 1 and a rate of sqrt(8 ln n / T), the
   * combination loses at most sqrt(T ln n / 2) more than the best of n workers in T rounds (Cesa-Bianchi & Lugosi 2006, theorem 2.2, for convex
   * losses). Gamed: a weight of 0 never recovers, so bound the losses and add `newcomers` and `spread`; staying away from hard rounds costs
   * nothing, see `LossWindow`.
   * @param losses in a unit in which 1 is a large loss: a worker that loses 1 more than another falls behind by the factor exp(rate)
   * @param rate at least 0; 0.1 to 1 is usual
   */
  hedge(losses: Losses, rate: f64): Weights {
    if (!(rate >= 0 && rate < Infinity)) mistake("hedge: the rate must be at least 0");
    return this.learnt(multiplied(this, losses, rate), losses.count() > 0);
  }

  /**
   * Discounted Bayesian model averaging: weight^memory * exp(-loss), rescaled (Raftery, Karny & Ettler 2010, with one forgetting
   * factor). With logarithmic losses and memory 1, each weight is the posterior probability that this worker's model is the right one; below 1,
   * old evidence fades by that power every round. Workers without a loss keep their weight.
   *
   * When: inferences are probabilities or densities, and who is best changes. Gamed: one very confident answer that comes true moves a lot
   * of weight, so clip the probabilities (`Loss.log`). A weight of 0 never recovers: add `newcomers` and `spread`.
   * @param losses logarithmic losses, from `Loss.log`, `Loss.categoricalLog` or `Loss.gaussian`, summed rather than averaged over a window
   * @param memory 0 (forget all) to 1 (forget nothing); 0.95 to 0.99 is usual
   */
  bayes(losses: Losses, memory: f64): Weights {
    if (!(memory >= 0 && memory <= 1)) mistake("bayes: memory must lie between 0 and 1");
    return this.learnt(averaged(this, losses, memory), losses.count() > 0);
  }

  /**
   * Exponentiated gradient: weight * exp(-rate * slope), rescaled. The slope is the derivative of the combined inference's squared error by
   * the worker's weight, 2 * (combined - truth) * (inference - truth), with errors in units of `scale` and clipped to -1 to 1
   * (Kivinen & Warmuth 1997). Workers who are not in the set keep their weight.
   *
   * When: the combination should be good rather than its members: a worker whose errors offset the others' gains weight. Gamed: a worker's own
   * loss does not decide, so it gains by answering on the far side of the truth when the others err together.
   * @param set the inferences: an empty set changes nothing; for any other, the truth must be known
   * @param scale the largest error that counts in full, in the inferences' unit: above 0
   * @param rate at least 0; 0.05 to 0.5 is usual
   */
  exponentiatedGradient(set: InferenceSet, truth: Truth, scale: f64, rate: f64): Weights {
    if (!(scale > 0 && scale < Infinity))
      mistake("exponentiatedGradient: the scale must be above 0");
    if (!(rate >= 0 && rate < Infinity))
      mistake("exponentiatedGradient: the rate must be at least 0");
    return this.learnt(descend(this, set, truth, scale, rate), set.length > 0);
  }

  /**
   * Inverse variance: shares in proportion to 1 / max(variance, least) (Bates & Granger 1969, without correlations). The workers with a
   * variance share what they had together, whatever each had; the others keep theirs.
   *
   * When: inferences are unbiased and err independently, over a window long enough to estimate variances; then no other fixed weights
   * have less variance. Gamed: copies of one good worker count as independent evidence; see `capped`.
   * @param variances mean squared errors, e.g. of `LossWindow.mean`
   * @param least a floor for the variances, in the unit of the losses: at least 0. With 0, whoever never erred takes all
   */
  inverseVariance(variances: Losses, least: f64): Weights {
    return this.learnt(byPrecision(this, variances, least), variances.count() > 0);
  }

  /**
   * Follow the leader, with decay: decay * weight + (1 - decay) * lead, where lead is 1 for the worker with the least loss (shared in a tie) and
   * 0 for the others. So a weight is how often, lately, the worker has led a window. Without losses nothing changes.
   *
   * When: one worker is simply the best and that seldom changes (decay near 1). Gamed: bold answers, since only coming first pays.
   * @param decay how much of the past stays, 0 to 1
   */
  followTheLeader(losses: Losses, decay: f64): Weights {
    return this.learnt(towardsLeader(this, losses, decay), losses.count() > 0);
  }

  /**
   * Median distance: weight / max(mean squared distance from the median, least), rescaled. This is the idea of the network's first published
   * weight function (NFT appraisals), for topics without truth. When all agree, nothing changes. Workers without a distance keep their weight.
   *
   * When: there is no truth, and most workers are honest and independent. Gamed: a majority that agrees among itself is the median;
   * copying others pays. Weights are multiplied in every round, so use a `least` that is not tiny, and `spread`.
   * @param distances squared distances from the median: `Loss.fromMedian`, averaged over the window
   * @param least distances below this count as equal, in squared units: at least 0. With 0, whoever sits on the median takes all
   */
  medianDistance(distances: Losses, least: f64): Weights {
    return this.learnt(byMedian(this, distances, least), distances.count() > 0);
  }

  /**
   * Distributes a share of all weight evenly: (1 - share) * weight + share / n, among those who have a weight (fixed share: Herbster & Warmuth
   * 1998). Keeps the order, and leaves nobody below share / n.
   *
   * When: with rules that multiply, so that nobody falls to 0 and everyone can recover. Gamed: idle workers collect their part, and
   * many names collect many parts; apply `liveness` after it.
   * @param share 0 to 1; share / n should stay well above 0.00001, below which the chain removes a weight
   */
  spread(share: f64): Weights {
    return this.learnt(spreadOut(this, share), false);
  }

  /**
   * Gives everyone who has a weight at least `least`: least + (1 - n * least) * weight. Keeps the order. When n * least is 1 or more, all get the
   * same, so use `spread` when the number of workers is unknown.
   *
   * When: a topic promises its workers a minimum weight. Gamed: as `spread`.
   * @param least the minimum, 0 to 1; the chain removes weights below 0.00001
   */
  floored(least: f64): Weights {
    return this.learnt(floorWeights(this, least), false);
  }

  /**
   * Scales the weights to sum to 1 with none above `most`: the excess goes to the others in proportion. When there are so few workers that
   * the caps do not sum to 1, all get the same.
   *
   * When: no single worker may decide the topic's answer. Gamed: an owner of several workers has several caps.
   * @param most above 0, up to 1
   */
  capped(most: f64): Weights {
    return this.learnt(capWeights(this, most), false);
  }

  /**
   * Workers without a weight (new ones, and those that the chain removed at 0) together get `share` of all weight, in equal parts; the
   * others scale down. When nobody has a weight, all get the same.
   *
   * When: before rules that multiply, under which a worker without weight would never gain any. Gamed: a bad worker that is removed comes
   * back as a newcomer, under its old name or another. Since newcomers share, a crowd of new names gets no more than one.
   * @param share of the total, 0 to 1
   */
  newcomers(share: f64): Weights {
    return this.learnt(admitNewcomers(this, share), false);
  }

  /**
   * Takes weight from workers who stay away: weight * min(1, attendance / required), rescaled. A worker without an attendance is not
   * penalized. When nobody attended at all, the weights are equal.
   *
   * When: always, unless missing inferences already have a cost (`LossWindow`). The chain masks, for one epoch, workers with less than 80 % of
   * the expected inferences; this acts on the combination too. Gamed: by answering anything at all, so combine it with a loss.
   * @param attendance 0 to 1, e.g. `attendance(round)`
   * @param required the attendance from which there is no penalty: above 0, up to 1
   */
  liveness(attendance: PerWorker, required: f64): Weights {
    return this.learnt(punishAbsence(this, attendance, required), false);
  }

  /**
   * Ends the round: prints the weights, scaled to sum to 1, as the one JSON object that the chain reads. Call it once, last. When these
   * came from `round.weights` and no rule learnt anything on the way, it does what `Round.keepWeights` does. The chain counts in units of
   * 0.00001: a smaller weight removes the worker, with a note on stderr. Fails, printing nothing on stdout, when a weight is negative,
   * infinite or NaN, or when all are 0 (which would remove everyone).
   */
  commit(): void {
    commit(this, this.isLearnt);
  }

  /** The result of a rule. @param isNew whether the rule had anything to learn from */
  private learnt(numbers: PerWorker, isNew: bool): Weights {
    const next = new Weights(this.workers);
    next.assign(numbers);
    next.isLearnt = isNew || this.isLearnt;
    return next;
  }
}
