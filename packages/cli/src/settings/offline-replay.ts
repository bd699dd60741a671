import type { ReplayValues } from "./replay-values.js";

/** What only a replay has an option for. */
type OnlyReplay =
  | "engine"
  | "crossCheck"
  | "live"
  | "recording"
  | "consume"
  | "turned"
  | "horizon"
  | "bestWorkerPart"
  | "head"
  | "subgroup"
  | "functionId"
  | "concurrency";

/** The values of a replay inside of another command: on V8, and without the network. */
export function offlineReplay<Given extends Omit<ReplayValues, OnlyReplay>>(
  values: Given,
): Given & ReplayValues {
  return {
    ...values,
    engine: "v8",
    crossCheck: undefined,
    live: false,
    recording: undefined,
    consume: [],
    turned: [],
    horizon: undefined,
    bestWorkerPart: 0.5,
    head: undefined,
    subgroup: undefined,
    functionId: undefined,
    concurrency: 1,
  };
}
