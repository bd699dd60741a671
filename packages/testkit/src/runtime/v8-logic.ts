import type { Logic } from "../logic/logic.js";
import type { Instrumented } from "../metering/instrumented.js";
import type { PreparedLogic, PrepareOptions, RunOutcome, RunRequest } from "./engine.js";
import { explain } from "./explain.js";
import type { Ending } from "./explain.js";
import { withDeepStacks } from "./guest-stack.js";
import { Host } from "./host/host.js";
import { makeImports } from "./host/imports.js";
import { TimeUp, withTimer } from "./timer-guard.js";
import { wasm } from "./wasm-api.js";
import type { WasmImports, WasmInstance, WasmMemoryObject, WasmModule } from "./wasm-api.js";

const PAGE = 65536;

/** One logic compiled for V8. Not re-entrant: a run's HTTP answerer must not run the same logic again. */
export class V8Logic implements PreparedLogic {
  private readonly host: Host;
  private readonly imports: WasmImports;

  constructor(
    readonly logic: Logic,
    private readonly module: WasmModule,
    private readonly settings: {
      readonly rewritten: Instrumented | null;
      readonly options: PrepareOptions;
    },
  ) {
    this.host = new Host(settings.options.limits);
    this.imports = makeImports(this.host);
  }

  run(request: RunRequest): RunOutcome {
    const { host } = this;
    const { heartbeat, limits, guard = "timer" } = this.settings.options;
    host.begin(request);
    const guest = new Guest(host);
    heartbeat?.begin();
    let thrown: unknown = null;
    const body = (): void => {
      guest.run(this.module, this.imports);
    };
    try {
      // Code that a timer ends runs no `finally`: what is to be put right must stand outside.
      withDeepStacks(() => {
        if (guard === "none") body();
        else withTimer(limits.milliseconds, body);
      });
    } catch (error) {
      thrown = error;
    } finally {
      heartbeat?.end();
    }
    return this.outcome(guest, thrown);
  }

  private outcome(guest: Guest, thrown: unknown): RunOutcome {
    const { host } = this;
    const ending: Ending = {
      thrown: host.stopped ?? thrown,
      timeUp: thrown instanceof TimeUp,
      started: guest.started,
      exhausted: false,
    };
    const stderr = host.stderr.bytes();
    const { exitCode, failure } = explain(ending, {
      logic: this.logic,
      host,
      stderr,
      offsets: this.settings.rewritten?.offsets ?? null,
    });
    const outcome: RunOutcome = {
      exitCode,
      stdout: host.stdout.bytes(),
      stderr,
      fuel: null,
      memoryPages: guest.pages(),
      failure,
      notes: [...host.notes],
      exchanges: host.exchanges,
    };
    host.attach(null);
    return outcome;
  }
}

/** One instance in one run. */
class Guest {
  /** Whether instantiation was over. */
  started = false;
  private memory: WasmMemoryObject | null = null;

  constructor(private readonly host: Host) {}

  run(module: WasmModule, imports: WasmImports): void {
    const instance = new wasm.Instance(module, imports);
    this.started = true;
    this.memory = exportedMemory(instance);
    this.host.attach(this.memory);
    const start = instance.exports["_start"];
    if (typeof start === "function") Reflect.apply(start, undefined, []);
  }

  pages(): number {
    return (this.memory?.buffer.byteLength ?? 0) / PAGE;
  }
}

function exportedMemory({ exports }: WasmInstance): WasmMemoryObject | null {
  const memory = exports["memory"];
  return isMemory(memory) ? memory : null;
}

function isMemory(value: unknown): value is WasmMemoryObject {
  return value instanceof wasm.Memory;
}
