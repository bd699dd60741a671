import type { ErrorReport } from "../../errors/weightkit-error.js";
import type { TopicHistory } from "../history.js";
import { timeWarnings } from "./odd-times.js";
import { truthWarnings } from "./truth-without-set.js";
import { unitWarnings } from "./units.js";

/**
 * What is odd in a history as a whole: times in 1970, truth that meets no set, values in another unit.
 * @param numbers whether values are magnitudes; classes and chances have no unit
 */
export function historyWarnings(topics: readonly TopicHistory[], numbers: boolean): ErrorReport[] {
  return [
    ...timeWarnings(topics),
    ...truthWarnings(topics),
    ...(numbers ? unitWarnings(topics) : []),
  ];
}
