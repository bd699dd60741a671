import type { Logic } from "@weightkit/testkit/internal/logic/logic";
import { LossFunction } from "@weightkit/testkit/internal/runtime/loss/loss-function";
import type { Limits } from "@weightkit/testkit/internal/runtime/limits";
import type { Project } from "../../project/project.js";
import { withValues } from "../../settings/parameters.js";

/** Sets of parameters that are kept compiled. */
const MAX_KEPT = 32;

/** One loss with whatever values of its parameters requests ask for. */
export class Losses {
  readonly #kept = new Map<string, LossFunction>();

  /** @throws WeightkitError as {@link LossFunction} */
  constructor(
    readonly logic: Logic,
    readonly limits: Limits,
    readonly project: Project | null,
  ) {
    this.with(new Map());
  }

  /**
   * The loss with these values in place of those that it was built with.
   * @throws WeightkitError WK150, WK151 for parameters that it does not have and values that they cannot have
   */
  with(values: ReadonlyMap<string, number>): LossFunction {
    const key = JSON.stringify([...values].sort(([a], [b]) => (a < b ? -1 : 1)));
    const known = this.#kept.get(key);
    if (known !== undefined) return known;
    const logic = withValues(this.logic, values, this.project);
    const made = new LossFunction(logic, this.limits);
    // The oldest goes, but never the one that requests without options have.
    const [, oldest] = this.#kept.keys();
    if (this.#kept.size >= MAX_KEPT && oldest !== undefined) this.#kept.delete(oldest);
    this.#kept.set(key, made);
    return made;
  }
}
