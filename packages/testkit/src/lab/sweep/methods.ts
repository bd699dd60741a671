/** How the parameter sets of a sweep are chosen. */
export const SWEEP_METHODS = ["grid", "random", "latin", "halving"] as const;
export type SweepMethod = (typeof SWEEP_METHODS)[number];
