import { malformed } from "./code-reader.js";
import { readConstantExpression, type ConstantExpression } from "./constant-expression.js";
import { within } from "./index-bounds.js";
import { findSection, SectionId, sectionReader, type Section } from "./module-layout.js";
import type { ModuleTypes } from "./module-types.js";

export interface ElementSegment {
  readonly kind: "active" | "passive" | "declared";
  readonly table: number;
  /** Where an active segment goes, else null. */
  readonly offset: ConstantExpression | null;
  readonly count: number;
  /** Operators of the elements, or null when they are plain function indices. */
  readonly operators: number | null;
  /** Indices of the functions in it. */
  readonly functions: readonly number[];
}

/**
 * Reads the element section; empty when the module has none.
 *
 * @throws WeightkitError WK450 when malformed, or when it refers to functions or tables that the module does not have
 */
export function readElements(
  wasm: Uint8Array,
  sections: readonly Section[],
  module: ModuleTypes,
): ElementSegment[] {
  const section = findSection(sections, SectionId.element);
  if (section === undefined) return [];
  const functions = module.importedFunctions.length + module.functions.length;
  const reader = sectionReader(wasm, section);
  const segments: ElementSegment[] = [];
  for (let left = reader.u32(); left > 0; left -= 1) {
    const at = reader.position;
    const flags = reader.u32();
    if (flags > 7) throw malformed("unknown kind of element segment", at);
    const active = (flags & 1) === 0;
    const expressions = (flags & 4) !== 0;
    const table = active && (flags & 2) !== 0 ? reader.u32() : 0;
    if (active) within("table", table, module.tables, at);
    const offset = active ? readConstantExpression(reader, functions) : null;
    if ((flags & 3) !== 0) reader.byte();
    const count = reader.u32();
    let operators = 0;
    const members: number[] = [];
    for (let index = 0; index < count; index += 1)
      if (expressions) {
        const element = readConstantExpression(reader, functions);
        operators += element.operators;
        members.push(...element.functions);
      } else {
        const member = reader.u32();
        within("function", member, functions, at);
        members.push(member);
      }
    const kind = active ? "active" : (flags & 2) !== 0 ? "declared" : "passive";
    segments.push({
      kind,
      table,
      offset,
      count,
      operators: expressions ? operators : null,
      functions: members,
    });
  }
  return segments;
}
