import type { Engine, PreparedLogic, PrepareOptions, RunOutcome, RunRequest } from "../engine.js";
import type { Logic } from "../../logic/logic.js";

/** The first thing in which two engines' outcomes of one run differ. */
export interface Difference {
  readonly what: "exit code" | "stdout" | "fuel";
  /** First byte in which stdout differs, from 0; null for the others. */
  readonly byte: number | null;
  /** What each engine had, in the order of the engines. */
  readonly values: readonly [string, string];
}

/** Compares exit code, stdout and, when both engines tell it, fuel. Null when nothing differs. */
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
  const bothTell = first.fuel !== null && second.fuel !== null;
  return bothTell && first.fuel !== second.fuel
    ? difference("fuel", first.fuel, second.fuel)
    : null;
}

/**
 * An engine that runs everything on two engines, tells every difference, and answers as the first one does. The second
 * gets the first one's HTTP answers, where it takes any.
 */
export function crossChecked(
  first: Engine,
  second: Engine,
  onDifference: (difference: Difference, request: RunRequest) => void,
): Engine {
  return {
    name: `${first.name} checked against ${second.name}`,
    prepare(logic: Logic, options: PrepareOptions): PreparedLogic {
      const [one, other] = [first.prepare(logic, options), second.prepare(logic, options)];
      return {
        logic,
        run(request) {
          const outcome = one.run(request);
          const answers = outcome.exchanges.filter(({ refused }) => !refused);
          let next = 0;
          const http = () => answers[next++]?.response ?? null;
          const found = compareOutcomes(outcome, other.run({ ...request, http }));
          if (found !== null) onDifference(found, request);
          return outcome;
        },
      };
    },
  };
}

function difference(what: Difference["what"], ...values: readonly [number, number]): Difference {
  return { what, byte: null, values: [String(values[0]), String(values[1])] };
}

function firstDifference(a: Uint8Array, b: Uint8Array): number | null {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i++) if (a[i] !== b[i]) return i;
  return a.length === b.length ? null : shorter;
}

/** Some 40 bytes around a position, as JSON text. */
function around(bytes: Uint8Array, at: number): string {
  const text = Buffer.from(bytes.subarray(Math.max(0, at - 10), at + 30)).toString("utf8");
  return at >= bytes.length ? `${JSON.stringify(text)} (ends)` : JSON.stringify(text);
}
