import type { AttackResult } from "./attack-result.js";
import { honest } from "./adversaries/honest.js";

/** Results without that of `honest`, which checks the harness and is not an adversary. */
export function ofAdversaries<Result extends Pick<AttackResult, "adversary">>(
  results: readonly Result[],
): readonly Result[] {
  return results.filter(({ adversary }) => adversary.name !== honest.name);
}
