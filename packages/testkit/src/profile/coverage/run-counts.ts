import type { CodeOperator } from "../../metering/code-operators.js";
import type { Profile } from "../profile.js";

/** How often operators ran, and how often control passed straight on after those that decide. */
export class RunCounts {
  readonly #fuel: ReadonlyMap<number, number>;
  readonly #passed: ReadonlyMap<number, number>;

  constructor({ operators, passed }: Profile) {
    this.#fuel = new Map(operators.map(({ offset, fuel }) => [offset, fuel]));
    this.#passed = new Map(passed.map(({ offset, times }) => [offset, times]));
  }

  times({ times }: CodeOperator): number {
    if (times === null) return 0;
    const { offset, cost, way } = times;
    const ran = (this.#fuel.get(offset) ?? 0) / cost;
    if (way === "all") return ran;
    const passed = this.#passed.get(offset) ?? 0;
    return way === "passed" ? passed : ran - passed;
  }

  /** How often a condition came out as true, and as false: an `if` passes when it is true, a branch when it is false. */
  taken(operator: CodeOperator): [number, number] {
    const passed = this.#passed.get(operator.offset) ?? 0;
    const other = this.times(operator) - passed;
    return operator.decides === "if" ? [passed, other] : [other, passed];
  }
}
