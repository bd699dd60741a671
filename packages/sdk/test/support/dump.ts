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

/** Reads it back. */
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
    const [, kind, name, value = ""] = /^(worker|inference|left-out) (".*") (.+)$/.exec(line) ?? [];
    const worker = String(name === undefined ? "" : JSON.parse(name));
    const timestamp = /^set (\d+)$/.exec(line)?.[1];
    if (kind === "worker") {
      facts.workers.push(worker);
      if (value !== "none") facts.weights[worker] = double(value);
    } else if (kind === "inference") {
      set?.inferences.push([worker, double(value)]);
    } else if (kind === "left-out") {
      set?.leftOut.push(worker);
    } else if (timestamp !== undefined) {
      set = { timestamp: BigInt(timestamp), inferences: [], leftOut: [] };
      facts.sets.push(set);
    } else if (line === "first") {
      facts.isFirst = true;
    } else if (line !== "later") {
      facts.notes.push(line);
    }
  }
  return facts;
}

const view = new DataView(new ArrayBuffer(8));

/** The double with these bits, given as an unsigned integer. */
function double(bits: string): number {
  view.setBigUint64(0, BigInt(bits));
  return view.getFloat64(0);
}
