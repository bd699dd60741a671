import type { Logic } from "../../logic/logic.js";
import type { Instrumented } from "../../metering/instrumented.js";
import type { PrepareOptions, RunOutcome, RunRequest, SyncPreparedLogic } from "../engine.js";
import { explain } from "../trace/explain.js";
import { Guest } from "./guest.js";
import { withDeepStacks } from "./guest-stack.js";
import type { WasmFrame } from "./guest-stack.js";
import { GuestMemory } from "../host/guest-memory.js";
import { Host } from "../host/host.js";
import { makeImports } from "../host/imports.js";
import type { HttpExchange, HttpResponse } from "../http/http-exchange.js";
import { TimeUp, withTimer } from "./timer-guard.js";
import type { TrapKind } from "./trap-kind.js";
import { UNREACHABLE } from "./trap-kind.js";
import { makeProbe } from "./trap-probe.js";
import type { MemoryWrite } from "../../wasm/parameter-writes.js";
import { wasm } from "../../wasm/wasm-api.js";
import type { WasmImports, WasmModule } from "../../wasm/wasm-api.js";

/** What V8 runs of a logic. */
export interface Compiled {
  readonly module: WasmModule;
  /** The bytes it was compiled from. */
  readonly bytes: Uint8Array;
  /** How they were rewritten. */
  readonly rewritten: Instrumented;
  /** What it imports as its memory; null when it has its own or none. */
  readonly memory: GuestMemory | null;
  /** What is written into each instance's memory before its code runs. */
  readonly writes: readonly MemoryWrite[];
}

/**
 * One logic compiled for V8. Not re-entrant: a run's HTTP answerer must not run the same logic again, nor what `withMemory` makes of it,
 * which shares its memory.
 */
export class V8Logic implements SyncPreparedLogic {
  readonly #compiled: Compiled;
  readonly #options: PrepareOptions;
  readonly #isProbe: boolean;

  readonly #host: Host;
  readonly #imports: WasmImports;

  constructor(
    readonly logic: Logic,
    compiled: Compiled,
    options: PrepareOptions,
    /** Whether this is a probe itself, which then asks for no other. */
    isProbe = false,
  ) {
    this.#compiled = compiled;
    this.#options = options;
    this.#isProbe = isProbe;
    this.#host = new Host(options.limits, options.runtime, `${logic.name}.wasm`);
    this.#imports = makeImports(this.#host);
  }

  /**
   * The same code for logic whose bytes differ in nothing but what these writes make of a fresh memory. What V8 has compiled and
   * optimized is shared.
   */
  withMemory(logic: Logic, writes: readonly MemoryWrite[]): V8Logic {
    return new V8Logic(logic, { ...this.#compiled, writes }, this.#options);
  }

  run(request: RunRequest): RunOutcome {
    const host = this.#host;
    host.begin(request);
    const guest = new Guest(host, this.#compiled.rewritten, this.#options.metered);
    const thrown = this.#execute(guest);
    const stderr = host.stderr.bytes();
    const { exitCode, failure } = explain(
      {
        thrown: host.stopped ?? thrown,
        timeUp: thrown instanceof TimeUp,
        started: guest.started,
        exhausted: guest.exhausted,
        probe: (frame) => this.#probe(frame, request),
      },
      { logic: this.logic, host, stderr, offsets: this.#compiled.rewritten.offsets },
    );
    const profile = guest.profile();
    const outcome: RunOutcome = {
      exitCode,
      stdout: host.stdout.bytes(),
      stderr,
      fuel: guest.used,
      memoryPages: guest.pages,
      failure,
      notes: [...host.notes],
      exchanges: host.exchanges,
      ...(profile === null ? {} : { profile }),
    };
    host.attach(null);
    return outcome;
  }

  /** Runs the guest; what it threw, or null when it returned. */
  #execute(guest: Guest): unknown {
    const { heartbeat, limits, guard = "timer" } = this.#options;
    const body = (): void => {
      guest.run(this.#compiled, this.#imports);
    };
    heartbeat?.begin();
    try {
      // Code that a timer ends runs no `finally`: what must be restored has to stand outside.
      withDeepStacks(() => {
        if (guard === "none") body();
        else withTimer(limits.milliseconds, body);
      });
      return null;
    } catch (error) {
      return error ?? new Error("nothing was thrown");
    } finally {
      heartbeat?.end();
    }
  }

  /** Distinguishes what V8 does not by running a probe (see trap-probe.ts) on the same request. */
  #probe(frame: WasmFrame, request: RunRequest): TrapKind | null {
    if (this.#isProbe) return null;
    try {
      const { bytes, rewritten, writes } = this.#compiled;
      const probe = makeProbe(bytes, frame);
      if (probe === null) return null;
      const compiled = {
        module: new wasm.Module(probe.bytes),
        bytes: probe.bytes,
        rewritten,
        memory: GuestMemory.of(rewritten),
        writes,
      };
      const again = new V8Logic(this.logic, compiled, this.#options, true);
      const answered = { ...request, http: repeat(this.#host.exchanges) };
      const { exitCode, failure } = again.run(answered);
      const reached = failure?.trace[0]?.functionIndex === probe.functionIndex;
      return exitCode === UNREACHABLE && reached ? probe.ifReached : null;
    } catch {
      return null;
    }
  }
}

/** Gives the same answers as before, in the same order. */
function repeat(exchanges: readonly HttpExchange[]): () => HttpResponse | null {
  const answers = exchanges.filter(({ refused }) => !refused);
  let next = 0;
  return () => answers[next++]?.response ?? null;
}
