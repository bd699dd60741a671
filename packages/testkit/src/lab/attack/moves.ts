import type { Attack, Opportunity } from "./adversary.js";
import type { Name, World } from "./world.js";

/** The world in which the adversary answers this instead, under its own name. */
export function answers(
  { world, worker }: Opportunity,
  answer: (set: number, honest: number) => number,
): Attack {
  const { names } = world;
  const own = names[worker];
  if (own === undefined) throw new RangeError(`no worker ${worker}`);
  const changed = { ...own, answers: own.answers.map((honest, set) => answer(set, honest)) };
  return {
    world: { ...world, names: names.map((name, i) => (i === worker ? changed : name)) },
    names: [worker],
    before: [worker],
  };
}

/** The world in which the adversary has further names. */
export function joinedBy(attack: Attack, further: readonly Name[]): Attack {
  const { names } = attack.world;
  return {
    ...attack,
    world: { ...attack.world, names: [...names, ...further] },
    names: [...attack.names, ...further.map((_, i) => names.length + i)],
  };
}

/** Median of the answers to a set by all but some names; NaN when nobody else answers. */
export function medianOfOthers({ names }: World, set: number, but: readonly number[]): number {
  const given = names
    .filter((_, i) => !but.includes(i))
    .map(({ answers: of }) => of[set] ?? Number.NaN)
    .filter((answer) => !Number.isNaN(answer))
    .sort((a, b) => a - b);
  const middle = given.length >> 1;
  const upper = given[middle] ?? Number.NaN;
  return given.length % 2 === 1 ? upper : (upper + (given[middle - 1] ?? Number.NaN)) / 2;
}

/** Sets whose truth is available when a set is made. */
export function knownBefore({ timestamps, availableAt }: World, set: number): number[] {
  const now = timestamps[set] ?? Number.NaN;
  const known: number[] = [];
  for (let past = 0; past < set; past += 1) {
    if ((availableAt[past] ?? Infinity) <= now) known.push(past);
  }
  return known;
}

/** Index of the other name with the smallest mean absolute error on the known sets; null when none is known. */
export function leaderBefore(world: World, set: number, but: number): number | null {
  const known = knownBefore(world, set);
  let [leader, least] = [-1, Infinity];
  for (const [i, { answers: of }] of world.names.entries()) {
    if (i === but || known.length === 0) continue;
    const total = known.reduce(
      (sum, past) => sum + Math.abs((of[past] ?? NaN) - (world.truths[past] ?? NaN)),
      0,
    );
    if (total < least) [leader, least] = [i, total];
  }
  return leader === -1 ? null : leader;
}

/** The first set of the second half. */
export function half({ timestamps }: World): number {
  return timestamps.length >> 1;
}
