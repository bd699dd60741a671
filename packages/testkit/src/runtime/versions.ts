/** Releases of bls-runtime that were compared with this runtime: the one that nodes ran, and the newest. */
export const RUNTIME_VERSIONS = ["0.6.3", "0.3.1"] as const;

export type RuntimeVersion = (typeof RUNTIME_VERSIONS)[number];

/** One release, or `"both"`: where they differ, what the stricter of the two does, so that what passes runs on either. */
export type RuntimeTarget = RuntimeVersion | "both";

export const DEFAULT_RUNTIME: RuntimeTarget = "both";

/** Whether a module must also run on 0.3.1. */
export function includesOldest(target: RuntimeTarget): boolean {
  return target !== "0.6.3";
}
