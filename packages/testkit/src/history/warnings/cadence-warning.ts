import { medianGap } from "../../numbers/median-gap.js";
import { historyErrors } from "../../errors/history-errors.js";
import { fault, type ErrorReport } from "../../errors/weightkit-error.js";
import type { TopicHistory } from "../history.js";

/** From this factor on a cadence does not fit. */
const MISFIT = 2;

/**
 * A warning when sets come twice as often as the configured cadence, or more, or half as often or less: replayed so, rounds see
 * nothing, or sets that the chain would never have asked for.
 * @param cadenceOf configured seconds between two sets of a topic
 */
export function cadenceWarnings(
  topics: readonly TopicHistory[],
  cadenceOf: (topic: string) => number,
): ErrorReport[] {
  const misfits = topics.flatMap(({ topic, inferences }) => {
    const configured = cadenceOf(topic);
    const found = medianGap(inferences.timestamps.subarray(0, inferences.length));
    const fits = found === null || (found < MISFIT * configured && configured < MISFIT * found);
    return fits ? [] : [{ topic, found, configured }];
  });
  const [first] = misfits;
  if (first === undefined) return [];
  const args = { ...first, others: misfits.length - 1 };
  return [fault(historyErrors.otherCadence, args).report()];
}
