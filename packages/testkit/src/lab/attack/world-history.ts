import { shared32, shared64 } from "../../history/formats/column.js";
import type { TopicHistory } from "../../history/history.js";
import type { World } from "./world.js";

/** The history that a world leaves behind. */
export function worldHistory(
  { timestamps, truths, availableAt, names }: World,
  topic: string,
): TopicHistory {
  const most = timestamps.length * names.length;
  const columns = { timestamps: shared64(most), workerIds: shared32(most), values: shared64(most) };
  let length = 0;
  for (const [set, time] of timestamps.entries()) {
    for (const [id, { answers }] of names.entries()) {
      const answer = answers[set] ?? Number.NaN;
      if (Number.isNaN(answer)) continue;
      columns.timestamps[length] = time;
      columns.workerIds[length] = id;
      columns.values[length] = answer;
      length += 1;
    }
  }
  return {
    topic,
    inferences: {
      length,
      timestamps: columns.timestamps.subarray(0, length),
      workerIds: columns.workerIds.subarray(0, length),
      values: columns.values.subarray(0, length),
      texts: null,
      workers: names.map(({ address }) => address),
    },
    truth: { length: truths.length, timestamps, values: truths, texts: null, availableAt },
  };
}
