// Pays for answers that change little from set to set.
//
// Worker: 4
// Powers: {"knows":"pool","names":1}
// Exploit: {"hold":100}
// Gain: 0.755
import { PerWorker } from "@weightkit/sdk";
import { pay, round } from "../support";

const scores = new PerWorker(round.workers);
if (round.length > 1) {
  const before = round.set(1).byWorker();
  const now = round.set(0);
  for (let i = 0; i < now.length; i++) {
    const worker = now.worker(i);
    if (before.has(worker)) scores.set(worker, 1 / (1 + abs(now.value(i) - before.get(worker))));
  }
}
pay(scores);
