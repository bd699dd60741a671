import type { Logic } from "../logic/logic.js";
import type { Heartbeat } from "../threads/job.js";
import type { Engine, PreparedLogic, PrepareOptions } from "./engine.js";

/** Prepares logic under the eyes of a watchdog: compiling may take too long, as a run may. */
export function prepareWatched(
  engine: Engine,
  logic: Logic,
  options: PrepareOptions & { readonly heartbeat: Heartbeat },
): PreparedLogic {
  options.heartbeat.begin("preparation");
  try {
    return engine.prepare(logic, options);
  } finally {
    options.heartbeat.end();
  }
}
