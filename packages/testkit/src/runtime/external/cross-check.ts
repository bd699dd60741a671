import type {
  Engine,
  Eventual,
  PreparedLogic,
  PrepareOptions,
  RunOutcome,
  RunRequest,
} from "../engine.js";
import type { Logic } from "../../logic/logic.js";

/** The first thing in which two engines' outcomes of one run differ. */
export interface Difference {
  readonly what: "exit code" | "stdout" | "fuel";
  /** First byte in which stdout differs, from 0; null for the others. */
  readonly byte: number | null;
  /** What each engine had, in the order of the engines. */
  readonly values: readonly [string, string];
}

/** How the runs of two engines differed. */
export interface Differences {
  /** Both engines' names. */
  readonly engines: string;
  readonly first: Difference;
  /** Block time of the first run that differed, UNIX seconds. */
  readonly blockTime: number;
  /** Runs that differed, at least one. */
  readonly runs: number;
  /** Why the first difference need not be the logic's doing, or null. */
  readonly incomparable: string | null;
}

/** Compares exit code, stdout and, when both engines count it, fuel. Null when nothing differs. */
export function compareOutcomes(first: RunOutcome, second: RunOutcome): Difference | null {
  if (first.exitCode !== second.exitCode)
    return difference("exit code", first.exitCode, second.exitCode);
  const byte = firstDifference(first.stdout, second.stdout);
  if (byte !== null)
    return {
      what: "stdout",
      byte,
      values: [around(first.stdout, byte), around(second.stdout, byte)],
    };
  const bothCount = first.fuel !== null && second.fuel !== null;
  return bothCount && first.fuel !== second.fuel
    ? difference("fuel", first.fuel, second.fuel)
    : null;
}

/**
 * An engine that runs everything on two engines, reports every difference, and answers in all as the first one does, by its name too.
 * The second gets the first one's HTTP answers, where it takes any.
 */
export function crossChecked(
  first: Engine,
  second: Engine,
  onDifference: (found: Omit<Differences, "engines" | "runs">) => void,
): Engine {
  return {
    name: first.name,
    prepare(logic: Logic, options: PrepareOptions): PreparedLogic {
      const [one, other] = [first.prepare(logic, options), second.prepare(logic, options)];
      return {
        logic,
        run(request) {
          return after(one.run(request), (outcome) => {
            const again = other.run({ ...request, http: repeated(outcome) });
            return after(again, (compared) => {
              const found = compareOutcomes(outcome, compared);
              const { incomparable = null } = compared;
              const { blockTime } = request;
              if (found !== null) onDifference({ first: found, blockTime, incomparable });
              return outcome;
            });
          });
        },
      };
    },
  };
}

/** Answers as the run's requests were answered, in the same order. */
function repeated({ exchanges }: RunOutcome): RunRequest["http"] {
  const answers = exchanges.filter(({ refused }) => !refused).values();
  return () => answers.next().value?.response ?? null;
}

/** Goes on with a value, at once when it is there. */
function after<T, U>(value: Eventual<T>, next: (value: T) => Eventual<U>): Eventual<U> {
  return value instanceof Promise ? value.then(next) : next(value);
}

function difference(what: Difference["what"], ...values: readonly [number, number]): Difference {
  return { what, byte: null, values: [String(values[0]), String(values[1])] };
}

function firstDifference(a: Uint8Array, b: Uint8Array): number | null {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i += 1) if (a[i] !== b[i]) return i;
  return a.length === b.length ? null : shorter;
}

/** Some 40 bytes around a position, as JSON text. */
function around(bytes: Uint8Array, at: number): string {
  const text = Buffer.from(bytes.subarray(Math.max(0, at - 10), at + 30)).toString("utf8");
  return at >= bytes.length ? `${JSON.stringify(text)} (ends)` : JSON.stringify(text);
}
