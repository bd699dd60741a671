import type { SetJudged } from "../../metrics/judged-fact.js";

/** More cells, sets times workers, than this are not kept: 8 bytes each, twice. */
export const MAX_CELLS = 8_000_000;

/** What every worker alone would have lost, by set. Rows are sets, columns workers. */
export interface WorkerTable {
  readonly workers: number;
  /** sets x workers, row by row; where a worker is absent, what equal weights lost. */
  readonly losses: Float64Array;
  /**
   * The same with the error's sign, so that a fixed combination with shares w loses |errors · w|; null where a combination's loss
   * cannot be split so (classes, distributions, probabilities, differences of logarithms).
   */
  readonly errors: Float64Array | null;
}

/** Collects workers' losses from judged sets. */
export class WorkerLossTable {
  readonly #workers: number;
  readonly #linear: boolean;
  readonly #rows = new Map<
    number,
    { readonly losses: Float64Array; readonly errors: Float64Array }
  >();

  /** @param linear Whether losses are absolute or relative errors of numbers, see {@link WorkerTable.errors}. */
  constructor(workers: number, linear: boolean) {
    this.#workers = workers;
    this.#linear = linear;
  }

  add({ timestamp, judged }: SetJudged): void {
    const equal = judged.combined?.equal?.score ?? null;
    if (equal === null || judged.workerScores === null) return;
    if ((this.#rows.size + 1) * this.#workers > MAX_CELLS) return;
    const losses = new Float64Array(this.#workers).fill(equal.loss);
    const errors = new Float64Array(this.#workers).fill(signed(equal.loss, equal.error));
    for (const [i, { loss, error }] of judged.workerScores.entries()) {
      const id = judged.workerIds[i] ?? 0;
      losses[id] = loss;
      errors[id] = signed(loss, error);
    }
    this.#rows.set(timestamp, { losses, errors });
  }

  /** The table of the sets at these times; null when some were too many to keep. */
  result(timestamps: Float64Array): WorkerTable | null {
    const workers = this.#workers;
    const losses = new Float64Array(timestamps.length * workers);
    const errors = new Float64Array(timestamps.length * workers);
    for (const [t, timestamp] of timestamps.entries()) {
      const row = this.#rows.get(timestamp);
      if (row === undefined) return null;
      losses.set(row.losses, t * workers);
      errors.set(row.errors, t * workers);
    }
    return { workers, losses, errors: this.#linear ? errors : null };
  }
}

function signed(loss: number, error: number | null): number {
  return error !== null && error < 0 ? -loss : loss;
}
