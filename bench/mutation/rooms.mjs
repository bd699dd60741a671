// What is mutated in each room, and whose tests may notice.

/** Rooms of the testkit, with the folders of `packages/testkit/test` whose tests reach them. */
export const ROOMS = {
  chain: ["chain", "replay"],
  metrics: ["metrics"],
  replay: ["replay", "chain", "metrics"],
  round: ["round", "runtime", "testing"],
  history: ["history"],
};
