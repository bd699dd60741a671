import { InferenceSet } from "./inference-set";
import { Losses } from "./losses";
import { Truth } from "./truth/truth";

/** How far inferences are from what came true. */
export namespace Loss {
  /**
   * Absolute error, |inference - truth|, for each worker in the set.
   * An empty set (nothing to score yet) gives no losses; the truth of any other must be known.
   */
  export function absolute(set: InferenceSet, truth: Truth): Losses {
    const losses = new Losses(set.workers);
    if (set.length) {
      const actual = truth.of(set);
      // The largest double stands for a difference that has none.
      for (let i = 0; i < set.length; i++)
        losses.set(set.worker(i), min(abs(set.value(i) - actual), f64.MAX_VALUE));
    }
    return losses;
  }
}
