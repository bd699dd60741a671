// Loaded first in the process that runs tests, and in each of its threads: the switch of the mutants, and the sources in place of the
// built files.

import { register } from "node:module";
import { getEnvironmentData, isMainThread, setEnvironmentData } from "node:worker_threads";

/**
 * Shared with every thread: which mutant is on, how often it may still be reached, then how often each was reached by the main thread and
 * by other threads.
 */
const SWITCH = "weightkit-mutation";
const ACTIVE = 0;
const LEFT = 1;
const HITS = 2;
const MAX_MUTANTS = 20_000;

const cells =
  getEnvironmentData(SWITCH) ?? new Int32Array(new SharedArrayBuffer(8 * (HITS + MAX_MUTANTS)));
setEnvironmentData(SWITCH, cells);
cells[ACTIVE] ||= -1;

class EndlessLoop extends Error {}
let counts = true;
const hits = isMainThread ? HITS : HITS + MAX_MUTANTS;

globalThis.weightkitMutation = {
  active(id) {
    if (cells[ACTIVE] !== id) return false;
    cells[LEFT] -= 1;
    if (cells[LEFT] < 0) throw new EndlessLoop(`mutant ${id} was reached too often`);
    return true;
  },
  hit(...ids) {
    if (counts) for (const id of ids) cells[hits + id] += 1;
  },
  /** Switches a mutant on, to be reached at most `limit` times; -1 switches off. */
  choose(id, limit) {
    counts = false;
    cells[LEFT] = limit;
    cells[ACTIVE] = id;
  },
  /** How often each mutant was reached since the last call: its id, the count of the main thread and that of others. */
  takeHits() {
    counts = true;
    const found = [];
    for (let id = 0; id < MAX_MUTANTS; id += 1) {
      const [own, others] = [cells[HITS + id], cells[HITS + MAX_MUTANTS + id]];
      if (own + others > 0) found.push([id, own, others]);
    }
    cells.fill(0, HITS);
    return found;
  },
};

register("./hooks.mjs", import.meta.url);
