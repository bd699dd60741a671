import { jsonText } from "../../errors/escaped-json.js";
import type { TopicHistory } from "../history.js";
import { extrasOf } from "./extras.js";

const CHUNK = 1 << 16;

/**
 * One object per line with the keys `[topic,]timestamp,worker,value[,message][,extra_data][,proof]`, in pieces. Values that are not finite
 * numbers are text.
 */
export function* inferencesJsonl(
  topics: readonly TopicHistory[],
): Generator<string, void, undefined> {
  let text = "";
  const extras = extrasOf(topics);
  for (const { topic, inferences } of topics) {
    const head = topics.length > 1 ? `{"topic":${jsonText(topic)},` : "{";
    const workers = inferences.workers.map((worker) => jsonText(worker));
    for (let row = 0; row < inferences.length; row += 1) {
      const worker = workers[inferences.workerIds[row] ?? 0] ?? '""';
      const value = valueText(inferences.texts?.[row], inferences.values[row] ?? NaN);
      text += `${head}"timestamp":${inferences.timestamps[row] ?? 0},"worker":${worker},"value":${value}`;
      for (const { name, cell } of extras) {
        text += `,"${name}":${jsonText(cell(inferences, row))}`;
      }
      text += "}\n";
      if (text.length < CHUNK) continue;
      yield text;
      text = "";
    }
  }
  yield text;
}

/** One object per line with the keys `[topic,]timestamp,value,available_at`, in pieces. */
export function* truthJsonl(topics: readonly TopicHistory[]): Generator<string, void, undefined> {
  let text = "";
  for (const { topic, truth } of topics) {
    const head = topics.length > 1 ? `{"topic":${jsonText(topic)},` : "{";
    for (let row = 0; row < truth.length; row += 1) {
      const value = valueText(truth.texts?.[row], truth.values[row] ?? NaN);
      text += `${head}"timestamp":${truth.timestamps[row] ?? 0},"value":${value},"available_at":${truth.availableAt[row] ?? 0}}\n`;
      if (text.length < CHUNK) continue;
      yield text;
      text = "";
    }
  }
  yield text;
}

function valueText(text: string | undefined, value: number): string {
  if (text !== undefined) return jsonText(text);
  return Number.isFinite(value) ? String(value) : jsonText(String(value));
}
