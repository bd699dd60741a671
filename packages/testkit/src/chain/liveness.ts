/** Share of an epoch's expected inferences that a worker may miss (chain parameter). */
export const MISSABLE_SHARE = 0.2;

/**
 * The least inferences that a worker must have in an epoch for its weights to count: floor((1 - 0.2) * floor(epoch blocks /
 * inference cadence)). The chain divides blocks by seconds, so topics with a cadence above the epoch's number of blocks (600)
 * ask for none.
 */
export function leastInferences(epochBlocks: number, inferenceCadence: number): number {
  return Math.floor((1 - MISSABLE_SHARE) * Math.floor(epochBlocks / inferenceCadence));
}
