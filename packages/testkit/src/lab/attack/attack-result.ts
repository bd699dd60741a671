import { mean } from "../../numbers/sum.js";
import { type PairedGain, pairedGain } from "../../metrics/statistics/paired-gain.js";
import type { AdversaryFacts, AdversaryFile, RemoteAdversary } from "./adversary.js";
import { worldFigures, type WorldFigures, type WorldOutcome } from "./world-figures.js";

/** Who was tried. */
export interface TriedAdversary extends Pick<
  AdversaryFacts,
  "name" | "does" | "formula" | "knows"
> {
  /** The files of one that is not built in. */
  readonly files?: readonly AdversaryFile[];
}

/** What one adversary gets out of a weight logic. Shares are of all weight, 0 to 1, averaged over the second half of a world. */
export interface AttackResult {
  readonly adversary: TriedAdversary;
  /** Mean over the worlds of what the same workers get honestly, and as adversary. */
  readonly honestShare: number;
  readonly share: number;
  /** Paired by world. */
  readonly gain: PairedGain;
  /** What the worker that was to be harmed gains, less than 0 where it is; null where nobody was named, or the adversary has that name. */
  readonly victimGain: PairedGain | null;
  /** p of the gain after Holm's correction for all adversaries; null where gains do not vary. */
  readonly adjustedPValue: number | null;
  /**
   * `halts`: the chain halted in a world in which it does not without the adversary. `gains`: more than the honest share, beyond chance.
   * `loses`: less, beyond chance. `open`: neither is shown. `even`: exactly 0 in every world.
   */
  readonly verdict: "halts" | "gains" | "loses" | "open" | "even";
  /** Mean over the worlds of the combination's mean loss / that of the honest world - 1; null where it is never wrong. */
  readonly damage: number | null;
  /**
   * Rounds from the first answer that differs until the names first have less than nine tenths of the honest share: the median over the
   * worlds; null where that does not happen in half of them.
   */
  readonly noticedAfter: number | null;
  /** Rounds that failed in attacked worlds, beyond those of the honest ones. */
  readonly failedRounds: number;
  /** Worlds in which the chain halted and does not without the adversary. */
  readonly haltedWorlds: number;
  /** What all of this is made of. */
  readonly worlds: WorldFigures;
}

export type Unjudged = Omit<AttackResult, "adjustedPValue" | "verdict">;

/** One adversary in one world. */
export interface Outcome extends WorldOutcome {
  readonly adversary: AdversaryFacts | RemoteAdversary;
}

/** Nothing for no worlds. @param victim Index of the worker that is to be harmed. */
export function resultOf(
  adversary: AdversaryFacts | RemoteAdversary,
  outcomes: readonly Outcome[],
  victim: number | null,
): Unjudged[] {
  const { name, does, formula, knows } = adversary;
  const worlds = worldFigures(outcomes, victim);
  const gain = pairedGain(worlds.honestShares, worlds.shares);
  if (gain === null) return [];
  return [
    {
      adversary: {
        ...{ name, does, formula, knows },
        ...("files" in adversary ? { files: adversary.files } : {}),
      },
      honestShare: mean(worlds.honestShares) ?? 0,
      share: mean(worlds.shares) ?? 0,
      gain,
      victimGain:
        worlds.victim === null
          ? null
          : pairedGain(worlds.victim.honestShares, worlds.victim.shares),
      damage: mean(damages(worlds)),
      noticedAfter: middle(worlds.noticedAfter.map((rounds) => rounds ?? Infinity)),
      failedRounds: outcomes.reduce((sum, { honest, own }) => sum + own.failed - honest.failed, 0),
      haltedWorlds: outcomes.filter(({ honest, own }) => own.halted !== null && !honest.halted)
        .length,
      worlds,
    },
  ];
}

function damages({ honestLosses, losses }: WorldFigures): number[] {
  return losses.flatMap((loss, i) => {
    const honest = honestLosses[i] ?? null;
    return loss === null || honest === null || honest === 0 ? [] : [loss / honest - 1];
  });
}

/** The lower median; null for infinity. */
function middle(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const found = sorted[Math.floor((sorted.length - 1) / 2)] ?? Infinity;
  return Number.isFinite(found) ? found : null;
}
