import { Losses } from "../losses";
import { mistake } from "../trap";
import { Worker } from "../workers";

/** The loss of a worker in a set that has no inference of it. There is no default: it decides whether staying away pays. */
export abstract class Missing {
  /**
   * Nothing: a worker is rated by the sets it is in. Gamed: answer only when it is easy. Fair when workers cannot choose, or with
   * `Weights.liveness`.
   */
  static ignored(): Missing {
    return new FixedCost(NaN);
  }

  /** A fixed loss. @param amount at least 0, in the unit of the losses: e.g. what a naive inference would lose */
  static costs(amount: f64): Missing {
    if (!(amount >= 0 && amount < Infinity))
      mistake("Missing.costs: the amount must be at least 0");
    return new FixedCost(amount);
  }

  /**
   * The worst loss in the set, times `factor`. With a factor of 1 or more, staying away never pays; but one worker with an absurd answer
   * decides what it costs everybody who is away, so use it with a bounded loss.
   * @param factor at least 0
   */
  static asWorst(factor: f64): Missing {
    if (!(factor >= 0 && factor < Infinity))
      mistake("Missing.asWorst: the factor must be at least 0");
    return new WorstCost(factor);
  }

  /** The mean loss in the set. Gamed: whoever is worse than the average gains by staying away. */
  static asMean(): Missing {
    return new MeanCost();
  }

  /** The loss of a worker that is missing from a set with these losses; NaN when the set is not to count for it. */
  abstract cost(losses: Losses): f64;
}

class FixedCost extends Missing {
  constructor(private readonly amount: f64) {
    super();
  }

  cost(_: Losses): f64 {
    return this.amount;
  }
}

class WorstCost extends Missing {
  constructor(private readonly factor: f64) {
    super();
  }

  cost(losses: Losses): f64 {
    return min(losses.max() * this.factor, f64.MAX_VALUE);
  }
}

class MeanCost extends Missing {
  cost(losses: Losses): f64 {
    let mean: f64 = 0;
    let count = 0;
    for (let worker: Worker = 0; worker < losses.length; worker++) {
      if (losses.has(worker)) mean += (losses.get(worker) - mean) / <f64>++count;
    }
    return mean;
  }
}
