// Commits weights that a test chooses: each worker's first inference, as it stands. The timestamp 2 adds NaN, 3 an unknown worker,
// 4 commits twice.
import { Round, Weights } from "@weightkit/sdk";

const round = Round.read();
const next = new Weights(round.workers);
for (let i = 0; i < round.length; i++) {
  const set = round.set(i);
  for (let k = 0; k < set.length; k++) next.set(set.worker(k), set.value(k));
  if (set.timestamp == 2) next.set(0, NaN);
  if (set.timestamp == 3) next.set(round.workers.count, 1);
  if (set.timestamp == 4) next.commit();
}
next.commit();
