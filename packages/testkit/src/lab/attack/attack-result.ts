import { at } from "../../numbers/column.js";
import { mean } from "../../numbers/sum.js";
import { type PairedGain, pairedGain } from "../../metrics/statistics/paired-gain.js";
import type { AdversaryFacts, AdversaryFile, Attack, RemoteAdversary } from "./adversary.js";
import type { World } from "./world.js";
import type { WorldResult } from "./world-fold.js";

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
}

export type Unjudged = Omit<AttackResult, "adjustedPValue" | "verdict">;

/** One adversary in one world. */
export interface Outcome {
  readonly adversary: AdversaryFacts | RemoteAdversary;
  readonly attack: Attack;
  /** The honest world. */
  readonly world: World;
  readonly honest: WorldResult;
  readonly own: WorldResult;
}

/** What is left of the honest share when logic has noticed an adversary. */
const NOTICED = 0.9;

/** Nothing for no worlds. @param victim Index of the worker that is to be harmed. */
export function resultOf(
  adversary: AdversaryFacts | RemoteAdversary,
  outcomes: readonly Outcome[],
  victim: number | null,
): Unjudged[] {
  const { name, does, formula, knows } = adversary;
  const before = outcomes.map(({ attack, honest }) => total(honest.shares, attack.before));
  const after = outcomes.map(({ attack, own }) => total(own.shares, attack.names));
  const gain = pairedGain(before, after);
  if (gain === null) return [];
  const damages = outcomes.flatMap(({ honest, own }) =>
    honest.meanLoss === null || own.meanLoss === null || honest.meanLoss === 0
      ? []
      : [own.meanLoss / honest.meanLoss - 1],
  );
  return [
    {
      adversary: {
        ...{ name, does, formula, knows },
        ...("files" in adversary ? { files: adversary.files } : {}),
      },
      honestShare: mean(before) ?? 0,
      share: mean(after) ?? 0,
      gain,
      victimGain: victim === null ? null : victimGain(outcomes, victim),
      damage: mean(damages),
      noticedAfter: middle(outcomes.map(noticedIn)),
      failedRounds: outcomes.reduce((sum, { honest, own }) => sum + own.failed - honest.failed, 0),
      haltedWorlds: outcomes.filter(({ honest, own }) => own.halted !== null && !honest.halted)
        .length,
    },
  ];
}

function victimGain(outcomes: readonly Outcome[], victim: number): PairedGain | null {
  if (outcomes.some(({ attack }) => attack.names.includes(victim))) return null;
  return pairedGain(
    outcomes.map(({ honest }) => total(honest.shares, [victim])),
    outcomes.map(({ own }) => total(own.shares, [victim])),
  );
}

/** What some names have together, of shares by worker id. */
export function total(shares: Float64Array, names: readonly number[], from = 0): number {
  return names.reduce((sum, name) => sum + (shares[from + name] ?? 0), 0);
}

/** Rounds until the logic has noticed the adversary; infinity when it does not. */
function noticedIn({ attack, world, honest, own }: Outcome): number {
  const start = firstDifference(world, attack);
  const first = own.times.findIndex((time) => time > start);
  if (first < 0) return Infinity;
  const workers = attack.world.names.length;
  for (let round = first; round < own.times.length; round += 1) {
    const was = total(honest.trail, attack.before, round * world.names.length);
    const is = total(own.trail, attack.names, round * workers);
    if (is < NOTICED * was) return round - first + 1;
  }
  return Infinity;
}

/** Time of the first set that the adversary answers otherwise. */
function firstDifference(world: World, attack: Attack): number {
  const set = world.timestamps.findIndex((_, i) =>
    attack.names.some((name) => {
      const honest = world.names[name]?.answers[i] ?? Number.NaN;
      return !Object.is(at(attack.world.names[name]?.answers ?? [], i), honest);
    }),
  );
  return world.timestamps[Math.max(0, set)] ?? 0;
}

/** The lower median; null for infinity. */
function middle(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const found = sorted[Math.floor((sorted.length - 1) / 2)] ?? Infinity;
  return Number.isFinite(found) ? found : null;
}
