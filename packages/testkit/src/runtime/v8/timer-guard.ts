import { Script } from "node:vm";

/** Thrown out of {@link withTimer} when the time is up. */
export class TimeUp extends Error {}

let body: (() => void) | null = null;

/** What the script below calls; found there through its argument-less closure over this module. */
function callBody(): void {
  body?.();
}

const NAME = Symbol.for("@weightkit/testkit/timer-guard");
Reflect.set(globalThis, NAME, callBody);
const script = new Script('globalThis[Symbol.for("@weightkit/testkit/timer-guard")]()');

/**
 * Runs `run` and ends it after `milliseconds`, even in an endless loop of WASM: Node's vm has the one timer that can end
 * synchronous code of the same thread.
 */
export function withTimer(milliseconds: number, run: () => void): void {
  const outer = body;
  body = run;
  try {
    script.runInThisContext({
      timeout: Math.max(1, Math.ceil(milliseconds)),
      displayErrors: false,
    });
  } catch (error) {
    const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
    if (code === "ERR_SCRIPT_EXECUTION_TIMEOUT") throw new TimeUp("time is up", { cause: error });
    throw error;
  } finally {
    body = outer;
  }
}
