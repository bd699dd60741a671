// What is mutated in each room, and whose tests may notice.

/** Rooms of the testkit, with the folders of `packages/testkit/test` whose tests reach them. */
export const ROOMS = {
  chain: ["chain", "replay"],
  metrics: ["metrics"],
  replay: ["replay", "chain"],
  round: ["round", "runtime", "testing"],
  history: ["history"],
};

/** Rooms whose jobs run in the same thread as the tests: one thread for each file of Parquet takes too long. */
export const WITHOUT_THREADS = ["history"];

/**
 * Tests that are left out, by file or name: what they need is not in every clone, or they need a thread that can be ended, since a decoder
 * does not end with damaged bytes.
 */
export const LEFT_OUT =
  /flusight|third-host|docs-numbers|real data|any damage to a Parquet|pages with a dictionary is damaged/i;
