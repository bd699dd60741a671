import type { FileMetaData } from "hyparquet";

/** Largest row group that is read, in rows: one group is held in memory whole. */
const MAX_GROUP_ROWS = 20_000_000;
const MAX_GROUPS = 100_000;
const MAX_SCHEMA = 10_000;
/** Largest column of a row group once decompressed, in bytes. */
const MAX_COLUMN_BYTES = 1 << 30;
/** Row groups may be small, but not nearly empty: each costs as much as a thousand rows. */
const FEWEST_ROWS = 100;
const FREE_GROUPS = 2000;

/**
 * Refuses what would take more memory or time to read than any table is worth, by what the file declares.
 * @throws Error in words, for WK325
 */
export function checkParquet({ schema, row_groups: groups, num_rows: rows }: FileMetaData): void {
  if (schema.length > MAX_SCHEMA) throw new Error(`it has more than ${MAX_SCHEMA} columns`);
  if (groups.length > MAX_GROUPS) throw new Error(`it has more than ${MAX_GROUPS} row groups`);
  if (groups.length > FREE_GROUPS && Number(rows) / groups.length < FEWEST_ROWS) {
    throw new Error(`its ${groups.length} row groups have fewer than ${FEWEST_ROWS} rows each`);
  }
  for (const { num_rows: inGroup, columns } of groups) {
    if (inGroup > BigInt(MAX_GROUP_ROWS)) {
      throw new Error(`a row group has more than ${MAX_GROUP_ROWS} rows`);
    }
    for (const { meta_data: meta } of columns) {
      if (meta === undefined || meta.total_uncompressed_size <= BigInt(MAX_COLUMN_BYTES)) continue;
      const name = meta.path_in_schema.join(".");
      throw new Error(`column ${name} of a row group has more than ${MAX_COLUMN_BYTES} bytes`);
    }
  }
}
