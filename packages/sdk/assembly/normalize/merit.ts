import { Losses } from "../losses";
import { PerWorker } from "../per-worker";
import { Worker } from "../workers";

/** The numbers so that more is better: losses negated, everything else as it is. */
export function meritOf(values: PerWorker): PerWorker {
  if (!(values instanceof Losses)) return values;
  const merit = new PerWorker(values.workers);
  for (let worker: Worker = 0; worker < values.length; worker++) {
    if (values.has(worker)) merit.set(worker, -values.get(worker));
  }
  return merit;
}
