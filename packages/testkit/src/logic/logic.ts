import type { Parameter } from "../wasm/parameter.js";
import type { Manifest } from "./manifest.js";

/** One weight logic as loaded from a file: the bytes, who they are and what they come with. */
export interface Logic {
  /** The WASM's file name without its ending. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Lower-case hex of the bytes' SHA-256. */
  readonly sha256: string;
  /** The source map next to the WASM (`NAME.wasm.map`), as text, or null. */
  readonly sourceMap: string | null;
  /** Function names by function index, of the file next to the WASM (`NAME.wasm.names`); left out where the WASM has its own, or none. */
  readonly names?: ReadonlyMap<number, string>;
  /** The manifest of the package that it came from, or null for a bare `.wasm`. */
  readonly manifest: Manifest | null;
}

/** Which weight logic ran. */
export interface LogicIdentity {
  readonly name: string;
  readonly sha256: string;
  /** The values of its parameters; left out where it has none. */
  readonly parameters?: readonly Parameter[];
}
