import { accessSize } from "./access-size.js";
import type { ByteReader } from "../wasm/byte-reader.js";
import { codeReader, malformed } from "./code-reader.js";
import type { ByteWriter } from "../wasm/byte-writer.js";
import { CodeCopier } from "./code-copier.js";
import type { ConstantTracker } from "./constant-tracker.js";
import { ControlStack } from "./control-stack.js";
import { FuelEmitter, Holder } from "./fuel-emitter.js";
import { FuelFlow } from "./fuel-flow.js";
import { readLocals, writeLocals, type LocalDeclarations } from "./local-declarations.js";
import type { FunctionType } from "./module-types.js";
import { OperatorReader } from "./operator-reader.js";
import { Immediate, Opcode } from "./operators.js";
import type { RewriteContext } from "./rewrite-context.js";
import { SimpleOperators, type SimpleBounds } from "./simple-operators.js";

/** Bulk operations of a known length up to this are charged in advance, without a check (cost model `2026`). */
const SMALL_BULK = 128;

/** The first of the bulk operators with prefix 0xfc; before it are the saturating conversions. */
const FIRST_BULK = 8;

interface Function {
  readonly functionIndex: number;
  readonly parameters: number;
  readonly locals: LocalDeclarations;
}

/**
 * Rewrites function bodies so that they count fuel, as wasmtime's `fuel_before_op` does: costs of a stretch of
 * operators are summed up and charged before control may reach a check; what is left is checked at function entries and
 * loop headers only, and put back into the global where the function is left (calls, returns, `unreachable`). So a trap
 * elsewhere leaves the global as it was at the last such place, in wasmtime as here.
 */
export class FunctionRewriter {
  readonly #context: RewriteContext;

  readonly #emitter: FuelEmitter;
  readonly #control = new ControlStack();
  readonly #flow: FuelFlow;
  readonly #simple = new SimpleOperators();
  readonly #leastMemory: number;
  #copier: CodeCopier;
  #op: OperatorReader;
  #reader: ByteReader;
  /** Whether the body is wrapped in an extra block, which all branches to the function's label then leave. */
  #wrapped = false;
  /** Whether a branch table has labels that cannot agree on what is pending. */
  #disagreed = false;

  constructor(context: RewriteContext) {
    this.#context = context;
    this.#emitter = new FuelEmitter(context.globals);
    this.#leastMemory = Math.min(...context.memoryBytes);
    this.#reader = codeReader(context.wasm, 0, 0);
    this.#op = new OperatorReader(this.#reader, 0);
    this.#copier = new CodeCopier(context.wasm, this.#emitter.out, context.offsets);
    this.#flow = new FuelFlow(this.#emitter, context.profile, this.#copier);
  }

  /** Reads one entry of the code section from `section` and writes the rewritten one to `out`. */
  rewrite(section: ByteReader, functionIndex: number, type: FunctionType, out: ByteWriter): void {
    const context = this.#context;
    const emitter = this.#emitter;
    const size = section.u32();
    const start = section.position;
    section.skip(size);
    this.#reader = codeReader(context.wasm, start, section.position);
    this.#op = new OperatorReader(this.#reader, functionIndex);
    context.offsets.mark(out.length, start);
    const marks = context.offsets.length;

    const locals = readLocals(this.#reader, type.parameters.length);
    const code = this.#reader.position;
    const function_ = { functionIndex, parameters: type.parameters.length, locals };
    this.#rewriteBody(function_, context.profile !== null);
    if (this.#disagreed) {
      this.#reader.position = code;
      context.offsets.truncate(marks);
      this.#rewriteBody(function_, true);
    }

    const body = out.beginSized();
    writeLocals(out, locals, emitter.used);
    if (this.#wrapped) this.#openWrapper(out, type.results);
    context.offsets.shift(marks, out.length);
    out.bytes(emitter.out.view());
    out.endSized(body);
  }

  #rewriteBody({ functionIndex, parameters, locals }: Function, eager: boolean): void {
    const context = this.#context;
    const emitter = this.#emitter;
    const control = this.#control;
    const reader = this.#reader;
    const op = this.#op;
    emitter.begin(locals.total);
    context.bounds.enter(locals.total);
    this.#copier = new CodeCopier(context.wasm, emitter.out, context.offsets, reader.position);
    const frame = context.stack?.frameOf(functionIndex) ?? null;
    this.#flow.begin(this.#copier, eager, frame);
    control.begin();
    this.#wrapped = false;
    this.#disagreed = false;
    context.constants?.enter(parameters, locals.counts);
    frame?.enter(emitter);
    context.profile?.enter(emitter, functionIndex, reader.position);
    emitter.check(1, Holder.global);
    this.#copier.resume();
    // Constants and profiles are about every operator.
    const skips = context.constants === null && context.profile === null;
    const bounds = { ...context.bounds.counts(locals.total), memoryBytes: this.#leastMemory };
    while (control.depth > 0) {
      if (skips) this.#skipSimple(bounds);
      op.next();
      context.bounds.check(op);
      if (control.live) this.#visit();
      else this.#visitDead();
    }
    if (!reader.done) throw malformed("operators after a function's end", reader.position);
    this.#copier.upTo(reader.position);
  }

  #skipSimple(bounds: SimpleBounds): void {
    const reader = this.#reader;
    const simple = this.#simple;
    const control = this.#control;
    simple.skip(reader.bytes, reader.position, reader.end, bounds);
    reader.position = simple.position;
    if (control.live) this.#flow.pending += simple.cost;
  }

  /** An operator that can be reached. */
  #visit(): void {
    const op = this.#op;
    const control = this.#control;
    const context = this.#context;
    switch (op.opcode) {
      case Opcode.nop:
        return;
      case Opcode.drop:
        break;
      case Opcode.unreachable:
        this.#charge(Holder.global);
        control.kill();
        return;
      case Opcode.block:
        control.block();
        context.constants?.block();
        return;
      case Opcode.loop:
        this.#charge(Holder.local);
        control.loop();
        context.constants?.loop();
        this.#checkAfter();
        return;
      case Opcode.if:
        this.#count(1);
        control.if(this.#flow.meet(null, op.offset));
        this.#pass();
        context.constants?.if();
        return;
      case Opcode.else:
        this.#visitElse();
        return;
      case Opcode.end:
        this.#visitEnd();
        return;
      case Opcode.br:
        this.#count(1);
        this.#branch([op.value]);
        control.kill();
        return;
      case Opcode.brIf:
        this.#count(1);
        this.#branch([op.value]);
        this.#pass();
        break;
      case Opcode.brTable:
        this.#count(1);
        this.#branch(new Set(op.targets));
        control.kill();
        return;
      case Opcode.return:
        this.#flow.leave(op.offset);
        control.kill();
        return;
      case Opcode.returnCall:
      case Opcode.returnCallIndirect:
        this.#count(1);
        this.#flow.leave(op.offset);
        control.kill();
        return;
      case Opcode.call:
      case Opcode.callIndirect:
        this.#count(1);
        this.#charge(Holder.global);
        break;
      default:
        if (op.opcode === Opcode.prefixMisc && op.sub >= FIRST_BULK) this.#pause();
        this.#count(1);
        if (op.kind === Immediate.memory || op.kind === Immediate.memoryLane) this.#visitAccess();
        else if (context.constants !== null) {
          this.#visitValue(context.constants);
          return;
        }
    }
    context.constants?.other();
  }

  /** An operator after an unconditional branch: it never runs, only the nesting counts. */
  #visitDead(): void {
    const op = this.#op;
    const control = this.#control;
    switch (op.opcode) {
      case Opcode.block:
      case Opcode.loop:
      case Opcode.if:
        control.nest();
        return;
      case Opcode.else:
        if (!control.nested) this.#visitElse();
        return;
      case Opcode.end:
        if (!control.unnest()) this.#visitEnd();
        return;
    }
  }

  #visitElse(): void {
    const control = this.#control;
    const context = this.#context;
    const op = this.#op;
    const flow = this.#flow;
    const base = control.baseOf(0) ?? 0;
    if (control.live) flow.meet(base, op.offset);
    context.constants?.else(control.live);
    if (!control.else()) throw malformed("else without if", op.offset);
    flow.resume(base);
  }

  #visitEnd(): void {
    const control = this.#control;
    const context = this.#context;
    const op = this.#op;
    const flow = this.#flow;
    const base = control.baseOf(0);
    if (control.depth === 1) this.#visitLastEnd(base);
    else if (control.joins) {
      if (control.live) flow.meet(base, op.offset);
      flow.resume(base ?? 0);
    }
    context.constants?.end(control.live);
    control.end();
  }

  /** The function's own `end`: it also ends the wrapper, where there is one. */
  #visitLastEnd(base: number | null): void {
    const control = this.#control;
    const op = this.#op;
    const flow = this.#flow;
    const emitter = this.#emitter;
    const copier = this.#copier;
    if (!this.#wrapped) {
      if (control.live) flow.leave(op.offset);
      return;
    }
    if (control.live) flow.meet(base, op.offset);
    copier.upTo(this.#reader.position);
    emitter.charge(base ?? 0, Holder.local, Holder.global);
    flow.exit();
    emitter.out.byte(Opcode.end);
    copier.resume();
  }

  /** Lets V8 end the run before an operator that may take long. */
  #pause(): void {
    const { out } = this.#emitter;
    this.#copier.upTo(this.#op.offset);
    out.byte(Opcode.call);
    out.u32(this.#context.pause());
    this.#copier.resume();
  }

  /** A load or store. */
  #visitAccess(): void {
    const op = this.#op;
    const context = this.#context;
    const size = accessSize(op.opcode, op.sub);
    const bound = context.memoryBytes[op.memory] ?? Infinity;
    if (op.value + size > bound) this.#charge(Holder.global);
  }

  /** Any other operator, in the cost model that charges bulk operators by what they move. */
  #visitValue(constants: ConstantTracker): void {
    const op = this.#op;
    switch (op.opcode) {
      case Opcode.i32Const:
        constants.constant(op.value);
        return;
      case Opcode.localGet:
        constants.localGet(op.value);
        return;
      case Opcode.localSet:
        constants.localSet(op.value);
        return;
      case Opcode.localTee:
        constants.localTee(op.value);
        return;
      case Opcode.memoryGrow:
        this.#visitBulk(constants.topConstant, true);
        break;
      case Opcode.prefixMisc:
        if (op.sub === 15) this.#visitBulk(constants.topConstant, true);
        else if (op.sub >= 8 && op.sub <= 17 && ![9, 13, 16].includes(op.sub))
          this.#visitBulk(constants.topConstant, false);
    }
    constants.other();
  }

  /** A bulk operator; `length` is how many bytes, elements or pages it moves or adds, where that is known. */
  #visitBulk(length: number | null, grows: boolean): void {
    const emitter = this.#emitter;
    const context = this.#context;
    if (length !== null && length <= SMALL_BULK) {
      this.#count(length);
      return;
    }
    const after = this.#reader.position;
    if (length !== null && !grows) {
      this.#count(length);
      this.#copier.upTo(after);
      this.#charge(Holder.local, after);
      emitter.check(0, Holder.local);
      this.#copier.resume();
      return;
    }
    this.#copier.upTo(this.#op.offset);
    emitter.keepLength();
    this.#copier.resume();
    this.#charge(Holder.local, after);
    this.#copier.upTo(after);
    if (grows) emitter.chargeLengthIfGrown(context.profile, this.#op.offset);
    else emitter.chargeLength(context.profile, this.#op.offset);
    this.#copier.resume();
  }

  #count(cost: number): void {
    this.#flow.count(this.#op.offset, cost);
  }

  #charge(to: Holder, offset = this.#op.offset): void {
    this.#flow.charge(to, offset);
  }

  /** A branch that may go to any of these labels: all must have the same base. */
  #branch(depths: Iterable<number>): void {
    const control = this.#control;
    const op = this.#op;
    const flow = this.#flow;
    let agreed: number | null = null;
    for (const depth of depths) {
      if (depth >= control.depth) throw malformed("branch out of its function", op.offset);
      const base = control.baseOf(depth);
      if (agreed !== null && base !== null && base !== agreed) this.#disagreed = true;
      agreed ??= base;
    }
    const base = flow.meet(agreed, op.offset);
    for (const depth of depths) {
      if (depth === control.depth - 1) this.#wrapped = true;
      control.branch(depth, base);
      this.#context.constants?.branch(depth);
    }
  }

  /** Reports to the profile where control goes on after an operator that may send it elsewhere. */
  #pass(): void {
    const { profile } = this.#context;
    if (profile === null) return;
    this.#copier.upTo(this.#reader.position);
    profile.pass(this.#emitter, this.#op.offset);
    this.#copier.resume();
  }

  /** Checks the fuel after a loop's header. */
  #checkAfter(): void {
    this.#copier.upTo(this.#reader.position);
    this.#emitter.check(0, Holder.local);
    this.#copier.resume();
  }

  #openWrapper(out: ByteWriter, results: readonly number[]): void {
    out.byte(Opcode.block);
    const [first] = results;
    if (first === undefined) out.byte(0x40);
    else if (results.length === 1) out.byte(first);
    else out.positive(this.#context.types.indexOf({ parameters: [], results }));
  }
}
