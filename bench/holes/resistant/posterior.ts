// The chance that a worker is the best, by errors in units of 30, forgetting 2 % a round: again nearly all for the best.
//
// Worker: 1
// Powers: {"knows":"pool","names":32}
import { Losses } from "@weightkit/sdk";
import { errors, round, scored } from "../support";

const found = errors(scored);
const losses = new Losses(round.workers);
for (let i = 0; i < scored.length; i++) {
  losses.set(scored.worker(i), min<f64>(4, found.get(scored.worker(i)) / 30));
}
if (scored.length > 0) round.weights.bayes(losses, 0.98).commit();
else round.keepWeights();
