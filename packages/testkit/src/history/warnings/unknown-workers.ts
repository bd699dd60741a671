import { historyErrors } from "../../errors/history-errors.js";
import { fault, type ErrorReport } from "../../errors/weightkit-error.js";
import type { TopicHistory } from "../history.js";

/**
 * A warning when workers of the history are not among those known by name, e.g. through a mistyped address.
 * @param names what the warning calls the list of known workers, e.g. the file's name
 */
export function unknownWorkers(
  topics: readonly TopicHistory[],
  known: ReadonlySet<string> | ReadonlyMap<string, unknown>,
  names: string,
): ErrorReport[] {
  const all = new Set(topics.flatMap(({ inferences }) => inferences.workers));
  const workers = [...all].filter((worker) => !known.has(worker));
  return workers.length === 0
    ? []
    : [fault(historyErrors.unknownWorker, { workers, names }).report()];
}
