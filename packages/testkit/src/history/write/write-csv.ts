import type { TopicHistory } from "../history.js";
import { csvField } from "./csv-field.js";
import { extrasOf } from "./extras.js";
import type { SimulationStream } from "../simulate/simulate.js";

const CHUNK = 1 << 16;

/** `[topic,]timestamp,worker,value[,message][,extra_data][,proof]` as text, in pieces; read back it is the same history. */
export function* inferencesCsv(
  topics: readonly TopicHistory[],
): Generator<string, void, undefined> {
  const named = topics.length > 1;
  const extras = extrasOf(topics);
  let text = `${named ? "topic," : ""}timestamp,worker,value${extras.map(({ name }) => `,${name}`).join("")}\n`;
  for (const { topic, inferences } of topics) {
    const prefix = named ? `${csvField(topic)},` : "";
    const workers = inferences.workers.map(csvField);
    for (let row = 0; row < inferences.length; row += 1) {
      const value = inferences.texts?.[row];
      const shown = value === undefined ? String(inferences.values[row]) : csvField(value);
      text += `${prefix}${inferences.timestamps[row] ?? 0},${workers[inferences.workerIds[row] ?? 0] ?? ""},${shown}`;
      for (const { cell } of extras) text += `,${csvField(String(cell(inferences, row)))}`;
      text += "\n";
      if (text.length < CHUNK) continue;
      yield text;
      text = "";
    }
  }
  yield text;
}

/** What {@link inferencesCsv} writes of a simulation, without ever holding more of it than a set. */
export function* simulatedCsv({
  workers,
  sets,
}: SimulationStream): Generator<string, void, undefined> {
  const tails = workers.map(({ address }) => `,${csvField(address)},`);
  let text = "timestamp,worker,value\n";
  for (const { length, timestamp, workerIds, values } of sets()) {
    const time = String(timestamp);
    for (let row = 0; row < length; row += 1) {
      text += `${time}${tails[workerIds[row] ?? 0] ?? ""}${values[row] ?? NaN}\n`;
      if (text.length < CHUNK) continue;
      yield text;
      text = "";
    }
  }
  yield text;
}

/** `[topic,]timestamp,value,available_at` as text, in pieces. */
export function* truthCsv(topics: readonly TopicHistory[]): Generator<string, void, undefined> {
  const named = topics.length > 1;
  let text = `${named ? "topic," : ""}timestamp,value,available_at\n`;
  for (const { topic, truth } of topics) {
    const prefix = named ? `${csvField(topic)},` : "";
    for (let row = 0; row < truth.length; row += 1) {
      const value = truth.texts?.[row];
      const shown = value === undefined ? String(truth.values[row]) : csvField(value);
      text += `${prefix}${truth.timestamps[row] ?? 0},${shown},${truth.availableAt[row] ?? 0}\n`;
      if (text.length < CHUNK) continue;
      yield text;
      text = "";
    }
  }
  yield text;
}

/** `worker,name` as text: names for reports. */
export function workersCsv(
  workers: readonly { readonly address: string; readonly name: string }[],
): string {
  return [
    "worker,name",
    ...workers.map(({ address, name }) => `${csvField(address)},${csvField(name)}`),
    "",
  ].join("\n");
}
