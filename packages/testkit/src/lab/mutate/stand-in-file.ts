/** The variable by which `weightkit check --mutate` names a file to the project's tests: a stand-in for its published bytes. */
export const STAND_IN_VARIABLE = "WEIGHTKIT_STAND_IN";

/** Bytes that stand in for a project's published ones in its tests. */
export interface StandIn {
  /** Lower-case hex of the SHA-256 of the bytes that they replace. */
  readonly replaces: string;
  /** The WASM's file, absolute. */
  readonly wasm: string;
  /** A folder in which each run leaves a fixture; null to keep none. */
  readonly runs: string | null;
}

/** A stand-in as the text of its file. */
export function formatStandIn({ replaces, wasm, runs }: StandIn): string {
  return JSON.stringify({ replaces, wasm, runs });
}

/** Null when the text is not a stand-in's. */
export function parseStandIn(text: string): StandIn | null {
  try {
    const document: unknown = JSON.parse(text);
    const replaces = textAt(document, "replaces");
    const wasm = textAt(document, "wasm");
    return replaces === null || wasm === null
      ? null
      : { replaces, wasm, runs: textAt(document, "runs") };
  } catch {
    return null;
  }
}

function textAt(document: unknown, key: string): string | null {
  if (typeof document !== "object" || document === null) return null;
  const value: unknown = Reflect.get(document, key);
  return typeof value === "string" ? value : null;
}
