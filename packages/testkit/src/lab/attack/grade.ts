import { fixed } from "../../report/text/numbers.js";
import type { AttackResult } from "./attack-result.js";
import { ofAdversaries } from "./of-adversaries.js";

/** How much more than its honest share the most successful adversary gets. It holds for what was tried and nothing else. */
export interface Grade {
  /**
   * By the upper end of the 95 % interval of an adversary's share, relative to the honest one: `A` at most 1.1 times, `B` 1.5, `C` 2,
   * `D` 3; `E` above. `E` too where the chain halts.
   */
  readonly letter: "A" | "B" | "C" | "D" | "E";
  /** That multiple, of the worst adversary; null where nobody has an honest share. */
  readonly multiple: number | null;
  /** Name of that adversary, or null. */
  readonly worst: string | null;
  /** One sentence that a defender can stand by. */
  readonly words: string;
}

const LETTERS = [
  ["A", 1.1],
  ["B", 1.5],
  ["C", 2],
  ["D", 3],
] as const;

export function gradeOf(
  results: readonly Pick<AttackResult, "adversary" | "honestShare" | "gain" | "verdict">[],
): Grade {
  const adversaries = ofAdversaries(results);
  const tried = adversaries.length === 0 ? results : adversaries;
  const halting = tried.find(({ verdict }) => verdict === "halts");
  const [worst] = tried
    .filter(({ honestShare }) => honestShare > 0)
    .map(({ adversary, honestShare, gain: { interval, meanGain } }) => ({
      name: adversary.name,
      multiple: 1 + (interval?.[1] ?? meanGain) / honestShare,
    }))
    .sort((a, b) => b.multiple - a.multiple);
  if (halting !== undefined) {
    const { name } = halting.adversary;
    const words = `Grade E: ${name} halts the chain.`;
    return { letter: "E", multiple: worst?.multiple ?? null, worst: name, words };
  }
  if (worst === undefined) {
    return { letter: "A", multiple: null, worst: null, words: "Grade A: nobody has any share." };
  }
  const [letter] = LETTERS.find(([, most]) => worst.multiple <= most) ?? ["E"];
  const words = `Grade ${letter}: of ${tried.length === 1 ? "the one adversary" : `${fixed(tried.length, 0)} adversaries`} tried, ${worst.name} gets most, at most ${fixed(worst.multiple, 2)} times its honest share (95% interval).`;
  return { letter, multiple: worst.multiple, worst: worst.name, words };
}
