import { runtimeErrors } from "../../errors/runtime-errors.js";
import { fault } from "../../errors/weightkit-error.js";
import type { WeightkitError } from "../../errors/weightkit-error.js";
import type { WasmImport, WasmInterface } from "../../wasm/wasm-interface.js";
import { signatureText } from "../../wasm/wasm-interface.js";
import { provided } from "./signatures.js";
import type { RuntimeTarget } from "../versions.js";

/** Every reason why a node could not link or start the module, known before it runs; empty when there is none. */
export function linkFaults(
  module: WasmInterface,
  target: RuntimeTarget,
): readonly WeightkitError[] {
  const faults = importFaults(module, target);
  const entry = module.exports.find((found) => found.name === "_start");
  if (entry === undefined) faults.push(fault(runtimeErrors.noEntry, { what: missing(module) }));
  else if (entry.kind !== "function")
    faults.push(fault(runtimeErrors.noEntry, { what: `_start is a ${entry.kind}` }));
  else if (entry.signature !== ":") {
    const is = signatureText(entry.signature ?? ":");
    faults.push(fault(runtimeErrors.noEntry, { what: `_start is ${is}, not () -> ()` }));
  }
  const memory = module.exports.some((it) => it.name === "memory" && it.kind === "memory");
  if (module.imports.length > 0 && !memory) faults.push(fault(runtimeErrors.noMemory, {}));
  return faults;
}

/** Faults of one module that are listed; a count stands for the rest. */
const MAX_LISTED = 19;

type Provided = ReturnType<typeof provided>;

/** The imports that nodes do not provide; of many, the first. */
export function importFaults({ imports }: WasmInterface, target: RuntimeTarget): WeightkitError[] {
  const known = provided(target);
  const wrong = imports.filter((wanted) => !isProvided(wanted, known));
  const faults = wrong.slice(0, MAX_LISTED).map((wanted) => importFault(wanted, known));
  const rest = wrong.length - MAX_LISTED;
  if (rest > 0) faults.push(fault(runtimeErrors.moreImports, { count: rest }));
  return faults;
}

function isProvided({ module, name, kind, signature }: WasmImport, known: Provided): boolean {
  return kind === "function" && signature !== null && typeOf(module, name, known) === signature;
}

function typeOf(module: string, name: string, known: Provided): string | undefined {
  const functions = Object.hasOwn(known, module) ? known[module] : undefined;
  return functions !== undefined && Object.hasOwn(functions, name) ? functions[name] : undefined;
}

function importFault(wanted: WasmImport, known: Provided): WeightkitError {
  const { module, name, kind, signature } = wanted;
  const type = typeOf(module, name, known);
  if (type === undefined || kind !== "function")
    return fault(runtimeErrors.unknownImport, { module, name, cause: likelyCause(wanted, known) });
  return fault(runtimeErrors.importSignature, {
    ...{ module, name, is: signatureText(signature ?? ":"), wanted: signatureText(type) },
  });
}

function likelyCause({ module, name, kind }: WasmImport, known: Provided): string {
  const functions = Object.hasOwn(known, module) ? known[module] : undefined;
  if (kind !== "function") return `nodes provide functions only, no ${kind}`;
  if (functions !== undefined) {
    const close = closest(name, Object.keys(functions));
    return close === null ? `${module} has no such function` : `did you mean ${close}?`;
  }
  if (module === "env" && name === "abort")
    return "AssemblyScript's own abort; compile with the SDK's (asc --use abort=…) or through `weightkit build`";
  if (module === "env" && (name === "seed" || name === "trace" || name.startsWith("Math.")))
    return `AssemblyScript's ${name} asks the embedder for it; use the WASI shim or do without`;
  if (module === "env" && /^(console|Date|performance|process|crypto)\b/.test(name))
    return `AssemblyScript's ${name} needs a JavaScript host; use the SDK's logging and the round's own time`;
  if (module === "env")
    return "a function that was declared but defined nowhere, or a library that needs a JavaScript host";
  if (/^wasi_(unstable|snapshot_preview0)$/.test(module))
    return "an older WASI, which bls-runtime 0.3.1 lacks; compile for wasi_snapshot_preview1";
  if (module.startsWith("wasi:")) return "a WASI 0.2 component; compile for wasm32-wasip1";
  if (module.startsWith("blockless_")) return "no such blockless extension in bls-runtime";
  if (/wbindgen|^wbg$/.test(module))
    return "wasm-bindgen needs a JavaScript host; target wasm32-wasip1";
  if (module === "go" || module === "gojs") return "Go for the browser; use GOOS=wasip1";
  return "it is not a module of bls-runtime";
}

function missing({ exports }: WasmInterface): string {
  const names = exports.filter((it) => it.kind === "function").map((it) => it.name);
  if (names.length === 0) return "it exports no function, and so no _start";
  return `it does not export _start (its functions are ${names.slice(0, 5).join(", ")})`;
}

function closest(name: string, known: readonly string[]): string | null {
  const ranked = known.map((it) => ({ it, off: distance(it, name) })).sort((a, b) => a.off - b.off);
  const [best] = ranked;
  return best !== undefined && best.off <= 2 ? best.it : null;
}

/** Levenshtein distance, 3 for more than 2 apart in length. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
