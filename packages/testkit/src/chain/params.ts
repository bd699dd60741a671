/** The chain's parameters for new topics, in seconds, as governance had them in v0.0.9 (protocol section 1). */
export const CHAIN_PARAMS = { minRequestCadence: 10, minWeightCadence: 3600 } as const;

/**
 * Why the chain refuses a new topic's cadences, or null when it takes them. The words are the chain's: the minimums in them are older
 * than the parameters that it checks.
 */
export function refuseTopic(cadences: {
  readonly inferenceCadence: bigint;
  readonly weightCadence: bigint;
}): string | null {
  if (cadences.inferenceCadence < BigInt(CHAIN_PARAMS.minRequestCadence)) {
    return "inference cadence must be at least 60 seconds (1 minute)";
  }
  if (cadences.weightCadence < BigInt(CHAIN_PARAMS.minWeightCadence)) {
    return "weight cadence must be at least 10800 seconds (3 hours)";
  }
  return null;
}
