import { importMemory } from "./memory-import.js";
import { limitMemories } from "./memory-limit.js";
import { limitTables } from "./table-limit.js";
import { meterModule } from "./meter-module.js";
import { readSections, SectionId } from "./module-layout.js";
import { writeModule } from "./module-writer.js";
import type { Instrumented, InstrumentOptions } from "./instrumented.js";
import { OffsetMapBuilder } from "./offset-map-builder.js";

/**
 * Rewrites a module so that V8 counts fuel exactly as wasmtime does with its default costs, stops when it is used up,
 * and cannot grow its memory beyond a limit. What the module computes stays the same.
 *
 * A valid module stays valid and an invalid one invalid: compiling the result shows which.
 *
 * @throws WeightkitError WK450 to WK454 when the module is malformed, uses what cannot be metered, or starts above the
 *   memory limit
 */
export function instrument(wasm: Uint8Array, options: InstrumentOptions): Instrumented {
  const sections = readSections(wasm);
  const replaced = new Map<number, Uint8Array | null>();
  if (options.maxMemoryPages !== null) {
    const memories = limitMemories(wasm, sections, options.maxMemoryPages);
    if (memories !== null) replaced.set(SectionId.memory, memories);
  }
  const tables = options.limitTables === true ? limitTables(wasm, sections) : null;
  if (tables !== null) replaced.set(SectionId.table, tables);
  const offsets = new OffsetMapBuilder();
  const metered = options.meter
    ? meterModule(wasm, sections, options, replaced, offsets)
    : { fuelExport: null, exhaustedExport: null, startExport: null, profile: null };
  const most = options.importMemory;
  const memory = most === undefined ? null : importMemory(wasm, sections, replaced, most);
  const { bytes, codeStart } = writeModule(wasm, sections, replaced);
  if (options.meter) offsets.shift(0, codeStart);
  else offsets.mark(codeStart, sections.find(({ id }) => id === SectionId.code)?.start ?? 0);
  return { bytes, ...metered, memory, offsets: offsets.build() };
}
