import { Random } from "../../../numbers/random.js";
import { mean } from "../../../numbers/sum.js";
import { labErrors } from "../../../errors/lab-errors.js";
import { fault } from "../../../errors/weightkit-error.js";
import type { WorkerPool } from "../../../threads/pool.js";
import { ONE_NODE, worldCell, type Place } from "../network.js";
import { runWorlds } from "../run-worlds.js";
import { total } from "../world-figures.js";
import { addressOf, type Design, makeWorld, type World } from "../world.js";
import type { WorldPlan } from "../world-job.js";
import { Evolution, type TriedPlan } from "./evolution.js";
import {
  allowedMoves,
  type AttackPlan,
  movesOf,
  nearValue,
  type Powers,
  rounded,
  without,
} from "./plan.js";
import { planAttack, type Sources, sourcesOf } from "./plan-attack.js";

export interface SearchOptions {
  /** Whose threads replay; its owner closes it. */
  readonly pool: WorkerPool;
  readonly design: Design;
  /** Index of the worker that turns adversary. */
  readonly worker: number;
  readonly powers: Powers;
  /** Seed of the search, and of the worlds that it looks at: seed to seed + 2. An unsigned 32-bit integer. */
  readonly seed: number;
  /** Replays at most. */
  readonly evaluations: number;
  /** Whether the time is up, asked before each batch. */
  readonly isOver: (spent: "part" | "all") => boolean;
  readonly onProgress?: (progress: SearchProgress) => void;
}

export interface SearchProgress {
  readonly evaluations: number;
  /** The largest gain so far, in the search's own worlds. */
  readonly gain: number;
}

export interface FoundPlan {
  /** The simplest plan with nearly the gain of the best; empty when nothing gains. */
  readonly plan: AttackPlan;
  /** Mean in the search's own worlds, where the best of many is lucky too. */
  readonly gain: number;
  /** Replays that were made. */
  readonly evaluations: number;
}

/** Worlds that the search looks at. A plan must do well in the first to be tried in the others. */
const WORLDS = 3;
/** Plans tried at a time: enough for all threads, whose number must not show in the result. */
const BATCH = 24;
/** Part of the budget that is kept for making the best plan simpler, and then for adjusting what is left of it. */
const FOR_SHRINKING = 0.2;
/** Standard deviations of these adjustments, in parts of a move's range. */
const FINE = [0.1, 0.03, 0.01];
/** A simpler plan may gain this part of the best one's gain. */
const NEARLY = 0.97;

/**
 * Searches for the plan that gains most against a logic, then makes it as simple as it can be for nearly the same gain and adjusts its numbers. Seeded: while time is
 * not up, the same options give the same plan, whatever the number of threads.
 * @throws WeightkitError WK660
 */
export async function searchPlan(plan: WorldPlan, options: SearchOptions): Promise<FoundPlan> {
  const trials = new Trials(plan, options);
  await trials.begin();
  const evolution = new Evolution(allowedMoves(options.powers), new Random(options.seed, 60));
  const budget = Math.floor(options.evaluations * (1 - FOR_SHRINKING));
  while (!options.isOver("part")) {
    const count = Math.min(BATCH, Math.floor((budget - trials.evaluations) / WORLDS));
    if (count < 1) break;
    const plans = evolution.ask(count);
    const first = await trials.gains(plans, [0]);
    const { threshold } = evolution;
    const promising = plans.filter((_, i) => (first[i] ?? -Infinity) > threshold);
    const others = await trials.gains(promising, OTHERS);
    for (const [i, tried] of promising.entries()) {
      const gain = ((first[plans.indexOf(tried)] ?? 0) + OTHERS.length * (others[i] ?? 0)) / WORLDS;
      evolution.learn({ plan: tried, gain });
    }
    options.onProgress?.({ evaluations: trials.evaluations, gain: evolution.best.gain });
  }
  const { plan: best, gain } = evolution.best;
  const simple =
    gain > 0 ? await shrunk({ plan: best, gain }, trials, options) : { plan: {}, gain: 0 };
  return { ...simple, evaluations: trials.evaluations };
}

const ALL = Array.from({ length: WORLDS }, (_, world) => world);
const OTHERS = ALL.slice(1);

/** Makes the best plan simpler, adjusts the numbers of what is left with what is left of the budget, and rounds them. */
async function shrunk(
  best: TriedPlan,
  trials: Trials,
  { seed, evaluations, isOver }: SearchOptions,
): Promise<TriedPlan> {
  const isSpent = (wanted: number): boolean =>
    isOver("all") || trials.evaluations + wanted * WORLDS > evaluations;
  let found = await simplified(best, trials, isSpent);
  const random = new Random(seed, 62);
  while (!isSpent(BATCH + 1)) {
    const { plan } = found;
    const near = Array.from({ length: BATCH }, (_, i) => adjusted(plan, FINE[i % 3] ?? 0, random));
    found = better(found, near, await trials.gains(near, ALL));
  }
  const short = rounded(found.plan);
  const [gain = 0] = isSpent(1) ? [] : await trials.gains([short], ALL);
  return gain >= NEARLY * found.gain ? { plan: short, gain } : found;
}

/** Leaves out move after move, always the one that costs least, while nearly all of the gain is left. */
async function simplified(
  best: TriedPlan,
  trials: Trials,
  isSpent: (wanted: number) => boolean,
): Promise<TriedPlan> {
  let found = best;
  for (;;) {
    const moves = movesOf(found.plan);
    if (moves.length < 2 || isSpent(moves.length)) return found;
    const simpler = moves.map((name) => without(found.plan, name));
    const next = better({ plan: {}, gain: -Infinity }, simpler, await trials.gains(simpler, ALL));
    if (next.gain < NEARLY * best.gain) return found;
    found = next;
  }
}

function adjusted(plan: AttackPlan, size: number, random: Random): AttackPlan {
  const moves = movesOf(plan).map((name) => [name, plan[name] ?? 0] as const);
  return Object.fromEntries(
    moves.map(([name, value]) => [name, nearValue(name, value, size, random)]),
  );
}

/** The best of some plans and one that was tried before. */
function better(
  best: TriedPlan,
  plans: readonly AttackPlan[],
  gains: readonly number[],
): TriedPlan {
  return plans.reduce<TriedPlan>((most, plan, i) => {
    const gain = gains[i] ?? -Infinity;
    return gain > most.gain ? { plan, gain } : most;
  }, best);
}

/** Tries plans in the search's worlds, and counts. */
class Trials {
  evaluations = 0;
  readonly #places: readonly (Place & { readonly world: World; readonly sources: Sources })[];
  #honest: readonly number[] = [];

  constructor(
    readonly plan: WorldPlan,
    readonly options: SearchOptions,
  ) {
    const { design, worker, seed, powers } = options;
    this.#places = ALL.map((at) => {
      const world = makeWorld(design, seed + at);
      const sources = sourcesOf(world, worker, powers.knows);
      return { network: ONE_NODE, design, worker, seed: seed + at, world, sources };
    });
  }

  /** Learns what honesty gets. */
  async begin(): Promise<void> {
    const { worker, pool } = this.options;
    const cells = this.#places.map((place) => worldCell(place.world, null, place));
    const results = await runWorlds(this.plan, cells, { pool });
    this.evaluations += cells.length;
    if (results.every(({ shares }) => shares.every((share) => share === 0))) {
      const reason = results.find(({ failure }) => failure !== null)?.failure ?? null;
      throw fault(labErrors.noHonestWeights, { worlds: results.length, reason });
    }
    this.#honest = results.map(({ shares }) => total(shares, [worker]));
  }

  /** What each plan gains on average in some of the worlds, by their indices. */
  async gains(plans: readonly AttackPlan[], worlds: readonly number[]): Promise<number[]> {
    const { worker, powers, pool } = this.options;
    const tries = plans.flatMap((plan) =>
      worlds.flatMap((at) => {
        const place = this.#places[at];
        if (place === undefined) return [];
        const { world, sources, seed } = place;
        const attack = planAttack(plan, {
          ...{ world, worker, sources, powers },
          random: new Random(seed, 61),
          newAddress: (index) => addressOf(seed, world.names.length + index),
        });
        return [
          { attack, cell: worldCell(attack.world, null, place), honest: this.#honest[at] ?? 0 },
        ];
      }),
    );
    this.evaluations += tries.length;
    const results = await runWorlds(
      this.plan,
      tries.map(({ cell }) => cell),
      { pool },
    );
    const gains = tries.map(
      ({ attack, honest }, i) =>
        total(results[i]?.shares ?? new Float64Array(), attack.names) - honest,
    );
    return plans.map((_, i) => mean(gains.slice(i * worlds.length, (i + 1) * worlds.length)) ?? 0);
  }
}
