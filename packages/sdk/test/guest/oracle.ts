// Prints the truths that a worker brings, newest set first, and who is in the round; then commits a moving average. The oracle answers in
// hundredths, an hour late, give or take a minute.
import {
  Loss,
  LossWindow,
  Missing,
  Normalize,
  Round,
  Truth,
  formatNumber,
  log,
} from "@weightkit/sdk";

const truth = Truth.worker('allo1"oracle', 3600, 60, 100);
const round = Round.read();
const window = new LossWindow(round.workers, Missing.costs(10));
for (let i = 0; i < round.length; i++) {
  const set = round.set(i);
  const known = truth.isKnown(set);
  log(set.timestamp.toString() + " " + (known ? formatNumber(truth.of(set)) : "unknown"));
  if (known) window.add(Loss.absolute(set, truth), 1);
}
for (let worker = 0; worker < round.workers.count; worker++) log(round.workers.name(worker));
round.weights.ema(Normalize.softmax(window.mean(), 1), 0.5).newcomers(0.1).commit();
