import { Additions } from "./additions.js";
import { malformed } from "./code-reader.js";
import { scanCode } from "./code-scan.js";
import { finishCode, rewriteCode } from "./code-section.js";
import { ConstantTracker } from "./constant-tracker.js";
import { readElements, type ElementSegment } from "./element-segments.js";
import { ExportNames } from "./export-names.js";
import { FuelEmitter, Holder, type FuelGlobals } from "./fuel-emitter.js";
import { FunctionRewriter } from "./function-rewriter.js";
import { IndexBounds } from "./index-bounds.js";
import type { Instrumented, InstrumentOptions } from "./instrumented.js";
import { findSection, SectionId, sectionReader, type Section } from "./module-layout.js";
import { readModuleTypes, type ModuleTypes } from "./module-types.js";
import type { OffsetMapBuilder } from "./offset-map-builder.js";
import { Opcode } from "./operators.js";
import type { ProfilePlan } from "./profile-plan.js";
import { ProfileWriter } from "./profile-writer.js";
import { StackGuard } from "./stack-guard.js";
import { stackBytes, type StackModel } from "./stack-model.js";
import { startupCost } from "./startup-cost.js";

/** Bytes that a 32-bit memory without a maximum can reach. */
const ADDRESS_SPACE = 2 ** 32;
const PAGE = 65_536;

type Metered = Omit<Instrumented, "bytes" | "offsets" | "memory">;

/** Puts into `replaced` the sections that a metered module has instead, and into `offsets` where its code came from. */
export function meterModule(
  wasm: Uint8Array,
  sections: readonly Section[],
  { costModel, profile: profiled = false, stack }: InstrumentOptions,
  replaced: Map<number, Uint8Array | null>,
  offsets: OffsetMapBuilder,
): Metered {
  const module = readModuleTypes(wasm, sections);
  const elements = readElements(wasm, sections, module);
  const added = new Additions(module, new ExportNames(wasm, sections, module));
  const globals: FuelGlobals = { fuel: added.global("i64"), exhausted: added.global("i32") };
  const guard =
    stack === undefined ? null : stackGuard(stack, { wasm, sections, module, elements, added });
  const profile = profiled ? newProfile(added, globals) : null;
  const rewriter = new FunctionRewriter({
    wasm,
    globals,
    types: added.types,
    bounds: new IndexBounds(module),
    offsets,
    memoryBytes: module.memories.map(({ maximum }) =>
      maximum === null ? ADDRESS_SPACE : maximum * PAGE,
    ),
    constants: costModel === "2026" ? new ConstantTracker() : null,
    profile,
    stack: guard,
    pause: once(() => added.function(Uint8Array.of(0, Opcode.end))),
  });
  offsets.mark(0, findSection(sections, SectionId.code)?.start ?? 0);
  const code = rewriteCode(wasm, sections, module, rewriter);

  const start = readStart(wasm, sections, module);
  const cost = costModel === "2026" ? startupCost(wasm, sections, module, elements) : 0;
  const run = cost > 0 ? added.function(startupBody(globals, cost, start)) : start;
  const metered: Metered = {
    fuelExport: added.export("fuel", "global", globals.fuel),
    exhaustedExport: added.export("exhausted", "global", globals.exhausted),
    startExport: run === null ? null : added.export("start", "function", run),
    profile: profile === null ? null : finishProfile(profile, module, added, globals),
  };
  if (start !== null) replaced.set(SectionId.start, null);
  added.write(wasm, sections, replaced);
  const functions = module.functions.length;
  if (functions + added.bodies.length > 0)
    replaced.set(SectionId.code, finishCode(code, functions, added.bodies));
  return metered;
}

interface Scene {
  readonly wasm: Uint8Array;
  readonly sections: readonly Section[];
  readonly module: ModuleTypes;
  readonly elements: readonly ElementSegment[];
  readonly added: Additions;
}

function stackGuard(
  model: StackModel,
  { wasm, sections, module, elements, added }: Scene,
): StackGuard {
  const scan = scanCode(wasm, sections, module);
  const taken = elements.flatMap(({ functions }) => functions);
  return new StackGuard(
    { wasm, module, scan, taken },
    model,
    added.global("i32", stackBytes(model)),
  );
}

function once(make: () => number): () => number {
  let made: number | null = null;
  return () => (made ??= make());
}

/** The start function's index, or null when there is none. */
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

function newProfile(added: Additions, { fuel }: FuelGlobals): ProfileWriter {
  const indices = { fuelGlobal: fuel, firstCounter: added.nextGlobal, table: added.table(3) };
  return new ProfileWriter(indices, added.types);
}

function finishProfile(
  profile: ProfileWriter,
  module: ModuleTypes,
  added: Additions,
  globals: FuelGlobals,
): ProfilePlan {
  const { counters, passes } = profile;
  for (let count = 0; count < counters.length; count += 1) added.global("i64");
  const collect = added.function(profile.collectBody(new FuelEmitter(globals)));
  return {
    tableExport: added.export("profile", "table", module.tables),
    collectExport: added.export("collect", "function", collect),
    counters,
    passes,
  };
}
