import { codeReader } from "./code-reader.js";
import { readLocals } from "./local-declarations.js";
import { findSection, readSections, SectionId, sectionReader } from "./module-layout.js";
import { readModuleTypes } from "./module-types.js";
import { OperatorReader } from "./operator-reader.js";
import { Opcode } from "./operators.js";

/** An operator, and which of a profile's numbers shows how often it ran. */
export interface CodeOperator {
  /** Offset in the file, in bytes. */
  readonly offset: number;
  readonly functionIndex: number;
  /** What shows how often it ran; null where nothing does, e.g. at an `end`. */
  readonly times: OperatorTimes | null;
  /** Whether it decides where control goes on: an `if`, or a branch with a condition. */
  readonly decides: "if" | "branch" | null;
}

/**
 * An operator ran as often as the one at `offset`, whose fuel in a profile is `cost` for each time: whenever that one did, or only when
 * control passed straight on after it, or only when it did not.
 */
export interface OperatorTimes {
  readonly offset: number;
  readonly cost: number;
  readonly way: "all" | "passed" | "other";
}

/** Operators that cost no fuel. */
const FREE = new Set<number>([
  ...[Opcode.nop, Opcode.drop, Opcode.block, Opcode.loop, Opcode.else, Opcode.end],
  ...[Opcode.unreachable, Opcode.return],
]);

/**
 * All operators of a module's code, in order.
 * @throws WeightkitError WK450, WK451 when malformed or of an unknown kind
 */
export function* codeOperators(wasm: Uint8Array): Generator<CodeOperator, void, undefined> {
  const sections = readSections(wasm);
  const section = findSection(sections, SectionId.code);
  if (section === undefined) return;
  const { importedFunctions } = readModuleTypes(wasm, sections);
  const reader = sectionReader(wasm, section);
  const count = reader.u32();
  for (let index = 0; index < count; index += 1) {
    const size = reader.u32();
    const start = reader.position;
    reader.skip(size);
    yield* functionOperators(wasm, start, start + size, importedFunctions.length + index);
  }
}

function* functionOperators(
  wasm: Uint8Array,
  start: number,
  end: number,
  functionIndex: number,
): Generator<CodeOperator, void, undefined> {
  const reader = codeReader(wasm, start, end);
  readLocals(reader, 0);
  const op = new OperatorReader(reader, functionIndex);
  const first = reader.position;
  /** The `if`s and blocks around, innermost last: what an `else` needs to know. */
  const frames: (OperatorTimes | null)[] = [];
  /** What shows how often control is here; entering the function costs 1 at its first operator. */
  let here: OperatorTimes | null = null;
  while (!reader.done) {
    op.next();
    const { offset, opcode } = op;
    const entry = offset === first ? 1 : 0;
    const free = FREE.has(opcode);
    if (!free || entry === 1) here = { offset, cost: entry + (free ? 0 : 1), way: "all" };
    const decides = opcode === Opcode.if ? "if" : opcode === Opcode.brIf ? "branch" : null;
    const leaves = opcode === Opcode.return || opcode === Opcode.unreachable;
    yield { offset, functionIndex, times: free && !leaves ? null : here, decides };
    if (opcode === Opcode.if) frames.push(here);
    else if (opcode === Opcode.block || opcode === Opcode.loop) frames.push(null);
    if (decides !== null && here !== null) here = { ...here, way: "passed" };
    else if (opcode === Opcode.else) here = elseOf(frames.at(-1) ?? null);
    else if (opcode === Opcode.end) {
      frames.pop();
      here = null;
    } else if (opcode === Opcode.loop || leaves || opcode === Opcode.br) here = null;
  }
}

function elseOf(deciding: OperatorTimes | null): OperatorTimes | null {
  return deciding === null ? null : { ...deciding, way: "other" };
}
