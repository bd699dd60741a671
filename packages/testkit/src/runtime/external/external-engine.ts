import { spawnSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../../history/temporary-folder.js";
import { runtimeErrors } from "../../errors/runtime-errors.js";
import { fault, throwFaults } from "../../errors/weightkit-error.js";
import type { WeightkitError } from "../../errors/weightkit-error.js";
import { inspectWasm } from "../../wasm/inspect.js";
import type { Logic } from "../../logic/logic.js";
import type { Engine, PreparedLogic, PrepareOptions, RunOutcome, RunRequest } from "../engine.js";
import { EXIT_TIME, EXIT_UNKNOWN } from "../exit-codes.js";
import { failureOf } from "../failure.js";
import { unansweredIn } from "../http/unanswered.js";
import { linkFaults } from "../host/check-imports.js";
import { DEFAULT_RUNTIME } from "../versions.js";
import { commandOf } from "./external-command.js";
import type { ExternalName } from "./external-command.js";
import { readLog } from "./external-end.js";
import { endOf, over, type Verdict } from "./external-verdict.js";
import { runProcess, type Ended } from "./external-process.js";
import { openProxy, type LoopbackProxy } from "./loopback-proxy.js";

export interface ExternalOptions {
  /** The program to start, a name in the PATH or a path; the engine's own name when left out. */
  readonly command?: string;
  /** Lets bls-runtime ask the real network where the request's permissions allow it, instead of the run's answerer. */
  readonly live?: boolean;
}

/**
 * An installed `wasmtime` or `bls-runtime`, run as a process a round. What it cannot do is in each outcome's notes: its
 * clock and randomness are real, and it reports neither fuel nor a guest stack. HTTP requests of bls-runtime are answered by the run's
 * answerer through a proxy on the loopback interface; over TLS (https) only the network can answer.
 */
export function externalEngine(name: ExternalName, options: ExternalOptions = {}): Engine {
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
      const live = options.live ?? false;
      return new ExternalLogic(logic, prepareOptions, { name, command, live });
    },
  };
}

interface Setting {
  readonly name: ExternalName;
  readonly command: string;
  readonly live: boolean;
}

class ExternalLogic implements PreparedLogic {
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

  async run(request: RunRequest): Promise<RunOutcome> {
    const { heartbeat, limits } = this.#options;
    const { name, live } = this.#setting;
    heartbeat?.begin();
    const folder = temporaryFolder("weightkit-engine");
    const asks = name === "bls-runtime" && !live && request.permissions.length > 0;
    const proxy = asks ? await openProxy(request, limits) : null;
    try {
      return await this.#runIn(folder, request, proxy);
    } finally {
      await proxy?.close();
      rmSync(folder, { recursive: true, force: true });
      heartbeat?.end();
    }
  }

  async #runIn(
    folder: string,
    request: RunRequest,
    proxy: LoopbackProxy | null,
  ): Promise<RunOutcome> {
    const { name, command } = this.#setting;
    const { limits, metered } = this.#options;
    const file = join(folder, `${this.logic.name.replace(/[^\w.-]/g, "_")}.wasm`);
    writeFileSync(file, this.logic.bytes);
    const { args, notes } = commandOf(name, { file, folder, request, limits, metered });
    // Nothing from the user's environment: a guest must not see it, and runs must not depend on it.
    const env = {
      PATH: process.env["PATH"],
      HOME: folder,
      ...(name === "bls-runtime" ? request.env : {}),
      ...proxy?.env,
    };
    let ended: Ended;
    try {
      const { stdin } = request;
      ended = await runProcess({ command, args, cwd: folder, env, stdin, limits });
    } catch (error) {
      if (error instanceof Error) throw startFault(name, command, error);
      throw error;
    }
    const exchanges = proxy?.exchanges ?? [];
    const verdict = this.#verdict(ended, name === "bls-runtime" ? readLog(folder) : "");
    const [tunnel] = proxy?.tunnels ?? [];
    const error = verdict.itsOwn ? (unansweredIn(exchanges) ?? verdict.error) : verdict.error;
    return {
      exitCode: verdict.exitCode,
      stdout: new Uint8Array(ended.stdout),
      stderr: new Uint8Array(ended.stderr),
      fuel: null,
      memoryPages: 0,
      failure: error === null ? null : failureOf(error),
      notes: tunnel === undefined ? notes : [...notes, overTls(tunnel)],
      exchanges,
      ...(tunnel === undefined ? {} : { incomparable: overTls(tunnel) }),
    };
  }

  #verdict(ended: Ended, log: string): Verdict {
    const { name } = this.#setting;
    const { milliseconds, stdoutBytes, stderrBytes, fuel } = this.#options.limits;
    switch (ended.limit) {
      case "time":
        return over(EXIT_TIME, fault(runtimeErrors.outOfTime, { milliseconds }));
      case "stdout":
        return over(EXIT_UNKNOWN, fault(runtimeErrors.stdoutLimit, { limit: stdoutBytes }));
      case "stderr":
        return over(EXIT_UNKNOWN, fault(runtimeErrors.stderrLimit, { limit: stderrBytes }));
      case null:
    }
    return endOf(name, { status: ended.status, stderr: String(ended.stderr), log }, fuel);
  }
}

/** Why a request stayed without an answer although the truth is known. */
function overTls(host: string): string {
  return `bls-runtime asked ${host} over TLS, which only the network can answer: --live lets it, and an http:// address is answered here`;
}

function startFault(engine: string, command: string, error: Error): WeightkitError {
  return Reflect.get(error, "code") === "ENOENT"
    ? fault(runtimeErrors.engineMissing, { engine, command }, { cause: error })
    : fault(runtimeErrors.engineFailed, { engine, why: error.message }, { cause: error });
}
