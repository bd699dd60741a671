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

function blsCommand({ file, folder, request, limits, metered }: ExternalRun): ExternalCommand {
  const fuel = metered && limits.fuel !== null ? ["--limited-fuel", String(limits.fuel)] : [];
  const memory =
    limits.memoryPages === null ? [] : ["--limited-memory", String(limits.memoryPages)];
  const permissions = request.permissions.flatMap((url) => ["--permission", url]);
  const env = Object.entries(request.env).flatMap(([key, value]) => ["--env", `${key}=${value}`]);
  return {
    // As b7s starts it: the log goes to a file, or it would mix with stdout.
    args: [
      ...[file, "--fs-root-path", folder, "--runtime-logger", "runtime.log"],
      ...[...fuel, ...memory, ...permissions, ...env, "--", ...request.args.slice(1)],
    ],
    notes: [REAL],
  };
}

const REAL = "The engine's clock and randomness were real, not the round's";
