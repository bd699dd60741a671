import type { TruthColumns } from "@weightkit/testkit/internal/history/history";
import { readTruth } from "@weightkit/testkit/internal/history/read-history";

/**
 * The truth of one topic, read without its inferences; null when the file has none for that topic.
 * @throws WeightkitError WK3xx, with all faults of the file
 */
export async function readTruthTable(path: string, topic: string): Promise<TruthColumns | null> {
  const topics = await readTruth(path);
  return topics.get(topic) ?? topics.get("") ?? null;
}
