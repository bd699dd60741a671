import { meteringErrors } from "../errors/metering-errors.js";
import { fault } from "../errors/weightkit-error.js";
import { malformed } from "./code-reader.js";
import { ByteWriter } from "../wasm/byte-writer.js";
import type { FunctionRewriter } from "./function-rewriter.js";
import { findSection, SectionId, sectionReader, type Section } from "./module-layout.js";
import type { ModuleTypes } from "./module-types.js";

/** Largest function that V8 accepts, in bytes. */
const MAX_FUNCTION_BYTES = 7_654_321;

/**
 * The code section's rewritten functions, after room for their count.
 *
 * @throws WeightkitError WK450 when malformed, WK454 when a function grows beyond what V8 accepts
 */
export function rewriteCode(
  wasm: Uint8Array,
  sections: readonly Section[],
  module: ModuleTypes,
  rewriter: FunctionRewriter,
): ByteWriter {
  const section = findSection(sections, SectionId.code) ?? { id: SectionId.code, start: 0, end: 0 };
  const reader = sectionReader(wasm, section);
  const count = section.end === section.start ? 0 : reader.u32();
  if (count !== module.functions.length)
    throw malformed("function and code sections differ in length", section.start);
  const out = new ByteWriter((section.end - section.start) * 2);
  out.beginSized();
  for (const [index, typeIndex] of module.functions.entries()) {
    const type = module.types[typeIndex];
    if (type === undefined) throw malformed(`unknown type ${typeIndex}`, reader.position);
    const before = out.length;
    const at = reader.position;
    rewriter.rewrite(reader, module.importedFunctions.length + index, type, out);
    if (out.length - before > MAX_FUNCTION_BYTES)
      throw fault(
        meteringErrors.tooLarge,
        { what: "a function of a size", limit: MAX_FUNCTION_BYTES },
        { place: { byte: at } },
      );
  }
  if (!reader.done) throw malformed("bytes after the last function", reader.position);
  return out;
}

/** Completes a code section by functions that were added, given as bodies without their sizes. */
export function finishCode(
  out: ByteWriter,
  rewritten: number,
  bodies: readonly Uint8Array[],
): Uint8Array {
  for (const body of bodies) {
    out.u32(body.length);
    out.bytes(body);
  }
  out.fillPadded(0, rewritten + bodies.length);
  return out.view();
}
