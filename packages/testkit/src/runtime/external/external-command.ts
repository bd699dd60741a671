import type { RunRequest } from "../engine.js";
import type { Limits } from "../limits.js";

export const EXTERNAL_ENGINES = ["wasmtime", "bls-runtime"] as const;
export type ExternalName = (typeof EXTERNAL_ENGINES)[number];

export interface ExternalRun {
  readonly file: string;
  readonly folder: string;
  readonly request: RunRequest;
  readonly limits: Limits;
  readonly metered: boolean;
  readonly live: boolean;
}

export interface ExternalCommand {
  readonly args: string[];
  /** What this engine does other than asked. */
  readonly notes: readonly string[];
}

const PAGE = 65_536;

export function commandOf(name: ExternalName, run: ExternalRun): ExternalCommand {
  return name === "wasmtime" ? wasmtimeCommand(run) : blsCommand(run);
}

function wasmtimeCommand({ file, request, limits, metered }: ExternalRun): ExternalCommand {
  const fuel = metered && limits.fuel !== null ? ["-W", `fuel=${limits.fuel}`] : [];
  const memory =
    limits.memoryPages === null ? [] : ["-W", `max-memory-size=${limits.memoryPages * PAGE}`];
  const env = Object.entries(request.env).flatMap(([key, value]) => ["--env", `${key}=${value}`]);
  return {
    args: ["run", ...fuel, ...memory, ...env, file, ...request.args.slice(1)],
    notes: [REAL, "wasmtime gives the payload on WASI's stdin, as with --stdin inherit"],
  };
}

function blsCommand({
  file,
  folder,
  request,
  limits,
  metered,
  live,
}: ExternalRun): ExternalCommand {
  const fuel = metered && limits.fuel !== null ? ["--limited-fuel", String(limits.fuel)] : [];
  const memory =
    limits.memoryPages === null ? [] : ["--limited-memory", String(limits.memoryPages)];
  const permissions = live ? request.permissions.flatMap((url) => ["--permission", url]) : [];
  const env = Object.entries(request.env).flatMap(([key, value]) => ["--env", `${key}=${value}`]);
  const offline = "bls-runtime asks the network only: without --live no URL was permitted";
  return {
    // As b7s starts it: the log goes to a file, or it would mix with stdout.
    args: [
      ...[file, "--fs-root-path", folder, "--runtime-logger", "runtime.log"],
      ...[...fuel, ...memory, ...permissions, ...env, "--", ...request.args.slice(1)],
    ],
    notes: live || request.permissions.length === 0 ? [REAL] : [REAL, offline],
  };
}

const REAL = "The engine's clock and randomness were real, not the round's";

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

/** How a process ended, in bls-runtime's exit codes; `kind` is what trapped, or null for a plain exit. */
export function exitOf(
  name: ExternalName,
  { status, stderr }: { readonly status: number | null; readonly stderr: string },
): { readonly exitCode: number; readonly kind: string | null } {
  if (name === "bls-runtime") {
    const trap = TRAPS.find(([, code]) => code === status);
    return { exitCode: status ?? 255, kind: trap?.[2] ?? null };
  }
  // wasmtime aborts the process on a trap (134, or no status at all) and names it on stderr.
  const reason = /wasm trap: (.*)/.exec(stderr)?.[1];
  if (reason === undefined) return { exitCode: status ?? 255, kind: null };
  const trap = TRAPS.find(([pattern]) => pattern.test(reason));
  return trap === undefined
    ? { exitCode: 255, kind: reason }
    : { exitCode: trap[1], kind: trap[2] };
}
