import type { Script } from "node:vm";

/** Thrown out of {@link withTimer} when the time is up. */
export class TimeUp extends Error {}

let body: (() => void) | null = null;

/** What the script below calls; found there through its argument-less closure over this module. */
function callBody(): void {
  body?.();
}

/** A global name that no other copy of this module has taken: a process may load two, and each must find its own function. */
function freeName(scope: object): string {
  const taken = (name: string): boolean => Reflect.has(scope, Symbol.for(name));
  let copy = 0;
  while (taken(`@weightkit/testkit/timer-guard/${copy}`)) copy += 1;
  return `@weightkit/testkit/timer-guard/${copy}`;
}

let script: Script | null = null;

/** The script that calls {@link callBody}; made when it is first needed, as only Node has such scripts. */
function makeScript(): Script {
  const vm = process.getBuiltinModule("node:vm");
  // Where scripts run: another global than this module's when that is in a context, as with Vitest's `--pool vmThreads`.
  const home: unknown = new vm.Script("globalThis").runInThisContext();
  if (!isObject(home)) throw new TypeError("globalThis is not an object");
  const name = freeName(home);
  Reflect.set(home, Symbol.for(name), callBody);
  return new vm.Script(`globalThis[Symbol.for(${JSON.stringify(name)})]()`);
}

/**
 * Runs `run` and ends it after `milliseconds`, even in an endless loop of WASM: Node's vm has the one timer that can end
 * synchronous code of the same thread.
 */
export function withTimer(milliseconds: number, run: () => void): void {
  script ??= makeScript();
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
