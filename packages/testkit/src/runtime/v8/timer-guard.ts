import { Script } from "node:vm";

/** Thrown out of {@link withTimer} when the time is up. */
export class TimeUp extends Error {}

let body: (() => void) | null = null;

/** What the script below calls; found there through its argument-less closure over this module. */
function callBody(): void {
  body?.();
}

/** A global name that no other copy of this module has taken: a process may load two, and each must find its own function. */
function freeName(): string {
  const taken = (name: string): boolean => Reflect.has(globalThis, Symbol.for(name));
  let copy = 0;
  while (taken(`@weightkit/testkit/timer-guard/${copy}`)) copy += 1;
  return `@weightkit/testkit/timer-guard/${copy}`;
}

const name = freeName();
Reflect.set(globalThis, Symbol.for(name), callBody);
const script = new Script(`globalThis[Symbol.for(${JSON.stringify(name)})]()`);

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
