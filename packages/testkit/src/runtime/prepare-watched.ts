import { isDeepStrictEqual } from "node:util";
import type { Logic } from "../logic/logic.js";
import type { Heartbeat } from "../threads/job.js";
import type { Engine, PreparedLogic, PrepareOptions } from "./engine.js";

type WatchedOptions = PrepareOptions & { readonly heartbeat: Heartbeat };

interface Prepared {
  readonly engine: Engine;
  readonly options: WatchedOptions;
  readonly prepared: PreparedLogic;
}

/** What was prepared last of a logic: the jobs of a thread, a topic each, mostly have one logic and one set of limits. */
const known = new WeakMap<Logic, Prepared>();

/**
 * Prepares logic under the eyes of a watchdog: compiling may take too long, as a run may. The same logic, engine and options again give
 * what was prepared before.
 */
export function prepareWatched(
  engine: Engine,
  logic: Logic,
  options: WatchedOptions,
): PreparedLogic {
  const before = known.get(logic);
  if (before?.engine === engine && areSame(before.options, options)) return before.prepared;
  options.heartbeat.begin("preparation");
  try {
    const prepared = engine.prepare(logic, options);
    known.set(logic, { engine, options, prepared });
    return prepared;
  } finally {
    options.heartbeat.end();
  }
}

function areSame(
  { heartbeat: before, ...some }: WatchedOptions,
  { heartbeat, ...others }: WatchedOptions,
): boolean {
  return before === heartbeat && isDeepStrictEqual(some, others);
}
