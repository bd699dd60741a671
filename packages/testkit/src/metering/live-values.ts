import { codeReader } from "./code-reader.js";
import { readLocals } from "./local-declarations.js";
import type { FunctionType } from "./module-types.js";
import { OperatorReader } from "./operator-reader.js";
import { Opcode } from "./operators.js";

const I32 = 0x7f;
const I64 = 0x7e;

/** Slots of the stack that a value takes: wasmtime keeps floats and vectors in 16 bytes across a call. */
function slots(type: number): number {
  return type === I32 || type === I64 ? 1 : 2;
}

/**
 * An estimate of how many slots of 8 bytes a function keeps across one of its calls: the most, over its calls, of locals
 * that were set before and are read after. A loop counts as read and set all along. Values on the operand stack are not
 * counted; neither is a local that is set anew between the call and its reading distinguished.
 *
 * @param offset of the function's entry in the code section
 */
export function slotsAcrossCalls(wasm: Uint8Array, offset: number, type: FunctionType): number {
  const reader = codeReader(wasm, offset, wasm.length);
  const size = reader.u32();
  const body = codeReader(wasm, reader.position, reader.position + size);
  const locals = readLocals(body, type.parameters.length);
  const weights = [...type.parameters.map(slots)];
  locals.counts.forEach((count, group) => {
    const weight = slots(locals.types[group] ?? I64);
    for (let left = count; left > 0; left -= 1) weights.push(weight);
  });
  const uses = new LocalUses(weights.length, type.parameters.length, body.position);
  const op = new OperatorReader(body, -1);
  while (!body.done) {
    op.next();
    uses.visit(op);
  }
  return uses.most(weights);
}

/** Where each local is first set and last read, and where the calls are. */
class LocalUses {
  readonly #first: Float64Array;
  readonly #last: Float64Array;
  readonly #calls: number[] = [];
  /** For each open frame, whether it is a loop. */
  readonly #frames: boolean[] = [false];
  #loops = 0;
  #loopStart = 0;
  /** Locals that the outermost open loop reads. */
  #readInLoop: number[] = [];

  constructor(locals: number, parameters: number, start: number) {
    this.#first = new Float64Array(locals).fill(Infinity).fill(start, 0, parameters);
    this.#last = new Float64Array(locals).fill(-1);
  }

  visit({ opcode, value, offset }: OperatorReader): void {
    switch (opcode) {
      case Opcode.block:
      case Opcode.if:
        this.#frames.push(false);
        return;
      case Opcode.loop:
        if (this.#loops === 0) this.#loopStart = offset;
        this.#loops += 1;
        this.#frames.push(true);
        return;
      case Opcode.end:
        if (this.#frames.pop() === true) this.#endLoop(offset);
        return;
      case Opcode.call:
      case Opcode.callIndirect:
        this.#calls.push(offset);
        return;
      case Opcode.localSet:
      case Opcode.localTee:
        this.#set(value, this.#loops > 0 ? this.#loopStart : offset);
        return;
      case Opcode.localGet:
        this.#last[value] = offset;
        if (this.#loops > 0) this.#readInLoop.push(value);
    }
  }

  /** The most slots that any call has across it. */
  most(weights: readonly number[]): number {
    const changes = new Float64Array(this.#calls.length + 1);
    weights.forEach((weight, local) => {
      const from = this.#callsUpTo(this.#first[local] ?? Infinity);
      const to = this.#callsUpTo(this.#last[local] ?? -1);
      if (from >= to) return;
      changes[from] = (changes[from] ?? 0) + weight;
      changes[to] = (changes[to] ?? 0) - weight;
    });
    let live = 0;
    let most = 0;
    for (const change of changes) {
      live += change;
      most = Math.max(most, live);
    }
    return most;
  }

  #set(local: number, offset: number): void {
    if (offset < (this.#first[local] ?? 0)) this.#first[local] = offset;
  }

  #endLoop(offset: number): void {
    this.#loops -= 1;
    if (this.#loops > 0) return;
    for (const local of this.#readInLoop) this.#last[local] = offset;
    this.#readInLoop = [];
  }

  /** How many calls are before `offset`. */
  #callsUpTo(offset: number): number {
    let low = 0;
    let high = this.#calls.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#calls[middle] ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
