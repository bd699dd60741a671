import { meteringErrors } from "../errors/metering-errors.js";
import { fault } from "../errors/weightkit-error.js";
import { ByteReader, malformed } from "./byte-reader.js";
import { ByteWriter } from "./byte-writer.js";
import { ConstantTracker } from "./constant-tracker.js";
import { ExportNames } from "./export-names.js";
import { FuelEmitter, Holder, type FuelGlobals } from "./fuel-emitter.js";
import { FunctionRewriter } from "./function-rewriter.js";
import type { Instrumented, InstrumentOptions } from "./instrumented.js";
import { findSection, SectionId, sectionReader, type Section } from "./module-layout.js";
import { readModuleTypes, type ModuleTypes } from "./module-types.js";
import { appendEntries } from "./module-writer.js";
import type { OffsetMapBuilder } from "./offset-map-builder.js";
import { Opcode } from "./operators.js";
import { startupCost } from "./startup-cost.js";
import { TypeInterner } from "./type-interner.js";

/** Bytes that a 32-bit memory without a maximum can reach. */
const ADDRESS_SPACE = 2 ** 32;
const PAGE = 65_536;
/** Largest function that V8 accepts, in bytes. */
const MOST_FUNCTION_BYTES = 7_654_321;

const ExportKind = { function: 0, table: 1, global: 3 } as const;

type Metered = Omit<Instrumented, "bytes" | "offsets">;

/** Puts into `replaced` the sections that a metered module has instead, and into `offsets` where its code came from. */
export function meterModule(
  wasm: Uint8Array,
  sections: readonly Section[],
  options: InstrumentOptions,
  replaced: Map<number, Uint8Array | null>,
  offsets: OffsetMapBuilder,
): Metered {
  const module = readModuleTypes(wasm, sections);
  const types = new TypeInterner(module.types);
  const globals: FuelGlobals = { fuel: module.globals, exhausted: module.globals + 1 };
  const rewriter = new FunctionRewriter({
    wasm,
    globals,
    types,
    offsets,
    memoryBytes: module.memories.map(({ maximum }) =>
      maximum === null ? ADDRESS_SPACE : maximum * PAGE,
    ),
    constants: options.costModel === "2026" ? new ConstantTracker() : null,
    profile: null,
  });
  const code = rewriteCode(wasm, sections, module, rewriter);

  const start = readStart(wasm, sections, module);
  const cost = options.costModel === "2026" ? startupCost(wasm, sections, module) : 0;
  const functions = module.importedFunctions.length + module.functions.length;
  const addedFunctions: number[] = [];
  if (cost > 0) {
    addedFunctions.push(types.indexOf({ parameters: [], results: [] }));
    code.bodies.push(startupBody(globals, cost, start));
  }

  const names = new ExportNames(wasm, sections);
  const fuelExport = names.choose("fuel");
  const exhaustedExport = names.choose("exhausted");
  const startIndex = cost > 0 ? functions : start;
  const startExport = startIndex === null ? null : names.choose("start");
  const exported: [string, number, number][] = [
    [fuelExport, ExportKind.global, globals.fuel],
    [exhaustedExport, ExportKind.global, globals.exhausted],
  ];
  if (startExport !== null && startIndex !== null)
    exported.push([startExport, ExportKind.function, startIndex]);

  const append = (id: number, count: number, write: (out: ByteWriter) => void) => {
    if (count > 0) replaced.set(id, appendEntries(wasm, sections, id, count, write));
  };
  append(SectionId.type, types.addedCount, (out) => {
    types.writeAdded(out);
  });
  append(SectionId.function, addedFunctions.length, (out) => {
    for (const type of addedFunctions) out.u32(type);
  });
  append(SectionId.global, 2, writeGlobals);
  append(SectionId.export, exported.length, (out) => {
    for (const [name, kind, index] of exported) {
      out.name(name);
      out.byte(kind);
      out.u32(index);
    }
  });
  if (start !== null) replaced.set(SectionId.start, null);
  if (code.count + code.bodies.length > 0) replaced.set(SectionId.code, code.finish());
  return { fuelExport, exhaustedExport, startExport, profile: null };
}

/** The new code section: its rewritten functions, and the bodies that are added after them. */
class CodeSection {
  readonly bodies: Uint8Array[] = [];
  /** The rewritten functions, after a padded count. */
  readonly out: ByteWriter;

  constructor(
    readonly count: number,
    capacity: number,
  ) {
    this.out = new ByteWriter(capacity);
    this.out.beginSized();
  }

  finish(): Uint8Array {
    for (const body of this.bodies) {
      this.out.u32(body.length);
      this.out.bytes(body);
    }
    this.out.fillPadded(0, this.count + this.bodies.length);
    return this.out.view();
  }
}

function rewriteCode(
  wasm: Uint8Array,
  sections: readonly Section[],
  module: ModuleTypes,
  rewriter: FunctionRewriter,
): CodeSection {
  const section = findSection(sections, SectionId.code);
  const reader = section === undefined ? new ByteReader(wasm, 0, 0) : sectionReader(wasm, section);
  const count = section === undefined ? 0 : reader.u32();
  if (count !== module.functions.length)
    throw malformed("function and code sections differ in length", section?.start ?? wasm.length);
  const code = new CodeSection(count, (reader.end - reader.position) * 2);
  for (const [index, typeIndex] of module.functions.entries()) {
    const type = module.types[typeIndex];
    if (type === undefined) throw malformed(`unknown type ${typeIndex}`, reader.position);
    const before = code.out.length;
    const at = reader.position;
    rewriter.rewrite(reader, module.importedFunctions.length + index, type, code.out);
    if (code.out.length - before > MOST_FUNCTION_BYTES)
      throw fault(
        meteringErrors.tooLarge,
        { what: "a function of a size", limit: MOST_FUNCTION_BYTES },
        { place: { byte: at } },
      );
  }
  if (!reader.done) throw malformed("bytes after the last function", reader.position);
  return code;
}

function readStart(
  wasm: Uint8Array,
  sections: readonly Section[],
  module: ModuleTypes,
): number | null {
  const section = findSection(sections, SectionId.start);
  if (section === undefined) return null;
  const reader = sectionReader(wasm, section);
  const index = reader.u32();
  if (!reader.done) throw malformed("bytes after the start function", reader.position);
  const type = module.types[[...module.importedFunctions, ...module.functions][index] ?? -1];
  if (type === undefined || type.parameters.length + type.results.length > 0)
    throw malformed("start function with parameters or results", section.start);
  return index;
}

/** A function that charges what instantiation costs and then calls the start function. */
function startupBody(globals: FuelGlobals, cost: number, start: number | null): Uint8Array {
  const emitter = new FuelEmitter(globals);
  const { out } = emitter;
  emitter.begin(0);
  out.byte(0);
  emitter.check(1, Holder.global);
  emitter.charge(cost, Holder.global, Holder.global);
  if (start !== null) {
    out.byte(Opcode.call);
    out.u32(start);
  }
  out.byte(Opcode.end);
  return out.view();
}

function writeGlobals(out: ByteWriter): void {
  for (const [type, constant] of [
    [0x7e, Opcode.i64Const],
    [0x7f, Opcode.i32Const],
  ] as const) {
    out.byte(type);
    out.byte(1);
    out.byte(constant);
    out.byte(0);
    out.byte(Opcode.end);
  }
}
