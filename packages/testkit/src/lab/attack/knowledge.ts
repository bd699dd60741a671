import type { Attack, Knowledge, Opportunity } from "./adversary.js";
import type { World } from "./world.js";

/** Sets at which an adversary is held to what it knows. */
const PROBES = 16;

/**
 * The first of some sets to which an adversary answers otherwise when what it cannot know yet is different; null when there is none.
 * Whatever it knows, it cannot know its later forecasts, others' answers to later sets and truths that are not available; with `past`
 * neither others' answers to the same set, and with `own` no answer of others and no truth.
 *
 * @param attackIn What it does in a world, by the same random numbers each time.
 */
export function usesUnknown(
  knows: Knowledge,
  { world, worker }: Pick<Opportunity, "world" | "worker">,
  attackIn: (world: World) => Attack,
): number | null {
  const sets = world.timestamps.length;
  const plain = attackIn(world);
  for (let probe = 0; probe < PROBES; probe += 1) {
    const set = Math.floor(((probe + 0.5) * sets) / PROBES);
    if (!sameUntil(set, plain, attackIn(unknownChanged(world, set, { knows, worker })))) return set;
  }
  return null;
}

/** The world with everything changed that an adversary cannot know when it answers a set. */
function unknownChanged(
  world: World,
  set: number,
  { knows, worker }: { readonly knows: Knowledge; readonly worker: number },
): World {
  const { timestamps, availableAt } = world;
  const now = timestamps[set] ?? Infinity;
  const hidden = knows === "pool" ? set + 1 : knows === "past" ? set : 0;
  return {
    ...world,
    truths: world.truths.map((truth, i) =>
      knows === "own" || (availableAt[i] ?? Infinity) > now ? other(truth) : truth,
    ),
    names: world.names.map(({ address, answers }, id) => {
      const from = id === worker ? set + 1 : hidden;
      return { address, answers: answers.map((answer, i) => (i >= from ? other(answer) : answer)) };
    }),
  };
}

function other(value: number): number {
  return 3 * value + 7;
}

/** Whether the adversary's names give the same answers to a set and all before it. */
function sameUntil(set: number, a: Attack, b: Attack): boolean {
  const answersOf = ({ world, names }: Attack): Float64Array[] =>
    names.map((name) => world.names[name]?.answers.subarray(0, set + 1) ?? new Float64Array());
  const [first, second] = [answersOf(a), answersOf(b)];
  return (
    first.length === second.length &&
    first.every((answers, i) => answers.every((answer, t) => Object.is(answer, second[i]?.[t])))
  );
}
