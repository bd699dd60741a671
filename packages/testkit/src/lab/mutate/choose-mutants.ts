import { Random } from "../../numbers/random.js";
import type { Mutant } from "./mutants.js";

/** Mutants of a seed, the nearest to the author's own code first; in the order of the source. */
export function chooseMutants(
  mutants: readonly Mutant[],
  { mutants: most, ownOnly, seed }: { mutants: number; ownOnly: boolean; seed: number },
): Mutant[] {
  const random = new Random(seed);
  const depths = [...new Set(mutants.map(({ depth }) => depth))].sort((a, b) => a - b);
  const chosen: Mutant[] = [];
  for (const depth of depths) {
    if (chosen.length >= most || (ownOnly && depth > 0)) break;
    const all = mutants.filter((one) => one.depth === depth);
    chosen.push(...shuffled(all, random).slice(0, most - chosen.length));
  }
  return chosen.sort(
    (a, b) =>
      a.depth - b.depth ||
      a.place.file.localeCompare(b.place.file, "en") ||
      a.place.line - b.place.line ||
      a.edit.start - b.edit.start,
  );
}

function shuffled<T>(all: readonly T[], random: Random): T[] {
  return all
    .map((one) => ({ one, key: random.uint32() }))
    .sort((a, b) => a.key - b.key)
    .map(({ one }) => one);
}
