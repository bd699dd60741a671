import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const tests = new URL("../", import.meta.url);
const data = new URL("../../../shared/data/", import.meta.url);

/** Absolute path of a file of expected values, e.g. `vectorPath("payload.json")`. */
export function vectorPath(relative: string): string {
  return fileURLToPath(new URL(`vectors/${relative}`, tests));
}

/** Absolute path of a file of a small input with an expected outcome, e.g. `casePath("missing-value/truth.csv")`. */
export function casePath(relative: string): string {
  return fileURLToPath(new URL(`cases/${relative}`, tests));
}

/** Whether the real forecasts, too large for the repository, lie next to it. */
export const haveData = existsSync(data);

/** Absolute path of a file of real forecasts, e.g. `dataPath("flusight-us/truth.csv")`. */
export function dataPath(relative: string): string {
  return fileURLToPath(new URL(relative, data));
}
