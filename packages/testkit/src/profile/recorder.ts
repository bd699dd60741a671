import type { ProfilePlan } from "../metering/profile-plan.js";
import { FUEL_MODULUS } from "../metering/profile-writer.js";
import { bridge } from "./bridge.js";
import { CallRecorder } from "./call-recorder.js";
import type { OperatorFuel, Profile } from "./profile.js";

type Exports = Readonly<Record<string, unknown>>;

/** Records one run of a module that was instrumented with `profile`. */
export class ProfileRecorder {
  readonly #plan: ProfilePlan;

  readonly #calls: CallRecorder;
  readonly #counts: Float64Array;
  #exports: Exports = {};

  /** @param given fuel that the run starts with */
  constructor(plan: ProfilePlan, given: bigint) {
    this.#plan = plan;
    this.#calls = new CallRecorder(residue(given));
    this.#counts = new Float64Array(plan.counters.length);
  }

  /** Connects an instance, before any of its functions is called. */
  attach(exports: Exports): void {
    this.#exports = exports;
    const table = exports[this.#plan.tableExport];
    if (!isTable(table)) throw new Error("the instance was not instrumented for profiling");
    const calls = this.#calls;
    const counts = this.#counts;
    const functions = bridge({
      enter: (functionIndex, left) => {
        calls.enter(functionIndex, left);
      },
      leave: (left) => {
        calls.leave(left);
      },
      count: (counter, value) => {
        counts[counter] = value;
      },
    });
    for (const [slot, recorder] of functions.entries()) table.set(slot, recorder);
  }

  /** The profile of the run, however it ended. `left` is the fuel global's value. */
  finish(left: bigint): Profile {
    const { fuel, calls, functions } = this.#calls.finish(residue(left));
    const { folded } = this.#calls;
    const collect = this.#exports[this.#plan.collectExport];
    if (typeof collect === "function") Reflect.apply(collect, undefined, []);
    const passed = this.#plan.passes.map(({ counter, offset }) => ({
      offset,
      times: this.#counts[counter] ?? 0,
    }));
    return { fuel, calls, functions, operators: this.#operators(), passed, folded };
  }

  #operators(): OperatorFuel[] {
    const found = new Map<number, OperatorFuel>();
    for (const [index, { functionIndex, offsets, costs }] of this.#plan.counters.entries()) {
      const count = this.#counts[index] ?? 0;
      if (count === 0) continue;
      for (const [place, offset] of offsets.entries()) {
        const fuel = count * (costs[place] ?? 0) + (found.get(offset)?.fuel ?? 0);
        found.set(offset, { functionIndex, offset, fuel });
      }
    }
    return [...found.values()].sort((one, other) => one.offset - other.offset);
  }
}

function residue(fuel: bigint): number {
  return Number(fuel & (BigInt(FUEL_MODULUS) - 1n));
}

function isTable(value: unknown): value is { set(index: number, element: unknown): void } {
  return (
    typeof value === "object" && value !== null && "set" in value && typeof value.set === "function"
  );
}
