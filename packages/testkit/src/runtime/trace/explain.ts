import { runtimeErrors } from "../../errors/runtime-errors.js";
import { WeightkitError, fault } from "../../errors/weightkit-error.js";
import type { Logic } from "../../logic/logic.js";
import type { OffsetMap } from "../../metering/offset-map.js";
import type { Failure } from "../failure.js";
import { guestStack } from "../v8/guest-stack.js";
import type { WasmFrame } from "../v8/guest-stack.js";
import { EXIT_OUT_OF_FUEL, EXIT_PANIC, EXIT_TIME, EXIT_UNKNOWN } from "../exit-codes.js";
import type { Host } from "../host/host.js";
import { Stop } from "../host/stop.js";
import { unansweredIn } from "../http/unanswered.js";
import { lastWords } from "./last-words.js";
import { describe, makeTrace } from "./trace.js";
import type { TrapKind } from "../v8/trap-kind.js";
import { STACK_EXHAUSTED, UNREACHABLE, isAmbiguous, trapKind } from "../v8/trap-kind.js";
import { wasm } from "../../wasm/wasm-api.js";

/** How a run ended, as seen from outside the guest. */
export interface Ending {
  /** What the guest threw, or null when `_start` returned. */
  readonly thrown: unknown;
  readonly timeUp: boolean;
  /** Whether the instance was made. */
  readonly started: boolean;
  /** What was used up when the module stopped itself, or null. */
  readonly exhausted: "fuel" | "stack" | null;
  /** Distinguishes traps that V8 does not, or null when it cannot. */
  readonly probe: (frame: WasmFrame) => TrapKind | null;
}

interface Scene {
  readonly logic: Logic;
  readonly host: Host;
  readonly stderr: Uint8Array;
  readonly offsets: OffsetMap | null;
}

export interface Explained {
  readonly exitCode: number;
  readonly failure: Failure | null;
}

/** What the end of a run means: bls-runtime's exit code, and for people a row of the error table with the guest's stack. */
export function explain(ending: Ending, scene: Scene): Explained {
  const { thrown } = ending;
  const frames = thrown instanceof Error && !ending.timeUp ? guestStack(thrown) : [];
  const { exitCode: itsOwn, reason } = verdict(ending, frames, scene);
  // Whatever goes wrong while the module is instantiated makes bls-runtime itself panic.
  const exitCode = reason === null || ending.started || ending.timeUp ? itsOwn : EXIT_PANIC;
  const error = cause(reason, scene.host);
  if (error === null) return { exitCode, failure: null };
  return {
    exitCode,
    failure: describe(
      error,
      makeTrace(frames, scene.logic, scene.offsets, lastWords(scene.stderr)),
    ),
  };
}

/** The guest gives up in its own way over a request that nothing answered: the request is then what to report. */
function cause(reason: WeightkitError | null, host: Host): WeightkitError | null {
  const itsOwn =
    reason === null ||
    reason.code === runtimeErrors.exited.code ||
    reason.code === runtimeErrors.aborted.code;
  return (itsOwn ? unansweredIn(host.exchanges) : null) ?? reason;
}

interface Verdict {
  readonly exitCode: number;
  readonly reason: WeightkitError | null;
}

function verdict(ending: Ending, frames: readonly WasmFrame[], { host, stderr }: Scene): Verdict {
  const { thrown } = ending;
  if (thrown instanceof Stop) {
    const { exitCode, reason } = thrown;
    if (reason !== null || exitCode === 0) return { exitCode, reason };
    return {
      exitCode,
      reason: fault(runtimeErrors.exited, { exitCode, reason: lastWords(stderr) }),
    };
  }
  if (ending.timeUp) {
    const { milliseconds } = host.limits;
    return { exitCode: EXIT_TIME, reason: fault(runtimeErrors.outOfTime, { milliseconds }) };
  }
  if (thrown === null) return { exitCode: 0, reason: null };
  if (ending.exhausted === "stack")
    return {
      exitCode: STACK_EXHAUSTED,
      reason: fault(runtimeErrors.stackExhausted, { ofThread: false }),
    };
  if (ending.exhausted === "fuel") {
    const limit = host.limits.fuel ?? 0;
    return { exitCode: EXIT_OUT_OF_FUEL, reason: fault(runtimeErrors.outOfFuel, { limit }) };
  }
  return verdictOnError(ending, frames, stderr);
}

function verdictOnError(
  { thrown, started, probe }: Ending,
  [innermost]: readonly WasmFrame[],
  stderr: Uint8Array,
): Verdict {
  const why = thrown instanceof Error ? thrown.message : String(thrown);
  if (thrown instanceof RangeError && /call stack/.test(why))
    return {
      exitCode: STACK_EXHAUSTED,
      reason: fault(runtimeErrors.stackExhausted, { ofThread: true }),
    };
  if (thrown instanceof RangeError && /memory|allocat/i.test(why))
    return { exitCode: EXIT_UNKNOWN, reason: fault(runtimeErrors.memoryLimit, { why }) };
  if (thrown instanceof wasm.RuntimeError) {
    const found = trapKind(why);
    const { exitCode, kind } =
      (isAmbiguous(found) && innermost !== undefined ? probe(innermost) : null) ?? found;
    if (!started) return { exitCode, reason: fault(runtimeErrors.doesNotStart, { why }) };
    if (exitCode === UNREACHABLE)
      return { exitCode, reason: fault(runtimeErrors.aborted, { reason: lastWords(stderr) }) };
    return { exitCode, reason: fault(runtimeErrors.trap, { kind, exitCode }) };
  }
  if (!started)
    return { exitCode: EXIT_UNKNOWN, reason: fault(runtimeErrors.doesNotStart, { why }) };
  // Not the guest's doing: a bug of the harness or of an answerer given to it.
  throw thrown;
}
