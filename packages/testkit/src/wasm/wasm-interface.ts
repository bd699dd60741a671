/** What a WASM module shows of itself without being run. */
export interface WasmInterface {
  readonly imports: readonly WasmImport[];
  readonly exports: readonly WasmExport[];
  readonly memories: readonly WasmMemory[];
  /** Functions in all, imported ones first. */
  readonly functionCount: number;
  readonly importedFunctions: number;
  /** Each function's type, by function index. */
  readonly functionSignatures: readonly string[];
  /** Index of the start function, or null. */
  readonly start: number | null;
  readonly customSections: readonly string[];
}

export type WasmKind = "function" | "table" | "memory" | "global";

export interface WasmImport {
  readonly module: string;
  readonly name: string;
  readonly kind: WasmKind;
  /** A function's type as in `"iI:f"`: parameters, colon, results; see {@link signatureText}, null for other kinds. */
  readonly signature: string | null;
}

export interface WasmExport {
  readonly name: string;
  readonly kind: WasmKind;
  readonly index: number;
  readonly signature: string | null;
}

export interface WasmMemory {
  /** 64 KiB pages. */
  readonly minimum: number;
  readonly maximum: number | null;
  readonly shared: boolean;
  readonly imported: boolean;
}

const LETTERS = new Map([
  [0x7f, "i"],
  [0x7e, "I"],
  [0x7d, "f"],
  [0x7c, "F"],
  [0x7b, "V"],
  [0x70, "r"],
  [0x6f, "e"],
]);

const WORDS: Readonly<Record<string, string>> = {
  i: "i32",
  I: "i64",
  f: "f32",
  F: "f64",
  V: "v128",
  r: "funcref",
  e: "externref",
};

/** The letter of a value type in a signature, or null for a type that nodes do not have. */
export function letterOf(valueType: number): string | null {
  return LETTERS.get(valueType) ?? null;
}

/** `"iI:f"` as a person would write it: `(i32, i64) -> f32`. */
export function signatureText(signature: string): string {
  const [parameters = "", results = ""] = signature.split(":");
  const words = (letters: string): string => Array.from(letters, (l) => WORDS[l] ?? l).join(", ");
  return `(${words(parameters)}) -> ${results.length === 1 ? words(results) : `(${words(results)})`}`;
}
