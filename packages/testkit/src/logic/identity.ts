import { readParameters } from "../wasm/parameters.js";
import type { Logic, LogicIdentity } from "./logic.js";

/** Which weight logic it is, with the values of its parameters. @throws WeightkitError WK403 */
export function identityOf({ name, sha256, bytes }: Logic): LogicIdentity {
  const parameters = readParameters(bytes);
  return { name, sha256, ...(parameters.length === 0 ? {} : { parameters }) };
}
