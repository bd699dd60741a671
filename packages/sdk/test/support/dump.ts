import type { Run } from "./host.js";

/** What `guest/dump.ts` printed. */
export interface Dump {
  readonly isFirst: boolean;
  readonly workers: string[];
  /** Only of workers that have one. */
  readonly weights: Record<string, number>;
  readonly sets: { timestamp: bigint; inferences: [string, number][]; leftOut: string[] }[];
  /** The other lines: what the reader noted. */
  readonly notes: string[];
}

/** Reads it back. Worker names must hold no line breaks. */
export function dump(result: Run): Dump {
  const facts: Dump & { isFirst: boolean } = {
    isFirst: false,
    workers: [],
    weights: {},
    sets: [],
    notes: [],
  };
  let set: Dump["sets"][number] | null = null;
  for (const line of result.stderr.split("\n").slice(0, -1)) {
    const space = line.lastIndexOf(" ");
    const [first, last] = [line.slice(0, space), line.slice(space + 1)];
    if (line === "first") facts.isFirst = true;
    else if (line.startsWith("worker ")) {
      facts.workers.push(first.slice(7));
      if (last !== "none") facts.weights[first.slice(7)] = double(last);
    } else if (line.startsWith("set ")) {
      set = { timestamp: BigInt(last), inferences: [], leftOut: [] };
      facts.sets.push(set);
    } else if (line.startsWith("inference ")) {
      set?.inferences.push([first.slice(10), double(last)]);
    } else if (line.startsWith("left out ")) {
      set?.leftOut.push(line.slice(9));
    } else if (line !== "later") facts.notes.push(line);
  }
  return facts;
}

/** The double with these bits, in hexadecimal. */
function double(bits: string): number {
  return Buffer.from(bits.padStart(16, "0"), "hex").readDoubleBE();
}
