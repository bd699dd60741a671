import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runtimeErrors } from "../../errors/runtime-errors.js";
import { fault, throwFaults } from "../../errors/weightkit-error.js";
import type { WeightkitError } from "../../errors/weightkit-error.js";
import { inspectWasm } from "../../wasm/inspect.js";
import type { Logic } from "../../logic/logic.js";
import type {
  PrepareOptions,
  RunOutcome,
  RunRequest,
  SyncEngine,
  SyncPreparedLogic,
} from "../engine.js";
import { EXIT_TIME } from "../exit-codes.js";
import { failureOf } from "../failure.js";
import { commandOf, exitOf } from "./external-command.js";
import type { ExternalName } from "./external-command.js";
import { linkFaults } from "../host/check-imports.js";
import { DEFAULT_RUNTIME } from "../versions.js";

export interface ExternalOptions {
  /** The program to start, a name in the PATH or a path; the engine's own name when left out. */
  readonly command?: string;
  /** Lets bls-runtime ask the real network where the request's permissions allow it; it has no other HTTP. */
  readonly live?: boolean;
}

/**
 * An installed `wasmtime` or `bls-runtime`, run as a process a round. What it cannot do is in each outcome's notes: its
 * clock and randomness are real, it reports neither fuel nor a guest stack, and HTTP is the network's or nobody's.
 */
export function externalEngine(name: ExternalName, options: ExternalOptions = {}): SyncEngine {
  const command = options.command ?? name;
  return {
    name,
    prepare(logic, prepareOptions) {
      const module = inspectWasm(logic.bytes);
      throwFaults(linkFaults(module, prepareOptions.runtime ?? DEFAULT_RUNTIME));
      const foreign = module.imports.find((it) => it.module.startsWith("blockless_"));
      if (name === "wasmtime" && foreign !== undefined) {
        const what = `does not provide ${foreign.module}.${foreign.name}`;
        throw fault(runtimeErrors.engineCannot, { engine: name, what });
      }
      const { error } = spawnSync(command, ["--version"], { timeout: 10_000 });
      if (error !== undefined) throw startFault(name, command, error);
      return new ExternalLogic(logic, prepareOptions, {
        name,
        command,
        live: options.live ?? false,
      });
    },
  };
}

interface Setting {
  readonly name: ExternalName;
  readonly command: string;
  readonly live: boolean;
}

class ExternalLogic implements SyncPreparedLogic {
  readonly #options: PrepareOptions;
  readonly #setting: Setting;

  constructor(
    readonly logic: Logic,
    options: PrepareOptions,
    setting: Setting,
  ) {
    this.#options = options;
    this.#setting = setting;
  }

  run(request: RunRequest): RunOutcome {
    const { heartbeat } = this.#options;
    heartbeat?.begin();
    const folder = mkdtempSync(join(tmpdir(), "weightkit-engine-"));
    try {
      return this.#runIn(folder, request);
    } finally {
      rmSync(folder, { recursive: true, force: true });
      heartbeat?.end();
    }
  }

  #runIn(folder: string, request: RunRequest): RunOutcome {
    const { name, command, live } = this.#setting;
    const { limits, metered } = this.#options;
    const file = join(folder, `${this.logic.name.replace(/[^\w.-]/g, "_")}.wasm`);
    writeFileSync(file, this.logic.bytes);
    const { args, notes } = commandOf(name, { file, folder, request, limits, metered, live });
    const done = spawnSync(command, args, {
      cwd: folder,
      input: request.stdin,
      timeout: limits.milliseconds,
      killSignal: "SIGKILL",
      maxBuffer: limits.stdoutBytes + limits.stderrBytes,
      // Nothing from the user's environment: a guest must not see it, and runs must not depend on it.
      env: {
        PATH: process.env["PATH"],
        HOME: folder,
        ...(name === "bls-runtime" ? request.env : {}),
      },
    });
    const { stdout, stderr, status, signal, error } = done;
    const code: unknown = error === undefined ? undefined : Reflect.get(error, "code");
    const verdict = this.#verdict({ code, status, signal, stderr: String(stderr), error });
    return {
      exitCode: verdict.exitCode,
      stdout: new Uint8Array(stdout),
      stderr: new Uint8Array(stderr),
      fuel: null,
      memoryPages: 0,
      failure: verdict.error === null ? null : failureOf(verdict.error),
      notes,
      exchanges: [],
    };
  }

  #verdict(ended: Ended): { exitCode: number; error: WeightkitError | null } {
    const { name, command } = this.#setting;
    const { limits } = this.#options;
    if (ended.code === "ETIMEDOUT") {
      const { milliseconds } = limits;
      return { exitCode: EXIT_TIME, error: fault(runtimeErrors.outOfTime, { milliseconds }) };
    }
    if (ended.code === "ENOBUFS")
      return {
        exitCode: 255,
        error: fault(runtimeErrors.stdoutLimit, { limit: limits.stdoutBytes }),
      };
    if (ended.error !== undefined) throw startFault(name, command, ended.error);
    const { exitCode, kind } = exitOf(name, ended);
    if (exitCode === 0) return { exitCode, error: null };
    if (exitCode === 1 && kind === "fuel")
      return { exitCode, error: fault(runtimeErrors.outOfFuel, { limit: limits.fuel ?? 0 }) };
    const error =
      kind === null
        ? fault(runtimeErrors.exited, {
            exitCode,
            reason: lastLine(ended.stderr),
          })
        : fault(runtimeErrors.trap, { kind, exitCode });
    return { exitCode, error };
  }
}

interface Ended {
  readonly code: unknown;
  readonly status: number | null;
  readonly signal: string | null;
  readonly stderr: string;
  readonly error: Error | undefined;
}

function lastLine(text: string): string | null {
  const lines = text.trim().split("\n");
  return lines[lines.length - 1] || null;
}

function startFault(engine: string, command: string, error: Error): WeightkitError {
  return Reflect.get(error, "code") === "ENOENT"
    ? fault(runtimeErrors.engineMissing, { engine, command }, { cause: error })
    : fault(runtimeErrors.engineFailed, { engine, why: error.message }, { cause: error });
}
