import { ByteWriter } from "../wasm/byte-writer.js";
import type { CodeWriter } from "./code-writer.js";
import type { LocalsUsed } from "./local-declarations.js";
import { STOPPED } from "./instrumented.js";
import { Opcode } from "./operators.js";
import type { ProfileHooks } from "./profile-hooks.js";

/** Where the fuel left is at some point of the code. */
export const Holder = { global: 0, local: 1 } as const;
export type Holder = (typeof Holder)[keyof typeof Holder];

const I64_EXTEND_I32_U = 0xad;
const I32_NE = 0x47;
const I32_LT_S = 0x48;
const I32_ADD = 0x6a;
const I32_SUB = 0x6b;
const VOID = 0x40;

/** Indices that the inserted code refers to. */
export interface FuelGlobals {
  readonly fuel: number;
  readonly exhausted: number;
}

/** Writes the operators that count fuel into one function's new body. */
export class FuelEmitter implements CodeWriter {
  readonly #globals: FuelGlobals;

  readonly out = new ByteWriter(1 << 14);
  #fuelLocal = 0;
  #usesFuel = false;
  #usesLengths = false;

  constructor(globals: FuelGlobals) {
    this.#globals = globals;
  }

  /** Starts a function whose first free local is `local`: it holds the fuel left, the next two a length and a size. */
  begin(local: number): void {
    this.out.length = 0;
    this.#fuelLocal = local;
    this.#usesFuel = false;
    this.#usesLengths = false;
  }

  /** Which of its locals the function came to use. */
  get used(): LocalsUsed {
    return { fuel: this.#usesFuel, lengths: this.#usesLengths };
  }

  get(from: Holder): void {
    if (from === Holder.global) this.#indexed(Opcode.globalGet, this.#globals.fuel);
    else this.#indexed(Opcode.localGet, this.#fuelLocal);
  }

  set(to: Holder): void {
    if (to === Holder.global) this.#indexed(Opcode.globalSet, this.#globals.fuel);
    else {
      this.#usesFuel = true;
      this.#indexed(Opcode.localSet, this.#fuelLocal);
    }
  }

  /** Takes `cost` (gives back, when it is negative) from what `from` holds and leaves the rest in `to`. */
  charge(cost: number, from: Holder, to: Holder): void {
    this.get(from);
    if (cost !== 0) {
      this.out.byte(Opcode.i64Const);
      this.out.positive(Math.abs(cost));
      this.out.byte(cost > 0 ? Opcode.i64Sub : Opcode.i64Add);
    }
    this.set(to);
  }

  /** Stops the run when no more than `cost` is left in `from`, having charged `cost`. */
  check(cost: number, from: Holder): void {
    this.get(from);
    this.out.byte(Opcode.i64Const);
    this.out.positive(cost);
    this.#stopIfLessOrEqual(cost, from);
  }

  /** Pushes the kept length, as i64. */
  getLength(): void {
    this.#indexed(Opcode.localGet, this.#fuelLocal + 1);
    this.out.byte(I64_EXTEND_I32_U);
  }

  /** Keeps a copy of the length on top of the stack. */
  keepLength(): void {
    this.#usesLengths = true;
    this.#indexed(Opcode.localTee, this.#fuelLocal + 1);
  }

  /** Takes the kept length from the local holder and stops the run when nothing is left. */
  chargeLength(profile: ProfileHooks | null, offset: number): void {
    profile?.settleLength(this, offset);
    this.get(Holder.local);
    this.getLength();
    this.out.byte(Opcode.i64Sub);
    this.set(Holder.local);
    this.check(0, Holder.local);
  }

  /** As {@link chargeLength}, unless the growth whose result is on top of the stack failed. */
  chargeLengthIfGrown(profile: ProfileHooks | null, offset: number): void {
    this.#indexed(Opcode.localTee, this.#fuelLocal + 2);
    this.#indexed(Opcode.localGet, this.#fuelLocal + 2);
    this.out.byte(Opcode.i32Const);
    this.out.byte(0x7f);
    this.out.byte(I32_NE);
    this.out.byte(Opcode.if);
    this.out.byte(VOID);
    this.chargeLength(profile, offset);
    this.out.byte(Opcode.end);
  }

  #stopIfLessOrEqual(cost: number, from: Holder): void {
    const out = this.out;
    out.byte(Opcode.i64LeS);
    out.byte(Opcode.if);
    out.byte(VOID);
    if (cost > 0 || from === Holder.local) this.charge(cost, from, Holder.global);
    this.#stop(STOPPED.byFuel);
    out.byte(Opcode.end);
  }

  #stop(reason: number): void {
    this.out.byte(Opcode.i32Const);
    this.out.byte(reason);
    this.#indexed(Opcode.globalSet, this.#globals.exhausted);
    this.out.byte(Opcode.unreachable);
  }

  /** Takes a frame of `bytes` from the stack that is left, and stops the run when it does not fit. */
  enterFrame(stack: number, bytes: number): void {
    const { out } = this;
    this.#indexed(Opcode.globalGet, stack);
    out.byte(Opcode.i32Const);
    out.positive(bytes);
    out.byte(I32_LT_S);
    out.byte(Opcode.if);
    out.byte(VOID);
    this.#stop(STOPPED.byStack);
    out.byte(Opcode.end);
    this.#moveStack(stack, bytes, I32_SUB);
  }

  /** Gives the frame back. */
  leaveFrame(stack: number, bytes: number): void {
    this.#moveStack(stack, bytes, I32_ADD);
  }

  #moveStack(stack: number, bytes: number, operator: number): void {
    this.#indexed(Opcode.globalGet, stack);
    this.out.byte(Opcode.i32Const);
    this.out.positive(bytes);
    this.out.byte(operator);
    this.#indexed(Opcode.globalSet, stack);
  }

  #indexed(opcode: number, index: number): void {
    this.out.byte(opcode);
    this.out.u32(index);
  }
}
