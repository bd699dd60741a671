import { Script } from "node:vm";

/** Thrown out of {@link withTimer} when the time is up. */
export class TimeUp extends Error {}

let body: (() => void) | null = null;

/** What the script below calls; found there through its argument-less closure over this module. */
function callBody(): void {
  body?.();
}

/** Where scripts run: another global than this module's when that is in a context, as with Vitest's `--pool vmThreads`. */
const home: unknown = new Script("globalThis").runInThisContext();
if (!isObject(home)) throw new TypeError("globalThis is not an object");

/** A global name that no other copy of this module has taken: a process may load two, and each must find its own function. */
function freeName(scope: object): string {
  const taken = (name: string): boolean => Reflect.has(scope, Symbol.for(name));
  let copy = 0;
  while (taken(`@weightkit/testkit/timer-guard/${copy}`)) copy += 1;
  return `@weightkit/testkit/timer-guard/${copy}`;
}

const name = freeName(home);
Reflect.set(home, Symbol.for(name), callBody);
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
    // Not `instanceof Error`: it is an error of the context in which the script ran.
    const code: unknown = isObject(error) ? Reflect.get(error, "code") : undefined;
    if (code === "ERR_SCRIPT_EXECUTION_TIMEOUT") throw new TimeUp("time is up", { cause: error });
    throw error;
  } finally {
    body = outer;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
