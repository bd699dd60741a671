import { writeFileSync } from "node:fs";
import { join } from "node:path";

export const A = "allo1xfr553c46zu2688r58qp9xy5yv4hfxnkumeuap";
export const B = "allo1p7edgym0mpt64kggcehxe468rcz9mst4vpawmn";
/** UNIX seconds of the first set; one an hour follows. */
export const START = 1_700_006_400;
export const SETS = 41;

/** The truth is 100; the first worker errs by 1 or 2 in turn, upwards, the second by 4 or 6, downwards. */
export const errors = (set: number): readonly [number, number] => [
  1 + (set % 2),
  -4 - 2 * (set % 2),
];

/** Writes that history as i.csv and t.csv. @param knownAfter seconds from a set to its truth */
export function writeTwoWorkers(folder: string, knownAfter: number): void {
  const times = Array.from({ length: SETS }, (_, set) => START + set * 3600);
  const rows = times.flatMap((time, set) =>
    errors(set).map((error, worker) => `${time},${worker === 0 ? A : B},${100 + error}`),
  );
  const truths = times.map((time) => `${time},100,${time + knownAfter}`);
  writeFileSync(join(folder, "i.csv"), `timestamp,worker,value\n${rows.join("\n")}\n`);
  writeFileSync(join(folder, "t.csv"), `timestamp,value,available_at\n${truths.join("\n")}\n`);
}

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
