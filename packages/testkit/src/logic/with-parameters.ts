import { withParameters } from "../wasm/parameters.js";
import type { Logic } from "./logic.js";
import { hash } from "./read-package.js";

/**
 * Weight logic with other values of its parameters. Its manifest stays for its limits and permissions; the checksums in it are
 * those of the package.
 * @param values By name; a bool is 1 or 0.
 * @throws WeightkitError WK403
 */
export function withLogicParameters(logic: Logic, values: ReadonlyMap<string, number>): Logic {
  const bytes = withParameters(logic.bytes, values);
  return { ...logic, bytes, sha256: hash("sha256", bytes) };
}
