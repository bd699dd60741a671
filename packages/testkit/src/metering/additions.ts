import type { ByteWriter } from "../wasm/byte-writer.js";
import type { ExportNames } from "./export-names.js";
import type { Section } from "./module-layout.js";
import { SectionId } from "./module-layout.js";
import type { ModuleTypes } from "./module-types.js";
import { appendEntries } from "./module-writer.js";
import { Opcode } from "./operators.js";
import { TypeInterner } from "./type-interner.js";

const I64 = 0x7e;
const I32 = 0x7f;
const FUNCREF = 0x70;
const ExportKind = { function: 0, table: 1, global: 3 } as const;
type ExportKind = (typeof ExportKind)[keyof typeof ExportKind];

/** What a rewritten module has besides its own: all of it after its own, so that no index changes. */
export class Additions {
  readonly #module: ModuleTypes;
  readonly #names: ExportNames;

  readonly types: TypeInterner;
  /** Bodies of the functions, without their sizes. */
  readonly bodies: Uint8Array[] = [];
  readonly #functionTypes: number[] = [];
  readonly #globals: { readonly type: number; readonly initial: number }[] = [];
  readonly #tables: number[] = [];
  readonly #exports: { name: string; kind: ExportKind; index: number }[] = [];

  constructor(module: ModuleTypes, names: ExportNames) {
    this.#module = module;
    this.#names = names;
    this.types = new TypeInterner(module.types);
  }

  /** Adds a function without parameters and results; its index. */
  function(body: Uint8Array): number {
    this.#functionTypes.push(this.types.indexOf({ parameters: [], results: [] }));
    this.bodies.push(body);
    const { importedFunctions, functions } = this.#module;
    return importedFunctions.length + functions.length + this.bodies.length - 1;
  }

  /** Adds a mutable global that starts at `initial`; its index. */
  global(type: "i32" | "i64", initial = 0): number {
    this.#globals.push({ type: type === "i32" ? I32 : I64, initial });
    return this.#module.globals + this.#globals.length - 1;
  }

  /** Index that the next global will have. */
  get nextGlobal(): number {
    return this.#module.globals + this.#globals.length;
  }

  /** Adds a table of functions; its index. */
  table(size: number): number {
    this.#tables.push(size);
    return this.#module.tables + this.#tables.length - 1;
  }

  /** Exports something under a name that the module does not use; the name. */
  export(what: string, kind: keyof typeof ExportKind, index: number): string {
    const name = this.#names.choose(what);
    this.#exports.push({ name, kind: ExportKind[kind], index });
    return name;
  }

  /** Puts into `replaced` the sections that take the additions in; the code section is the caller's. */
  write(
    wasm: Uint8Array,
    sections: readonly Section[],
    replaced: Map<number, Uint8Array | null>,
  ): void {
    const append = (id: number, count: number, write: (out: ByteWriter) => void) => {
      if (count > 0)
        replaced.set(id, appendEntries({ wasm, sections, replaced }, id, count, write));
    };
    append(SectionId.type, this.types.addedCount, (out) => {
      this.types.writeAdded(out);
    });
    append(SectionId.function, this.#functionTypes.length, (out) => {
      for (const type of this.#functionTypes) out.u32(type);
    });
    append(SectionId.table, this.#tables.length, (out) => {
      for (const size of this.#tables) for (const part of [FUNCREF, 0, size]) out.u32(part);
    });
    append(SectionId.global, this.#globals.length, (out) => {
      for (const { type, initial } of this.#globals) {
        const constant = type === I64 ? Opcode.i64Const : Opcode.i32Const;
        for (const byte of [type, 1, constant]) out.byte(byte);
        out.positive(initial);
        out.byte(Opcode.end);
      }
    });
    append(SectionId.export, this.#exports.length, (out) => {
      for (const { name, kind, index } of this.#exports) {
        out.name(name);
        out.byte(kind);
        out.u32(index);
      }
    });
  }
}
