import { logicErrors } from "../errors/logic-errors.js";
import { fault } from "../errors/weightkit-error.js";
import { ByteReader } from "./byte-reader.js";
import { letterOf } from "./wasm-interface.js";
import type {
  WasmExport,
  WasmImport,
  WasmInterface,
  WasmKind,
  WasmMemory,
} from "./wasm-interface.js";

const KINDS: readonly WasmKind[] = ["function", "table", "memory", "global"];

/** Throws WK401 when `bytes` do not begin as a WASM module does, WK402 when there is nothing in it. */
export function checkWasm(bytes: Uint8Array): void {
  const magic = bytes.length >= 4 && new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  if (magic !== 0x0061736d) throw fault(logicErrors.notWasm, { what: firstBytes(bytes) });
  const version =
    bytes.length >= 8 ? new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true) : -1;
  if (version === 0x0001000d)
    throw fault(logicErrors.notWasm, { what: "it is a component; nodes run core modules" });
  if (version !== 1)
    throw fault(logicErrors.malformed, { what: "the version is not 1", offset: 4 });
}

/**
 * Reads a module's imports, exports and memories.
 * @throws WeightkitError WK401, WK402 (no code), WK403 (malformed), WK413 (a feature that nodes do not have)
 */
export function inspectWasm(bytes: Uint8Array): WasmInterface {
  checkWasm(bytes);
  const found = new Sections();
  const reader = new ByteReader(bytes, 8);
  while (!reader.done) {
    const id = reader.byte("a section's id");
    const size = reader.u32("a section's size");
    found.read(id, reader.part(size, `section ${id}`));
  }
  const result = found.result();
  if (found.defined === 0) throw fault(logicErrors.emptyModule, { bytes: bytes.length });
  return result;
}

class Sections {
  defined = 0;
  readonly #types: string[] = [];
  readonly #imports: WasmImport[] = [];
  readonly #exports: WasmExport[] = [];
  readonly #memories: WasmMemory[] = [];
  readonly #customSections: string[] = [];
  /** Signature of each function, by function index. */
  readonly #functions: string[] = [];
  #importedFunctions = 0;
  #start: number | null = null;

  read(id: number, section: ByteReader): void {
    if (id === 0) this.#customSections.push(section.name("a custom section's name"));
    else if (id === 1) repeat(section, "types", () => this.#types.push(readType(section)));
    else if (id === 2)
      repeat(section, "imports", () => this.#imports.push(this.#readImport(section)));
    else if (id === 3)
      repeat(section, "functions", () => {
        this.#functions.push(this.#typeAt(section));
        this.defined += 1;
      });
    else if (id === 5)
      repeat(section, "memories", () => this.#memories.push(readMemory(section, false)));
    else if (id === 7)
      repeat(section, "exports", () => this.#exports.push(this.#readExport(section)));
    else if (id === 8) this.#start = section.u32("the start function");
    else if (id === 13) unsupported("exception handling", section.position);
    else if (id > 13) unsupported(`section ${id}`, section.position);
  }

  result(): WasmInterface {
    const imports = this.#imports;
    const exports = this.#exports;
    const memories = this.#memories;
    const customSections = this.#customSections;
    const importedFunctions = this.#importedFunctions;
    const start = this.#start;
    return {
      ...{ imports, exports, memories, customSections, importedFunctions, start },
      functionCount: this.#functions.length,
      functionSignatures: this.#functions,
    };
  }

  #typeAt(section: ByteReader): string {
    const type = this.#types[section.u32("a type's index")];
    return type ?? section.fail("a type that is not there");
  }

  #readImport(section: ByteReader): WasmImport {
    const module = section.name("an import's module");
    const name = section.name("an import's name");
    const kind = readKind(section);
    let signature: string | null = null;
    if (kind === "function") {
      signature = this.#typeAt(section);
      this.#functions.push(signature);
      this.#importedFunctions += 1;
    } else if (kind === "memory") this.#memories.push(readMemory(section, true));
    else if (kind === "global") section.take(2, "an imported global");
    else {
      section.byte("an imported table");
      readLimits(section);
    }
    return { module, name, kind, signature };
  }

  #readExport(section: ByteReader): WasmExport {
    const name = section.name("an export's name");
    const kind = readKind(section);
    const index = section.u32("an export's index");
    const signature = kind === "function" ? (this.#functions[index] ?? null) : null;
    return { name, kind, index, signature };
  }
}

function repeat(section: ByteReader, what: string, each: () => void): void {
  for (let count = section.u32(`the number of ${what}`); count > 0; count -= 1) each();
}

function readKind(section: ByteReader): WasmKind {
  const at = section.position;
  const id = section.byte("a kind");
  if (id === 4) unsupported("exception handling", at);
  return KINDS[id] ?? section.fail("an unknown kind of import or export");
}

function readType(section: ByteReader): string {
  const at = section.position;
  if (section.byte("a type") !== 0x60) unsupported("garbage-collected types", at);
  const parameters = readValueTypes(section);
  return `${parameters}:${readValueTypes(section)}`;
}

function readValueTypes(section: ByteReader): string {
  let letters = "";
  repeat(section, "value types", () => {
    const at = section.position;
    letters += letterOf(section.byte("a value type")) ?? unsupported("garbage-collected types", at);
  });
  return letters;
}

function readMemory(section: ByteReader, imported: boolean): WasmMemory {
  return { ...readLimits(section), imported };
}

function readLimits(section: ByteReader): Omit<WasmMemory, "imported"> {
  const at = section.position;
  const flags = section.byte("limits");
  if (flags > 3) unsupported("64-bit memory", at);
  const minimum = section.u32("a minimum");
  const maximum = (flags & 1) === 1 ? section.u32("a maximum") : null;
  return { minimum, maximum, shared: (flags & 2) === 2 };
}

function unsupported(feature: string, offset: number): never {
  throw fault(logicErrors.unsupportedFeature, { feature, offset });
}

function firstBytes(bytes: Uint8Array): string {
  if (bytes.length === 0) return "it is empty";
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return "it is a gzip archive";
  const hex = Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, "0")).join(
    "",
  );
  return `it begins with 0x${hex}, not 0x0061736d`;
}
