import { attachmentsOf } from "../../chain/attachments.js";
import { shared32, shared64 } from "../formats/column.js";
import type { InferenceColumns } from "../history.js";

/**
 * The columns without the rows that a later one of the same worker at the same timestamp overwrites, and how many those were.
 * @param given in order of time, those of one timestamp as they came
 */
export function withoutOverwritten(given: InferenceColumns): {
  readonly columns: InferenceColumns;
  readonly dropped: number;
} {
  const { length, timestamps, workerIds, values, texts, workers, attachments } = given;
  const stays = new Uint8Array(length);
  const seenAt = new Float64Array(workers.length).fill(NaN);
  let kept = 0;
  for (let row = length - 1; row >= 0; row -= 1) {
    const id = workerIds[row] ?? 0;
    if (seenAt[id] === timestamps[row]) continue;
    seenAt[id] = timestamps[row] ?? NaN;
    stays[row] = 1;
    kept += 1;
  }
  const rows = (): number[] => [...stays.keys()].filter((row) => stays[row] === 1);
  const columns = {
    length: kept,
    timestamps: shared64(kept),
    workerIds: shared32(kept),
    values: shared64(kept),
    texts: texts?.filter((_, row) => stays[row] === 1) ?? null,
    workers,
    ...(attachments === undefined ? {} : { attachments: attachmentsOf(attachments, rows()) }),
  };
  let to = 0;
  for (let row = 0; row < length; row += 1) {
    if (stays[row] === 0) continue;
    columns.timestamps[to] = timestamps[row] ?? NaN;
    columns.workerIds[to] = workerIds[row] ?? 0;
    columns.values[to++] = values[row] ?? NaN;
  }
  return { columns, dropped: length - kept };
}
