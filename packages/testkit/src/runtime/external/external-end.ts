import { closeSync, constants, fstatSync, openSync, readdirSync, readSync } from "node:fs";
import { join } from "node:path";
import { EXIT_UNKNOWN } from "../exit-codes.js";
import type { ExternalName } from "./external-command.js";

/** wasmtime's trap messages, with bls-runtime's exit codes (protocol section 6). */
const TRAPS: readonly (readonly [RegExp, number, string])[] = [
  [/all fuel consumed/, 1, "fuel"],
  [/call stack exhausted/, 2, "stack exhausted"],
  [/out of bounds memory access/, 3, "memory access out of bounds"],
  [/misaligned|unaligned atomic/, 4, "misaligned atomic access"],
  [/undefined element: out of bounds|out of bounds table/, 5, "table access out of bounds"],
  [/uninitialized element/, 6, "indirect call of an uninitialized element"],
  [/indirect call type mismatch/, 7, "indirect call of a wrong type"],
  [/integer overflow/, 8, "integer overflow"],
  [/integer divide by zero/, 9, "integer divide by zero"],
  [/invalid conversion to integer/, 10, "float is not a number"],
  [/unreachable/, 11, "unreachable"],
  [/interrupt/, 12, "interrupt"],
];

/** What is left of a process. */
export interface Remains {
  readonly status: number | null;
  readonly stderr: string;
  /** bls-runtime's log, empty when it wrote none. */
  readonly log: string;
}

/** An end in bls-runtime's exit codes; `kind` is what trapped, or null for a plain exit. */
export interface End {
  readonly exitCode: number;
  readonly kind: string | null;
}

/** How a process ended. */
export function exitOf(name: ExternalName, remains: Remains): End {
  return name === "bls-runtime" ? blsEnd(remains) : wasmtimeEnd(remains);
}

/**
 * bls-runtime gives traps exit codes that a guest may also exit with. Its log distinguishes them: every trap leaves an error there, and a
 * guest's own exit either none or one that names the exit status. Without a log (0.3.1 turns every own exit into 255) it was a trap.
 */
function blsEnd({ status, log }: Remains): End {
  const exitCode = status ?? EXIT_UNKNOWN;
  const trap = TRAPS.find(([, code]) => code === exitCode);
  if (trap === undefined) return { exitCode, kind: null };
  const itsOwn = /\bexit status\b/i.test(log) || (log !== "" && !/\berror\b|\bfuel\b/i.test(log));
  return { exitCode, kind: itsOwn ? null : trap[2] };
}

/** wasmtime aborts the process on a trap (134, or no status at all) and names it on stderr. */
function wasmtimeEnd({ status, stderr }: Remains): End {
  const report = stderr.slice(Math.max(0, stderr.lastIndexOf("Error: failed to run")));
  const reason = /wasm trap: (.*)/.exec(report)?.[1];
  if (reason !== undefined) {
    const trap = TRAPS.find(([pattern]) => pattern.test(reason));
    return trap === undefined
      ? { exitCode: EXIT_UNKNOWN, kind: reason }
      : { exitCode: trap[1], kind: trap[2] };
  }
  // It refuses exit codes from 126 up and exits 1 itself; bls-runtime turns the same into 255.
  const refused = status === 1 && /invalid exit status outside of \[0\.\.126\)/.test(report);
  return { exitCode: refused ? EXIT_UNKNOWN : (status ?? EXIT_UNKNOWN), kind: null };
}

/** Most of a log that is read, from its end. */
const MAX_LOG = 64 << 10;

/**
 * The runtime's log in the run's folder: `NAME.log` of v0.6.3, or the file that `--runtime-logger` names. The guest can write there too,
 * so links and what is not a regular file are left alone.
 */
export function readLog(folder: string): string {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".log"))
    .map((name) => tailOf(join(folder, name)))
    .join("");
}

function tailOf(path: string): string {
  let file: number;
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch {
    return "";
  }
  try {
    const found = fstatSync(file);
    if (!found.isFile()) return "";
    const length = Math.min(found.size, MAX_LOG);
    const bytes = Buffer.alloc(length);
    return bytes.toString("utf8", 0, readSync(file, bytes, 0, length, found.size - length));
  } finally {
    closeSync(file);
  }
}
