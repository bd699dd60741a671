import type { CodeWriter } from "./code-writer.js";
import type { FuelEmitter } from "./fuel-emitter.js";
import { Opcode } from "./operators.js";
import type { ProfileHooks } from "./profile-hooks.js";
import type { Counter, Pass } from "./profile-plan.js";
import type { TypeInterner } from "./type-interner.js";

const I32 = 0x7f;
const F64 = 0x7c;
const I64_AND = 0x83;
const F64_CONVERT_I64_S = 0xb9;
const F64_CONVERT_I64_U = 0xba;

/** The recorder gets the fuel left modulo this: a number that a double holds exactly. */
export const FUEL_MODULUS = 2 ** 52;

/** Elements of the table through which the recorder is called. */
export const RecorderSlot = { enter: 0, leave: 1, count: 2 } as const;

/** Types of the recorder's functions. */
const PAIR = { parameters: [I32, F64], results: [] };
const SINGLE = { parameters: [F64], results: [] };

export interface ProfileIndices {
  readonly fuelGlobal: number;
  /** Index of the first counter's global; the others follow. */
  readonly firstCounter: number;
  readonly table: number;
}

/** Writes a profile's counters and calls of the recorder. Each counter is a global, i64. */
export class ProfileWriter implements ProfileHooks {
  readonly #indices: ProfileIndices;
  readonly #types: TypeInterner;

  readonly counters: Counter[] = [];
  readonly passes: Pass[] = [];
  #functionIndex = 0;
  #offsets: number[] = [];
  #costs: number[] = [];

  constructor(indices: ProfileIndices, types: TypeInterner) {
    this.#indices = indices;
    this.#types = types;
  }

  enter(emitter: CodeWriter, functionIndex: number, offset: number): void {
    this.#functionIndex = functionIndex;
    this.#offsets = [offset];
    this.#costs = [1];
    emitter.out.byte(Opcode.i32Const);
    emitter.out.positive(functionIndex);
    this.#fuel(emitter);
    this.#call(emitter, RecorderSlot.enter);
  }

  leave(emitter: CodeWriter): void {
    this.#fuel(emitter);
    this.#call(emitter, RecorderSlot.leave);
  }

  operator(offset: number, cost: number): void {
    if (this.#offsets.at(-1) === offset) this.#costs.push((this.#costs.pop() ?? 0) + cost);
    else {
      this.#offsets.push(offset);
      this.#costs.push(cost);
    }
  }

  settle(emitter: CodeWriter): void {
    if (this.#offsets.length === 0) return;
    const counter = this.#add(this.#offsets, this.#costs);
    this.#offsets = [];
    this.#costs = [];
    this.#countOne(emitter, counter);
  }

  pass(emitter: CodeWriter, offset: number): void {
    const counter = this.#add([], []);
    this.passes.push({ counter: this.counters.length - 1, offset });
    this.#countOne(emitter, counter);
  }

  settleLength(emitter: CodeWriter, offset: number): void {
    this.#increase(emitter, this.#add([offset], [1]), () => {
      emitter.getLength();
    });
  }

  /** The body of the function that reports all counters. */
  collectBody(emitter: FuelEmitter): Uint8Array {
    const { out } = emitter;
    emitter.begin(0);
    out.byte(0);
    for (let counter = 0; counter < this.counters.length; counter += 1) {
      out.byte(Opcode.i32Const);
      out.positive(counter);
      out.byte(Opcode.globalGet);
      out.u32(this.#indices.firstCounter + counter);
      out.byte(F64_CONVERT_I64_S);
      this.#call(emitter, RecorderSlot.count);
    }
    out.byte(Opcode.end);
    return out.view().slice();
  }

  #add(offsets: number[], costs: number[]): number {
    this.counters.push({ functionIndex: this.#functionIndex, offsets, costs });
    return this.#indices.firstCounter + this.counters.length - 1;
  }

  #countOne(emitter: CodeWriter, global: number): void {
    this.#increase(emitter, global, () => {
      emitter.out.byte(Opcode.i64Const);
      emitter.out.byte(1);
    });
  }

  #increase(emitter: CodeWriter, global: number, by: () => void): void {
    const { out } = emitter;
    out.byte(Opcode.globalGet);
    out.u32(global);
    by();
    out.byte(Opcode.i64Add);
    out.byte(Opcode.globalSet);
    out.u32(global);
  }

  #fuel({ out }: CodeWriter): void {
    out.byte(Opcode.globalGet);
    out.u32(this.#indices.fuelGlobal);
    out.byte(Opcode.i64Const);
    out.positive(FUEL_MODULUS - 1);
    out.byte(I64_AND);
    out.byte(F64_CONVERT_I64_U);
  }

  #call({ out }: CodeWriter, slot: number): void {
    out.byte(Opcode.i32Const);
    out.byte(slot);
    out.byte(Opcode.callIndirect);
    out.u32(this.#types.indexOf(slot === RecorderSlot.leave ? SINGLE : PAIR));
    out.u32(this.#indices.table);
  }
}
