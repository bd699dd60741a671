import { compileFunction, createContext, Script } from "node:vm";
import { labErrors } from "../../../errors/lab-errors.js";
import { fault, type WeightkitError } from "../../../errors/weightkit-error.js";
import { type AuthoredModule, type AuthoredSource, TOOLS } from "./authored-source.js";
import { ADVERSARY_TOOLS } from "./tools.js";

/**
 * Takes away what differs from one run to the next. Of the language the rest stays; of Node.js there is nothing in a new context. That is
 * for equal results and not for safety: the code is the user's own.
 */
const ALONE = `{
  const missing = (name, why) => {
    Object.defineProperty(globalThis, name, { get() { throw new Error(name + why); } });
  };
  const without = (name, instead) => missing(name, " would give other results in another run" + instead);
  missing("Promise", " is not available: an adversary answers at once, and imports at the top of its file");
  Math.random = () => {
    throw new Error("Math.random would give other results in another run; use the opportunity's random numbers");
  };
  without("Date", "; a set's time is in world.timestamps, UNIX seconds");
  without("performance", "; a set's time is in world.timestamps, UNIX seconds");
  for (const name of ["Intl", "WeakRef", "FinalizationRegistry", "SharedArrayBuffer", "Atomics"]) without(name, "");
  globalThis.console = Object.fromEntries(
    ["log", "info", "warn", "error", "debug"].map((name) => [name, () => undefined]));
}`;

type Exports = Record<string, unknown>;

/** Where the code of one adversary runs: alone, limited in time, and each time from the beginning. */
export class Sandbox {
  readonly #source: AuthoredSource;
  readonly #milliseconds: number;
  readonly #context = createContext({});
  readonly #loaded = new Map<string, Exports>();

  /** @param milliseconds that a call of the code may take */
  constructor(source: AuthoredSource, milliseconds: number) {
    this.#source = source;
    this.#milliseconds = milliseconds;
    new Script(ALONE).runInContext(this.#context);
  }

  /** What the adversary's own file exports. @throws WeightkitError WK670, WK671, WK673 */
  exports(): Exports {
    const [first] = this.#source.modules;
    return first === undefined ? {} : this.run(() => this.#load(first));
  }

  /** Calls the author's code. @throws WeightkitError WK670, WK673 */
  run<Result>(call: () => Result): Result {
    let result: { readonly value: Result } | null = null;
    try {
      Object.assign(this.#context, {
        call: () => {
          const value = call();
          hush(value);
          result = { value };
        },
      });
      new Script("call()").runInContext(this.#context, { timeout: this.#milliseconds });
    } catch (error) {
      throw this.#faultOf(error);
    }
    return resultOf(result);
  }

  #load(module: AuthoredModule): Exports {
    const known = this.#loaded.get(module.place);
    if (known !== undefined) return known;
    const exports: Exports = {};
    this.#loaded.set(module.place, exports);
    const body = compileFunction(module.code, ["exports", "require"], {
      filename: module.place,
      parsingContext: this.#context,
    });
    Reflect.apply(body, undefined, [exports, (name: string) => this.#import(module, name)]);
    return exports;
  }

  #import({ imports }: AuthoredModule, name: string): object {
    if (name === TOOLS) return TOOLS_OR_FAULT;
    const place = Object.hasOwn(imports, name) ? imports[name] : undefined;
    const found = this.#source.modules.find((one) => one.place === place);
    if (found !== undefined) return this.#load(found);
    throw new Error(
      `it imports ${name}; an adversary may import ${TOOLS} and, by a relative path, TypeScript and JavaScript files`,
    );
  }

  /** What the author's code threw, with the line of the author's source. */
  #faultOf(error: unknown): WeightkitError {
    const { name } = this.#source;
    if (property(error, "code") === "ERR_SCRIPT_EXECUTION_TIMEOUT") {
      const args = { name, milliseconds: this.#milliseconds };
      return fault(labErrors.slowAdversary, args, { place: this.#place("") });
    }
    const stack = property(error, "stack");
    const place = this.#place(typeof stack === "string" ? stack : "");
    return fault(labErrors.adversaryThrew, { name, why: wordsOf(error) }, { place });
  }

  /** The innermost line of the author's own in a stack trace, or its file. */
  #place(stack: string): { readonly file: string; readonly line?: number } {
    for (const frame of stack.split("\n")) {
      for (const { place } of this.#source.modules) {
        const from = frame.indexOf(`${place}:`);
        const line = from < 0 ? Number.NaN : Number.parseInt(frame.slice(from + place.length + 1));
        if (line > 0) return { file: place, line };
      }
    }
    return { file: this.#source.modules[0]?.place ?? "" };
  }
}

/** A promise is not an answer, and whoever reads it will report that: its failure must not end the thread before. */
function hush(value: unknown): void {
  const then = property(value, "then");
  if (typeof then === "function") Reflect.apply(then, value, [undefined, () => undefined]);
}

/** A misspelt name of the tools is a fault when it is used, not `undefined`. */
const TOOLS_OR_FAULT = new Proxy<Exports>(ADVERSARY_TOOLS, {
  get(tools, name) {
    if (name === "__esModule") return true;
    if (typeof name === "string" && Object.hasOwn(tools, name)) return tools[name];
    throw new Error(
      `${TOOLS} has no ${String(name)} for adversaries; there are ${Object.keys(tools).join(", ")}`,
    );
  },
});

function resultOf<Result>(result: { readonly value: Result } | null): Result {
  if (result === null) throw new Error("the call ended without a result");
  return result.value;
}

/** `TypeError: …`, of whatever was thrown. */
function wordsOf(error: unknown): string {
  const message = property(error, "message");
  if (typeof message !== "string") return `it threw ${typeof error}, not an error`;
  const name = property(error, "name");
  return typeof name === "string" && name !== "Error" ? `${name}: ${message}` : message;
}

function property(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  const found: unknown = Reflect.get(value, key);
  return found;
}
