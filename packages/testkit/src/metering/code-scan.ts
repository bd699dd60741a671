import type { ByteReader } from "../wasm/byte-reader.js";
import { codeReader } from "./code-reader.js";
import { readLocals } from "./local-declarations.js";
import { findSection, SectionId, sectionReader, type Section } from "./module-layout.js";
import type { ModuleTypes } from "./module-types.js";
import { OperatorReader } from "./operator-reader.js";
import { Opcode } from "./operators.js";
import { SimpleOperators } from "./simple-operators.js";

/** The first operator of relaxed SIMD after the prefix 0xFD. */
const FIRST_RELAXED = 0x100;

/** What simple operators may refer to does not matter here: the rewriting checks it. */
const ANYTHING = { locals: Infinity, globals: Infinity, memoryBytes: Infinity };

/** What one function calls. */
export interface FunctionCalls {
  /** Indices of functions that it calls by name. */
  readonly direct: readonly number[];
  /** Type indices of its indirect calls. */
  readonly indirect: readonly number[];
  /** Offset of its entry in the code section. */
  readonly offset: number;
}

export interface CodeScan {
  /** By the module's own functions, in order. */
  readonly functions: readonly FunctionCalls[];
  /** Functions whose references the code takes. */
  readonly referenced: ReadonlySet<number>;
  readonly tailCalls: boolean;
  readonly atomics: boolean;
  readonly relaxedSimd: boolean;
}

/**
 * Looks once over all code for calls and for operators that not every runtime knows.
 *
 * @throws WeightkitError WK450, WK451 when malformed or of an unknown kind
 */
export function scanCode(
  wasm: Uint8Array,
  sections: readonly Section[],
  module: ModuleTypes,
): CodeScan {
  const section = findSection(sections, SectionId.code);
  const scanner = new Scanner();
  if (section !== undefined) {
    const reader = sectionReader(wasm, section);
    let index = module.importedFunctions.length;
    for (let left = reader.u32(); left > 0; left -= 1) scanner.readFunction(reader, index++);
  }
  return scanner;
}

class Scanner implements CodeScan {
  readonly functions: FunctionCalls[] = [];
  readonly referenced = new Set<number>();
  tailCalls = false;
  atomics = false;
  relaxedSimd = false;
  readonly #simple = new SimpleOperators();

  readFunction(section: ByteReader, functionIndex: number): void {
    const offset = section.position;
    const size = section.u32();
    const start = section.position;
    section.skip(size);
    const reader = codeReader(section.bytes, start, section.position);
    const op = new OperatorReader(reader, functionIndex);
    const direct = new Set<number>();
    const indirect = new Set<number>();
    readLocals(reader, 0);
    while (!reader.done) {
      this.#simple.skip(reader.bytes, reader.position, reader.end, ANYTHING);
      reader.position = this.#simple.position;
      op.next();
      this.#visit(op, direct, indirect);
    }
    this.functions.push({ direct: [...direct], indirect: [...indirect], offset });
  }

  #visit(op: OperatorReader, direct: Set<number>, indirect: Set<number>): void {
    switch (op.opcode) {
      case Opcode.returnCall:
        this.tailCalls = true;
        direct.add(op.value);
        return;
      case Opcode.call:
        direct.add(op.value);
        return;
      case Opcode.returnCallIndirect:
        this.tailCalls = true;
        indirect.add(op.value);
        return;
      case Opcode.callIndirect:
        indirect.add(op.value);
        return;
      case Opcode.refFunc:
        this.referenced.add(op.value);
        return;
      case Opcode.prefixAtomic:
        this.atomics = true;
        return;
      case Opcode.prefixVector:
        if (op.sub >= FIRST_RELAXED) this.relaxedSimd = true;
    }
  }
}
