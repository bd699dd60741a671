import { dump } from "./dump.js";
import type { Run } from "./host.js";
import { reference, type Expected } from "./reference.js";

/** What is wrong with the reader's verdict on these bytes, or null when it is the reference's. @param read runs guest/dump.ts */
export function judge(read: (bytes: Uint8Array) => Run, bytes: Uint8Array): string | null {
  const problem = problemOf(reference(bytes), read(bytes), bytes.length);
  return problem === null
    ? null
    : `${problem}: ${JSON.stringify(Buffer.from(bytes).toString("latin1"))}`;
}

function problemOf(expected: Expected, result: Run, length: number): string | null {
  if (result.trap !== null) return `trapped (${result.trap})`;
  if (result.stdout !== "") return "wrote to stdout";
  if (expected.rejected) {
    if (result.exit === null) return "accepted";
    const place = /^[^\n]+: [^\n]+ at byte (\d+)\n$/.exec(result.stderr);
    if (result.exit !== 65 || place === null) return `no place (${result.stderr})`;
    return Number(place[1]) <= length ? null : "place beyond the end";
  }
  if (result.exit !== null) return `rejected (${result.stderr})`;
  const facts = dump(result);
  const positive = [...expected.stored.values()].some((weight) => weight > 0n);
  const weights = positive
    ? [...expected.stored].map(([worker, weight]) => [worker, Number(weight) / 1e5] as const)
    : [...expected.workers].map((worker) => [worker, 1 / expected.workers.size] as const);
  const leftOut = expected.sets.reduce((sum, set) => sum + set.leftOut.length, 0);
  const same =
    facts.isFirst === !positive &&
    equal(facts.sets, expected.sets) &&
    equal([...facts.workers].sort(), [...expected.workers].sort()) &&
    equal(Object.entries(facts.weights).sort(), [...weights].sort()) &&
    facts.notes.length === Math.min(leftOut, leftOut > 20 ? 21 : 20);
  return same ? null : `other values (${result.stderr})`;
}

function equal(a: unknown, b: unknown): boolean {
  return text(a) === text(b);
}

/** Text in which -0 and 0 differ and bigints from numbers. */
function text(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) =>
    typeof one === "bigint" ? `${one}n` : Object.is(one, -0) ? "-0" : one,
  );
}
