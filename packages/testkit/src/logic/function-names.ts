import { readFunctionNames } from "../wasm/name-section.js";
import type { Logic } from "./logic.js";

/** Function names by function index: of the WASM itself, or else of the file next to it. */
export function functionNames({ bytes, names }: Logic): ReadonlyMap<number, string> {
  const own = readFunctionNames(bytes);
  return own.size > 0 ? own : (names ?? own);
}
