import type { Logic } from "../logic/logic.js";
import type { Profile } from "../profile/profile.js";
import type { Heartbeat } from "../threads/job.js";
import type { HttpAnswerer, HttpExchange } from "./http/http-exchange.js";
import type { Limits } from "./limits.js";
import type { Failure } from "./failure.js";
import type { RuntimeTarget } from "./versions.js";

/** A value, now or later. */
export type Eventual<T> = T | Promise<T>;

/**
 * Something that runs weight logic as a Blockless node would, in this thread, as a process or over the network. V8 is the default;
 * others are checked against it.
 */
export interface Engine {
  readonly name: string;
  /**
   * Compiles once what is then run many times.
   * @throws WeightkitError when the bytes are not valid WASM, import what no node provides, or lack `_start`.
   */
  prepare(logic: Logic, options: PrepareOptions): PreparedLogic;
}

/** An engine whose runs are over when `run` returns. */
export interface SyncEngine extends Engine {
  prepare(logic: Logic, options: PrepareOptions): SyncPreparedLogic;
}

export interface PrepareOptions {
  readonly limits: Limits;
  /** Whether to count fuel (and stop at `limits.fuel`). */
  readonly metered: boolean;
  /** Whether to record where the fuel goes as well, which is slow; needs `metered`. */
  readonly profile?: boolean;
  /** Which release of bls-runtime to imitate; `DEFAULT_RUNTIME` when left out. */
  readonly runtime?: RuntimeTarget;
  /** Who ends a run that takes longer than `limits.milliseconds`; `"timer"` when left out. */
  readonly guard?: TimeGuard;
  /** Called when each run begins and ends, so that a watchdog in another thread can see one that hangs. */
  readonly heartbeat?: Heartbeat;
}

/**
 * `"timer"`: a timer ends the run, which then fails as any other (about 70 µs a run). `"none"`: nobody here; only for
 * runs under a watchdog that ends their whole thread (see pool.ts).
 */
export type TimeGuard = "timer" | "none";

/**
 * What the guest finds on WASI's stdin. `"blockless"`: nothing, the payload comes through `blockless_memory` only, as on
 * a node. `"inherit"`: the payload too, as with `"stdin": "inherit"` in a manifest (bls-runtime v0.6).
 */
export type StdinMode = "blockless" | "inherit";

export interface PreparedLogic {
  readonly logic: Logic;
  /**
   * One round, in a fresh instance with fresh memory. Never throws for what the guest does. An engine that answers later may be asked
   * again before it has.
   */
  run(request: RunRequest): Eventual<RunOutcome>;
}

export interface SyncPreparedLogic extends PreparedLogic {
  run(request: RunRequest): RunOutcome;
}

/** All that a run can see: what is not in here does not exist for the guest. */
export interface RunRequest {
  readonly stdin: Uint8Array;
  /** `"blockless"` when left out. */
  readonly stdinMode?: StdinMode;
  /** Variables that `env_var_read` gives, e.g. `TOPIC_ID`; WASI's own environment is empty, as on a node. */
  readonly env: Readonly<Record<string, string>>;
  /** Arguments after the program's name. */
  readonly args: readonly string[];
  /** UNIX seconds that the guest's clock shows, standing still but for its own polling. */
  readonly blockTime: number;
  /** Seed of the guest's randomness, an unsigned 32-bit integer. */
  readonly seed: number;
  /** URL prefixes that the guest may ask (protocol section 6). */
  readonly permissions: readonly string[];
  readonly http: HttpAnswerer;
}

export interface RunOutcome {
  /**
   * Exit code as bls-runtime (newest) would give it. 0 does not yet mean success: a run that stopped at a limit of the
   * harness or asked for a URL that nothing answers has a `failure` too.
   */
  readonly exitCode: number;
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
  /** Fuel used, exactly as wasmtime counts it, or null when not metered. */
  readonly fuel: number | null;
  /** Size of the guest's memory at the end, in 64 KiB pages. */
  readonly memoryPages: number;
  /** Why the run failed, or null when it did not. */
  readonly failure: Failure | null;
  /** What a user should know although the run went on, e.g. a refused request. One sentence each. */
  readonly notes: readonly string[];
  readonly exchanges: readonly HttpExchange[];
  /** Why the outcome does not compare with another engine's, e.g. a request that this engine cannot have answered; left out when it does. */
  readonly incomparable?: string;
  /** Where the fuel went; only when asked for and instantiation was over. */
  readonly profile?: Profile;
}

/** A request with nothing in it: what a host knows before its first run. */
export const nothingAsked: RunRequest = {
  stdin: new Uint8Array(0),
  env: {},
  args: [],
  blockTime: 0,
  seed: 0,
  permissions: [],
  http: () => null,
};
