import { describe, expect, test } from "vitest";
import type { AttackResult } from "../../../src/lab/attack/attack-result.js";
import { attackWords } from "../../../src/lab/attack/attack-words.js";
import { pairedGain } from "../../../src/metrics/statistics/paired-gain.js";

/** An adversary that gains nothing in two worlds. */
function harmless(name: string, failedRounds: number): AttackResult {
  const gain = pairedGain([0.2, 0.2], [0.1, 0.15]);
  if (gain === null) throw new Error("there are worlds");
  return {
    adversary: { name, does: "answers", formula: "x", knows: "own" },
    ...{ honestShare: 0.2, share: 0.125, gain, victimGain: null, adjustedPValue: 0.2 },
    ...{ verdict: "open", damage: 0, noticedAfter: null, failedRounds, haltedWorlds: 0 },
    worlds: {
      ...{ honestShares: [0.2, 0.2], shares: [0.1, 0.15], victim: null },
      ...{ honestLosses: [1, 1], losses: [1, 1], noticedAfter: [null, null] },
    },
  };
}

describe("attackWords", () => {
  test("an adversary that makes rounds fail is named, though it gains no weight", () => {
    const { sentences } = attackWords([harmless("garbage", 12), harmless("noise", 0)]);
    expect(sentences).toContain("garbage makes 12 rounds of 2 worlds fail.");
    expect(sentences.join(" ")).not.toContain("noise makes");
  });

  test("rounds that an adversary keeps from failing are not held against it", () => {
    const { sentences } = attackWords([harmless("drop-out", -3)]);
    expect(sentences.join(" ")).not.toContain("fail");
  });
});
