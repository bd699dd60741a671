import type { JudgedSet } from "../judged-set.js";

/** One class, over the compared sets. */
export interface ClassCalls {
  readonly label: string;
  /** Sets in which it came true. */
  readonly came: number;
  /** How often the weighted combination called it, and was right; recall is right / came, precision right / called. */
  readonly weighted: Calls;
  /** The same of equal weights. */
  readonly equal: Calls;
}

export interface Calls {
  readonly called: number;
  readonly right: number;
}

/** More classes than this are not counted apart: a topic with so many labels is not a classification. */
const MAX_CLASSES = 1000;

interface Counts {
  came: number;
  readonly weighted: { called: number; right: number };
  readonly equal: { called: number; right: number };
}

/** Counts inferred and true classes, class by class. */
export class ClassCallsFold {
  readonly #classes = new Map<string, Counts>();

  /** One compared set; of values that are not classes nothing is counted. */
  add({ truth, combined }: JudgedSet): void {
    for (const name of ["weighted", "equal"] as const) {
      const score = combined?.[name]?.score ?? null;
      if (score === null || score.called === null || truth === null) return;
      const calls = this.#of(score.called)?.[name];
      if (calls === undefined) continue;
      calls.called += 1;
      if (score.hit === true) calls.right += 1;
    }
    const came = truth === null ? undefined : this.#of(String(truth));
    if (came !== undefined) came.came += 1;
  }

  #of(label: string): Counts | undefined {
    const known = this.#classes.get(label);
    if (known !== undefined || this.#classes.size >= MAX_CLASSES) return known;
    const counts = { came: 0, weighted: { called: 0, right: 0 }, equal: { called: 0, right: 0 } };
    this.#classes.set(label, counts);
    return counts;
  }

  /** @param order Labels that come first, in this order; others follow in order of code units. Null when nothing was counted. */
  result(order: readonly string[] = []): ClassCalls[] | null {
    if (this.#classes.size === 0) return null;
    const others = [...this.#classes.keys()].filter((label) => !order.includes(label)).sort();
    return [...order, ...others].flatMap((label) => {
      const counts = this.#classes.get(label);
      return counts === undefined ? [] : [{ label, ...counts }];
    });
  }
}
