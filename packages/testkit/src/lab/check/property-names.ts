/** The properties of weight logic that `check` looks for counterexamples of, in the order of its report. */
export const PROPERTY_NAMES = [
  "one-object",
  "finite-weights",
  "known-workers",
  "weight-sum",
  "same-bytes",
  "other-seed",
  "other-clock",
  "other-topic",
  "other-date",
  "worker-order",
  "set-order",
  "renaming",
  "scale",
  "shift",
  "closer-to-truth",
  "equal-workers",
  "absent-worker",
  "newcomer",
  "one-worker",
  "no-workers",
  "long-pause",
  "extreme-values",
  "malformed-values",
  "many-workers",
  "long-run",
  "empty-second-run",
  "chain-halt",
  "fuel",
  "memory",
  "time",
  "size",
] as const;

export type PropertyName = (typeof PROPERTY_NAMES)[number];

/** Properties that much sound weight logic does not have: they are checked where the project declares that they hold. */
export const DECLARED_NAMES = ["scale", "shift", "closer-to-truth"] as const;
