import { FUEL_MODULUS } from "../metering/profile-writer.js";
import type { CallNode, FunctionFuel } from "./profile.js";

/** Deepest call that has a separate node. */
export const MAX_DEPTH = 128;
/** Most call paths that are kept separate: guests are not trusted to have few. */
export const MAX_NODES = 10_000;

/** More functions than a module can have. */
const FUNCTIONS = 2 ** 24;

interface Node {
  readonly parent: number | null;
  readonly functionIndex: number | null;
  fuel: number;
  calls: number;
}

interface Tally {
  calls: number;
  self: number;
  total: number;
  /** Calls that have not returned yet. */
  active: number;
  /** Fuel spent by the run when the outermost of these began. */
  began: number;
}

/** Follows a run's calls and attributes the fuel used between two of them to a function. */
export class CallRecorder {
  #left: number;

  folded = false;
  readonly #nodes: Node[] = [{ parent: null, functionIndex: null, fuel: 0, calls: 1 }];
  /** Node by caller's node and function. */
  readonly #children = new Map<number, number>();
  readonly #tallies = new Map<number, Tally>();
  /** Functions and nodes of the calls that have not returned, outermost first. */
  readonly #functions: number[] = [];
  readonly #path: number[] = [];
  #spent = 0;

  /** @param left fuel that the run starts with, modulo {@link FUEL_MODULUS} like all that follow */
  constructor(left: number) {
    this.#left = left;
  }

  enter(functionIndex: number, left: number): void {
    this.#settle(left);
    const tally = this.#tallyOf(functionIndex);
    tally.calls += 1;
    if (tally.active++ === 0) tally.began = this.#spent;
    this.#path.push(this.#nodeFor(functionIndex));
    this.#functions.push(functionIndex);
  }

  leave(left: number): void {
    this.#settle(left);
    this.#path.pop();
    const functionIndex = this.#functions.pop();
    if (functionIndex === undefined) return;
    const tally = this.#tallyOf(functionIndex);
    if ((tally.active -= 1) === 0) tally.total += this.#spent - tally.began;
  }

  /** The run is over, at whatever depth. */
  finish(left: number): { fuel: number; calls: CallNode[]; functions: FunctionFuel[] } {
    this.#settle(left);
    while (this.#functions.length > 0) this.leave(left);
    const functions = [...this.#tallies]
      .map(([functionIndex, { calls, self, total }]) => ({ functionIndex, calls, self, total }))
      .sort((one, other) => one.functionIndex - other.functionIndex);
    return { fuel: this.#spent, calls: this.#nodes, functions };
  }

  #settle(left: number): void {
    let fuel = this.#left - left;
    if (fuel < 0) fuel += FUEL_MODULUS;
    this.#left = left;
    if (fuel === 0) return;
    this.#spent += fuel;
    const node = this.#nodes[this.#path.at(-1) ?? 0];
    if (node !== undefined) node.fuel += fuel;
    const functionIndex = this.#functions.at(-1);
    if (functionIndex !== undefined) this.#tallyOf(functionIndex).self += fuel;
  }

  #nodeFor(functionIndex: number): number {
    const parent = this.#path.at(-1) ?? 0;
    const key = parent * FUNCTIONS + functionIndex;
    let index = this.#path.length < MAX_DEPTH ? this.#children.get(key) : parent;
    if (index === undefined && this.#nodes.length < MAX_NODES) {
      index = this.#nodes.length;
      this.#nodes.push({ parent, functionIndex, fuel: 0, calls: 0 });
      this.#children.set(key, index);
    }
    index ??= parent;
    const node = this.#nodes[index];
    if (index === parent) this.folded = true;
    else if (node !== undefined) node.calls += 1;
    return index;
  }

  #tallyOf(functionIndex: number): Tally {
    let tally = this.#tallies.get(functionIndex);
    if (tally === undefined) {
      tally = { calls: 0, self: 0, total: 0, active: 0, began: 0 };
      this.#tallies.set(functionIndex, tally);
    }
    return tally;
  }
}
