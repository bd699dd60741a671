import { codeReader } from "../../metering/code-reader.js";
import { readLocals } from "../../metering/local-declarations.js";
import {
  findSection,
  readSections,
  SectionId,
  sectionReader,
  type Section,
} from "../../metering/module-layout.js";
import { readModuleTypes, type FunctionType } from "../../metering/module-types.js";
import { OperatorReader } from "../../metering/operator-reader.js";
import { Opcode } from "../../metering/operators.js";

/** One instruction of a module's code. */
export interface Instruction {
  readonly functionIndex: number;
  /** Offsets in the file, in bytes: of its first byte, and of the first after it. */
  readonly start: number;
  readonly end: number;
  readonly opcode: number;
  /** The number after a prefix; 0 for instructions of one byte. */
  readonly sub: number;
  /** Its first index, e.g. of a local or of what it calls, or an `i32.const`'s value. */
  readonly value: number;
  /** Whether control can come here: not after a `return`, a branch or `unreachable` in the same block. */
  readonly reachable: boolean;
}

/** The code of a module, and the types of all that it may call. */
export interface ModuleCode {
  readonly section: Section | null;
  readonly bodies: readonly FunctionBody[];
  /** The type of a function by its index, imported ones first. */
  readonly typeOf: (functionIndex: number) => FunctionType | null;
}

export interface FunctionBody {
  readonly functionIndex: number;
  /** Offsets of its bytes in the file, after its size. */
  readonly start: number;
  readonly end: number;
  readonly instructions: readonly Instruction[];
}

/** @throws WeightkitError WK450 to WK454 as metering does */
export function readCode(wasm: Uint8Array): ModuleCode {
  const sections = readSections(wasm);
  const section = findSection(sections, SectionId.code) ?? null;
  const { types, importedFunctions, functions } = readModuleTypes(wasm, sections);
  const all = [...importedFunctions, ...functions];
  const typeOf: ModuleCode["typeOf"] = (index) => types[all[index] ?? -1] ?? null;
  const bodies: FunctionBody[] = [];
  if (section === null) return { section, bodies, typeOf };
  const reader = sectionReader(wasm, section);
  const count = reader.u32();
  for (let i = 0; i < count; i += 1) {
    const size = reader.u32();
    const start = reader.position;
    reader.skip(size);
    const functionIndex = importedFunctions.length + i;
    const end = start + size;
    bodies.push({
      ...{ functionIndex, start, end },
      instructions: readBody(wasm, start, end, functionIndex),
    });
  }
  return { section, bodies, typeOf };
}

const OPENS = new Set<number>([Opcode.block, Opcode.loop, Opcode.if]);
const LEAVES = new Set<number>([Opcode.unreachable, Opcode.return, Opcode.br, Opcode.brTable]);

function readBody(
  wasm: Uint8Array,
  start: number,
  end: number,
  functionIndex: number,
): Instruction[] {
  const reader = codeReader(wasm, start, end);
  readLocals(reader, 0);
  const op = new OperatorReader(reader, functionIndex);
  const instructions: Instruction[] = [];
  let depth = 0;
  /** The depth of the block whose rest is never reached. */
  let left: number | null = null;
  while (!reader.done) {
    op.next();
    const { offset, opcode, sub, value } = op;
    const ends = opcode === Opcode.end || opcode === Opcode.else;
    if (ends && left === depth) left = null;
    instructions.push({
      ...{ functionIndex, start: offset, end: reader.position, opcode, sub, value },
      reachable: left === null,
    });
    if (OPENS.has(opcode)) depth += 1;
    if (opcode === Opcode.end) depth -= 1;
    if (LEAVES.has(opcode)) left ??= depth;
  }
  return instructions;
}
