import { Faults } from "@weightkit/testkit/history/faults";
import type { TruthColumns } from "@weightkit/testkit/history/history";
import { readBytes } from "@weightkit/testkit/history/read-bytes";
import { TruthReader } from "@weightkit/testkit/history/truth-reader";

const MAX_FAULTS = 20;
const MAX_ROWS = 100_000_000;

/**
 * The truth of one topic, read without its inferences; null when the file has none for that topic.
 * @throws WeightkitError WK3xx, with all faults of the file
 */
export async function readTruthTable(path: string, topic: string): Promise<TruthColumns | null> {
  const faults = new Faults(MAX_FAULTS);
  const reader = new TruthReader({ file: path, faults, maxRows: MAX_ROWS });
  for await (const chunk of readBytes(path)) reader.push(chunk);
  const { topics } = reader.finish();
  return topics.get(topic) ?? topics.get("") ?? null;
}
