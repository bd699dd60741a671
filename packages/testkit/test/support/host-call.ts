import type { RunOutcome, RunRequest } from "../../src/runtime/engine.js";
import type { RuntimeTarget } from "../../src/runtime/versions.js";
import { provided } from "../../src/runtime/host/signatures.js";
import { runWat } from "./run.js";

const TYPES: Readonly<Record<string, string>> = { i: "i32", I: "i64", f: "f32", F: "f64" };

export interface Call {
  readonly name: string;
  readonly args: readonly (number | bigint)[];
}

/** Where {@link hostCalls} puts each call's result: four bytes apiece from here. */
export const RESULTS = 60_000;

/**
 * Runs a guest that makes these host calls in turn, stores their results from {@link RESULTS} on, and then writes `dump`
 * bytes of its memory from 0 on to stdout. `data` is what is in its memory at the start.
 */
export function hostCalls(
  calls: readonly Call[],
  {
    data = [],
    request = {},
    dump = 0,
    runtime = "both",
  }: {
    readonly data?: readonly { readonly at: number; readonly bytes: Uint8Array | string }[];
    readonly request?: Partial<RunRequest>;
    readonly dump?: number;
    readonly runtime?: RuntimeTarget;
  } = {},
): { readonly errnos: readonly number[]; readonly memory: Buffer; readonly outcome: RunOutcome } {
  const imports = [...new Set(["fd_write", ...calls.map((call) => call.name)])].map(importOf);
  const body = calls.map(({ name, args }, i) => {
    const [parameters = "", results = ""] = signatureOf(name).signature.split(":");
    const values = args.map((value, k) => `(${TYPES[parameters[k] ?? ""] ?? ""}.const ${value})`);
    const call = `(call $${name} ${values.join(" ")})`;
    return results === "" ? call : `(i32.store (i32.const ${RESULTS + 4 * i}) ${call})`;
  });
  const segments = data.map(({ at, bytes }) => `(data (i32.const ${at}) "${escaped(bytes)}")`);
  // What is dumped: the results, then memory from 0 on.
  const vectors = [RESULTS, calls.length * 4, 0, dump];
  const stores = vectors.map(
    (v, i) => `(i32.store (i32.const ${65_000 + 4 * i}) (i32.const ${v}))`,
  );
  const outcome = runWat(
    `(module ${imports.join(" ")} (memory (export "memory") 1) ${segments.join(" ")}
       (func (export "_start") ${body.join("\n")} ${stores.join(" ")}
         (drop (call $fd_write (i32.const 1) (i32.const 65000) (i32.const 2) (i32.const 65400)))))`,
    request,
    {},
    { runtime },
  );
  const all = Buffer.from(outcome.stdout);
  const errnos = calls.map((_, i) => (all.length >= 4 * i + 4 ? all.readUInt32LE(4 * i) : -1));
  return { errnos, memory: all.subarray(4 * calls.length), outcome };
}

/** The number that one call answers. */
export function errnoOf(name: string, ...args: readonly (number | bigint)[]): number {
  return hostCalls([{ name, args }]).errnos[0] ?? -1;
}

/** Little-endian 32-bit words. */
export function words(...values: readonly number[]): Buffer {
  return Buffer.from(Uint32Array.from(values).buffer);
}

function signatureOf(name: string): { readonly module: string; readonly signature: string } {
  for (const [module, functions] of Object.entries(provided("both"))) {
    const signature = functions[name];
    if (signature !== undefined) return { module, signature };
  }
  throw new Error(`no host function ${name}`);
}

function importOf(name: string): string {
  const { module, signature } = signatureOf(name);
  const [parameters = "", results = ""] = signature.split(":");
  const list = (letters: string) => Array.from(letters, (letter) => TYPES[letter]).join(" ");
  const result = results === "" ? "" : `(result ${list(results)})`;
  return `(import "${module}" "${name}" (func $${name} (param ${list(parameters)}) ${result}))`;
}

function escaped(bytes: Uint8Array | string): string {
  return [...Buffer.from(bytes)].map((b) => `\\${b.toString(16).padStart(2, "0")}`).join("");
}
