/** The chain's parameters for new topics, in seconds, as governance had them in v0.0.9 (protocol section 1). */
export const CHAIN_PARAMS = { minRequestCadence: 10, minWeightCadence: 3600 } as const;
