// What `console` is in weight logic: the build puts it, with `--use console=…`, in place of the `env.console` that no node provides.
// All of it goes to stderr. What a program does not call takes no bytes.
import { monotonicTime, STDERR, write } from "./host/wasi";
import { Text } from "./text/text";

const NANOSECONDS_A_MILLISECOND: f64 = 1e6;

/** When each timer began, in nanoseconds, by label. */
// @ts-ignore: decorator
@lazy const timers = new Map<string, u64>();

/** `console`, with one to three values a line. */
export namespace console {
  /** Prints a line on stderr. */
  export function log<A = string, B = string, C = string>(a: A = "", b: B = "", c: C = ""): void {
    const line = new Text();
    put<A>(line, a);
    if (given<B>(b)) put<B>(line.byte(0x20), b);
    if (given<C>(c)) put<C>(line.byte(0x20), c);
    line.byte(0x0a);
    write(STDERR, line.start, line.length);
  }

  /** As {@link log}. */
  export function info<A = string, B = string, C = string>(a: A = "", b: B = "", c: C = ""): void {
    log<A, B, C>(a, b, c);
  }

  /** As {@link log}. */
  export function debug<A = string, B = string, C = string>(a: A = "", b: B = "", c: C = ""): void {
    log<A, B, C>(a, b, c);
  }

  /** As {@link log}. */
  export function warn<A = string, B = string, C = string>(a: A = "", b: B = "", c: C = ""): void {
    log<A, B, C>(a, b, c);
  }

  /** As {@link log}. */
  export function error<A = string, B = string, C = string>(a: A = "", b: B = "", c: C = ""): void {
    log<A, B, C>(a, b, c);
  }

  /** Prints `Assertion failed` when the condition does not hold. The run goes on; `assert` without `console.` ends it. */
  export function assert<T>(condition: T, message: string = ""): void {
    if (!condition) log(message.length > 0 ? "Assertion failed: " + message : "Assertion failed");
  }

  /** Starts a timer. */
  export function time(label: string = "default"): void {
    timers.set(label, monotonicTime());
  }

  /** Prints how long a timer has run, in milliseconds of the node's clock (in a replay the clock of the round, which stands still). */
  export function timeLog(label: string = "default"): void {
    if (!timers.has(label)) return;
    const elapsed = <f64>(monotonicTime() - timers.get(label)) / NANOSECONDS_A_MILLISECOND;
    log(label + ": " + elapsed.toString() + "ms");
  }

  /** As {@link timeLog}, and ends the timer. */
  export function timeEnd(label: string = "default"): void {
    timeLog(label);
    timers.delete(label);
  }
}

/** Whether a value stands on the line: an empty text is what a missing argument is. */
function given<T>(value: T): bool {
  return !isString<T>() || changetype<string>(value).length > 0;
}

/** Appends a value as text; an object without `toString` by its class's name. */
function put<T>(line: Text, value: T): void {
  if (isString<T>()) line.string(changetype<string>(value));
  else if (isDefined(value.toString)) line.string(value.toString());
  else line.string(nameof<T>());
}
