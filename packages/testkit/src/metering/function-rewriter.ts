import { accessSize } from "./access-size.js";
import { ByteReader, malformed } from "./byte-reader.js";
import type { ByteWriter } from "./byte-writer.js";
import { CodeCopier } from "./code-copier.js";
import type { ConstantTracker } from "./constant-tracker.js";
import { ControlStack } from "./control-stack.js";
import { FuelEmitter, Holder, type FuelGlobals } from "./fuel-emitter.js";
import type { IndexBounds } from "./index-bounds.js";
import { readLocals, writeLocals } from "./local-declarations.js";
import type { FunctionType } from "./module-types.js";
import type { OffsetMapBuilder } from "./offset-map-builder.js";
import { OperatorReader } from "./operator-reader.js";
import { Immediate, Opcode } from "./operators.js";
import type { ProfileHooks } from "./profile-hooks.js";
import type { TypeInterner } from "./type-interner.js";

/** Bulk operations of a known length up to this are charged in advance, without a check (cost model `2026`). */
const SMALL_BULK = 128;

/** The first of the bulk operators with prefix 0xfc; before it are the saturating conversions. */
const FIRST_BULK = 8;

export interface RewriteContext {
  readonly wasm: Uint8Array;
  readonly globals: FuelGlobals;
  readonly types: TypeInterner;
  readonly bounds: IndexBounds;
  readonly offsets: OffsetMapBuilder;
  /** Bytes that each memory may have at most: wasmtime knows in advance that accesses past it trap. */
  readonly memoryBytes: readonly number[];
  /** Present when bulk operators cost what they move (cost model `2026`). */
  readonly constants: ConstantTracker | null;
  readonly profile: ProfileHooks | null;
  /**
   * Index of a function that does nothing. V8 looks for a request to end the run at calls, but hardly in loops without
   * any: bulk operators, which take long and cost little fuel, are therefore preceded by a call.
   */
  readonly pause: () => number;
}

/**
 * Rewrites function bodies so that they count fuel, as wasmtime's `fuel_before_op` does: costs of a stretch of
 * operators are summed up and charged where control may leave it; what is left is checked at function entries and loop
 * headers only, and put back into the global where the function is left (calls, returns, `unreachable`). So a trap
 * elsewhere leaves the global as it was at the last such place, in wasmtime as here.
 */
export class FunctionRewriter {
  private readonly emitter: FuelEmitter;
  private readonly control = new ControlStack();
  private copier: CodeCopier;
  private op: OperatorReader;
  private reader: ByteReader;
  /** Cost of the operators since the last charge. */
  private pending = 0;
  private holder: Holder = Holder.global;
  /** Whether the body is put into a block of its own, which all branches to the function's label then leave. */
  private wrapped = false;

  constructor(private readonly context: RewriteContext) {
    this.emitter = new FuelEmitter(context.globals);
    this.reader = new ByteReader(context.wasm, 0, 0);
    this.op = new OperatorReader(this.reader, 0);
    this.copier = new CodeCopier(context.wasm, this.emitter.out, context.offsets);
  }

  /** Reads one entry of the code section from `section` and writes the rewritten one to `out`. */
  rewrite(section: ByteReader, functionIndex: number, type: FunctionType, out: ByteWriter): void {
    const { context, emitter } = this;
    const size = section.u32();
    const start = section.position;
    section.skip(size);
    this.reader = new ByteReader(context.wasm, start, section.position);
    this.op = new OperatorReader(this.reader, functionIndex);
    context.offsets.mark(out.length, start);
    const marks = context.offsets.length;

    const locals = readLocals(this.reader, type.parameters.length);
    emitter.begin(locals.total);
    context.bounds.enter(locals.total);
    this.copier = new CodeCopier(context.wasm, emitter.out, context.offsets, this.reader.position);
    this.begin();
    context.constants?.enter(type.parameters.length, locals.counts);
    context.profile?.enter(emitter, functionIndex, this.reader.position);
    emitter.check(1, Holder.global);
    this.copier.resume();
    while (this.control.depth > 0) {
      this.op.next();
      context.bounds.check(this.op);
      if (this.control.live) this.visit();
      else this.visitDead();
    }
    if (!this.reader.done)
      throw malformed("operators after a function's end", this.reader.position);
    this.copier.upTo(this.reader.position);
    if (this.wrapped) this.leaveWrapper();

    const body = out.beginSized();
    writeLocals(out, locals, emitter.used);
    if (this.wrapped) this.openWrapper(out, type.results);
    context.offsets.shift(marks, out.length);
    out.bytes(emitter.out.view());
    out.endSized(body);
  }

  private begin(): void {
    this.control.begin();
    this.pending = 1;
    this.holder = Holder.global;
    this.wrapped = false;
  }

  /** An operator that can be reached. */
  private visit(): void {
    const { op, control, context } = this;
    switch (op.opcode) {
      case Opcode.nop:
        return;
      case Opcode.drop:
        break;
      case Opcode.unreachable:
        this.charge(Holder.global);
        control.kill();
        return;
      case Opcode.block:
        control.block();
        context.constants?.block();
        return;
      case Opcode.loop:
        this.charge(Holder.local);
        control.loop();
        context.constants?.loop();
        this.checkAfter();
        return;
      case Opcode.if:
        this.count(1);
        this.charge(Holder.local);
        control.if();
        context.constants?.if();
        return;
      case Opcode.else:
        this.visitElse();
        return;
      case Opcode.end:
        this.visitEnd();
        return;
      case Opcode.br:
        this.count(1);
        this.charge(Holder.local);
        this.branch(op.value);
        control.kill();
        return;
      case Opcode.brIf:
        this.count(1);
        this.charge(Holder.local);
        this.branch(op.value);
        break;
      case Opcode.brTable:
        this.count(1);
        this.charge(Holder.local);
        for (const depth of new Set(op.targets)) this.branch(depth);
        control.kill();
        return;
      case Opcode.return:
        this.leave();
        control.kill();
        return;
      case Opcode.returnCall:
      case Opcode.returnCallIndirect:
        this.count(1);
        this.leave();
        control.kill();
        return;
      case Opcode.call:
      case Opcode.callIndirect:
        this.count(1);
        this.charge(Holder.global);
        break;
      default:
        if (op.opcode === Opcode.prefixMisc && op.sub >= FIRST_BULK) this.pause();
        this.count(1);
        if (op.kind === Immediate.memory || op.kind === Immediate.memoryLane) this.visitAccess();
        else if (context.constants !== null) {
          this.visitValue(context.constants);
          return;
        }
    }
    context.constants?.other();
  }

  /** An operator after an unconditional branch: it never runs, only the nesting counts. */
  private visitDead(): void {
    const { op, control } = this;
    switch (op.opcode) {
      case Opcode.block:
      case Opcode.loop:
      case Opcode.if:
        control.nest();
        return;
      case Opcode.else:
        if (!control.nested) this.visitElse();
        return;
      case Opcode.end:
        if (!control.unnest()) this.visitEnd();
        return;
    }
  }

  private visitElse(): void {
    const { control, context } = this;
    if (control.live) this.charge(Holder.local);
    context.constants?.else(control.live);
    if (!control.else()) throw malformed("else without if", this.op.offset);
    this.holder = Holder.local;
  }

  private visitEnd(): void {
    const { control, context } = this;
    if (control.depth === 1) {
      if (control.live) {
        if (this.wrapped) this.charge(Holder.local);
        else this.leave();
      }
    } else if (control.joins) {
      if (control.live) this.charge(Holder.local);
      this.holder = Holder.local;
    }
    context.constants?.end(control.live);
    control.end();
  }

  /** Lets V8 end the run before an operator that may take long. */
  private pause(): void {
    const { out } = this.emitter;
    this.copier.upTo(this.op.offset);
    out.byte(Opcode.call);
    out.u32(this.context.pause());
    this.copier.resume();
  }

  /** A load or store. */
  private visitAccess(): void {
    const { op, context } = this;
    const size = accessSize(op.opcode, op.sub);
    const bound = context.memoryBytes[op.memory] ?? Infinity;
    if (op.value + size > bound) this.charge(Holder.global);
  }

  /** Any other operator, in the cost model that charges bulk operators by what they move. */
  private visitValue(constants: ConstantTracker): void {
    const { op } = this;
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
        this.visitBulk(constants.topConstant, true);
        break;
      case Opcode.prefixMisc:
        if (op.sub === 15) this.visitBulk(constants.topConstant, true);
        else if (op.sub >= 8 && op.sub <= 17 && ![9, 13, 16].includes(op.sub))
          this.visitBulk(constants.topConstant, false);
    }
    constants.other();
  }

  /** A bulk operator; `length` is how many bytes, elements or pages it moves or adds, where that is known. */
  private visitBulk(length: number | null, grows: boolean): void {
    const { emitter, context } = this;
    if (length !== null && length <= SMALL_BULK) {
      this.count(length);
      return;
    }
    const after = this.reader.position;
    if (length !== null && !grows) {
      this.count(length);
      this.copier.upTo(after);
      this.charge(Holder.local, after);
      emitter.check(0, Holder.local);
      this.copier.resume();
      return;
    }
    this.copier.upTo(this.op.offset);
    emitter.keepLength();
    this.copier.resume();
    this.charge(Holder.local, after);
    this.copier.upTo(after);
    if (grows) emitter.chargeLengthIfGrown(context.profile, this.op.offset);
    else emitter.chargeLength(context.profile, this.op.offset);
    this.copier.resume();
  }

  private count(cost: number): void {
    this.pending += cost;
    this.context.profile?.operator(this.op.offset, cost);
  }

  /** Charges what is pending and has the fuel left held in `to`, before the operator at `offset`. */
  private charge(to: Holder, offset = this.op.offset): void {
    if (this.pending === 0 && this.holder === to) return;
    this.copier.upTo(offset);
    this.context.profile?.settle(this.emitter);
    this.emitter.charge(this.pending, this.holder, to);
    this.copier.resume();
    this.pending = 0;
    this.holder = to;
  }

  /** Charges and stores the fuel because the function is left at this operator. */
  private leave(): void {
    this.charge(Holder.global);
    if (this.context.profile === null) return;
    this.copier.upTo(this.op.offset);
    this.context.profile.leave(this.emitter);
    this.copier.resume();
  }

  private branch(depth: number): void {
    const { control } = this;
    if (depth >= control.depth) throw malformed("branch out of its function", this.op.offset);
    if (depth === control.depth - 1) this.wrapped = true;
    control.branch(depth);
    this.context.constants?.branch(depth);
  }

  /** Checks the fuel after a loop's header. */
  private checkAfter(): void {
    this.copier.upTo(this.reader.position);
    this.emitter.check(0, Holder.local);
    this.copier.resume();
  }

  private openWrapper(out: ByteWriter, results: readonly number[]): void {
    out.byte(Opcode.block);
    const [first] = results;
    if (first === undefined) out.byte(0x40);
    else if (results.length === 1) out.byte(first);
    else out.positive(this.context.types.indexOf({ parameters: [], results }));
  }

  private leaveWrapper(): void {
    this.emitter.charge(0, Holder.local, Holder.global);
    this.context.profile?.leave(this.emitter);
    this.emitter.out.byte(Opcode.end);
    this.copier.resume();
  }
}
