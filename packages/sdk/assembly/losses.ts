import { median } from "./math/median";
import { UnitSum } from "./math/unit-sum";
import { numbersOf } from "./normalize/scale";
import { PerWorker } from "./per-worker";
import { Scores } from "./scores";

/** Each worker's loss: 0 for a perfect inference, more for a worse one. */
export class Losses extends PerWorker {
  /**
   * Each loss as a share of all losses: 0 to 1, summing to 1. When all losses are 0, the shares are equal.
   * Still a loss: less is better. See `Scores.inverted`.
   */
  normalized(): Scores {
    const shares = new Scores(this.workers);
    // Relative to the largest first, so that no sum overflows.
    const most = this.max();
    let sum: f64 = 0;
    for (let worker = 0; worker < this.length; worker++)
      sum += most > 0 ? this.get(worker) / most : 0;
    const equal = sum > 0 ? 0 : 1 / <f64>this.count();
    for (let worker = 0; worker < this.length; worker++) {
      if (this.has(worker)) shares.set(worker, sum > 0 ? this.get(worker) / most / sum : equal);
    }
    return shares;
  }

  /**
   * Each loss divided by the median worker's: 1 is as bad as the median worker. So every set counts the same, however hard it was and
   * whatever its unit. When the median is 0, divided by the mean loss; when all losses are 0, 0 for all.
   */
  relative(): Losses {
    const numbers = numbersOf(this);
    let unit = median(numbers);
    const most = this.max();
    if (unit == 0 && most > 0) {
      // In parts of the largest, so that the order of the workers does not matter.
      const sum = new UnitSum();
      for (let i = 0; i < numbers.length; i++) sum.add(unchecked(numbers[i]) / most);
      unit = most * (sum.value / <f64>numbers.length);
    }
    const relative = new Losses(this.workers);
    for (let worker = 0; worker < this.length; worker++) {
      if (!this.has(worker)) continue;
      relative.set(worker, unit > 0 ? min(this.get(worker) / unit, f64.MAX_VALUE) : 0);
    }
    return relative;
  }
}
