/**
 * The topic that a partitioned data set keeps in a folder's name, `…/topic=7/part-0.parquet`; null when the path names none. Of several
 * the innermost counts. Names are percent-encoded, as Hive, Spark and pyarrow write them.
 */
export function partitionTopic(path: string): string | null {
  const folders = path.split(/[\\/]/).slice(0, -1);
  const found = folders.findLast((folder) => /^topic=./i.test(folder));
  if (found === undefined) return null;
  const text = found.slice("topic=".length);
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
