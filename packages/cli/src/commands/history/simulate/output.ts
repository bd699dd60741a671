import type { SimulationOptions } from "@weightkit/testkit/internal/history/simulate/simulate";
import { count } from "@weightkit/testkit/internal/report/text/numbers";
import type { Turn } from "./turns.js";

/** Turns that are written out; more would bury the rest. */
const MAX_TURNS_SHOWN = 8;

/** What was simulated, and the files. */
export function simulatedText(
  { inferences, workers, sets }: { inferences: number; workers: number; sets: number },
  files: readonly string[],
): string {
  const head = `simulated ${count(inferences)} inferences of ${workers} workers in ${count(sets)} sets`;
  return [head, ...files.map((name) => `  ${name}`)].join("\n");
}

/** What the project file needs for values that are not numbers. */
export function kindNote({ kind = "number", decimals }: SimulationOptions): string {
  const scale = kind === "probability" ? `, "valueScale": ${10 ** decimals}` : "";
  return `for a replay, set in "topic" of weightkit.json: "valueKind": "${kind}"${scale}`;
}

/** Who turns, ready to be pasted into weightkit.json; where to find it when they are too many for a note. */
export function turnNote(turns: readonly Turn[]): string {
  if (turns.length > MAX_TURNS_SHOWN) {
    return `${count(turns.length)} workers turn midway; --json lists them, in the form of "history.turned" in weightkit.json`;
  }
  const lines = turns.map(
    ({ worker, to, at }) => `  { "worker": "${worker}", "to": "${to}", "at": "${at}" }`,
  );
  const who = turns.length === 1 ? "1 worker turns" : `${count(turns.length)} workers turn`;
  return `${who} midway; to see how soon weight follows, add to "history" of weightkit.json:\n"turned": [\n${lines.join(",\n")}\n]`;
}
