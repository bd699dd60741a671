// Rates workers by how far they are from the median of all, for topics whose truth nobody ever learns.
import { attendance, Loss, LossWindow, Missing, Param, Round } from "@weightkit/sdk";

/** Appraisals this close to the median, in hundredths of ETH, count as equally good. */
const CLOSE = Param.f64("close", 50);

/** A round with fewer sets may be a second run, which the chain makes of every due one. The next due round sees its set again. */
const MIN_SETS = 2;

const round = Round.read();

// Mean squared distance from the median of each set since the last round, over the sets that a worker is in.
const window = new LossWindow(round.workers, Missing.ignored());
for (let i = 0; i < round.length; i++) window.add(Loss.fromMedian(round.set(i)), 1);

const next = round.weights
  .newcomers(0.05) // new workers share a twentieth
  .medianDistance(window.mean(), CLOSE * CLOSE) // weight / squared distance
  .spread(0.1) // a tenth is spread evenly: nobody falls so low that there is no way back
  .liveness(attendance(round), 0.8) // a worker in less than 80 % of the sets loses weight
  .capped(0.4); // and nobody decides alone

if (round.length < MIN_SETS) round.keepWeights();
else next.commit();
