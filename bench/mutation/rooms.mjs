// What is mutated in each room, and whose tests may notice.

/** Rooms of the testkit, with the folders of `packages/testkit/test` whose tests reach them. */
export const ROOMS = {
  chain: ["chain", "replay"],
  metrics: ["metrics"],
  replay: ["replay", "chain"],
  round: ["round", "runtime", "testing"],
  history: ["history"],
};

/**
 * Tests that are left out, by file or name: what they need is not in every clone, or they take minutes, as those do that start a thread for
 * nearly every Parquet file.
 */
export const LEFT_OUT = /flusight|third-host|docs-numbers|real data|parquet/i;
