// Rates workers by the probability that they gave to what came true (logarithmic score, Bayesian model averaging).
import { Loss, LossWindow, Missing, Param, Round, Truth, Values } from "@weightkit/sdk";

/** The chain stores whole numbers only: a worker that infers 73 % answers 730000. */
const CERTAIN: f64 = 1000000;
/** Surer than 99 % counts as 99 %, so that one wrong answer costs at most ln 100 = 4.6. */
const EPSILON: f64 = 0.01;
/** How much of what was learnt stays, from round to round. */
const MEMORY = Param.f64("memory", 0.95);

const round = Round.read();

// What came true, 1 for rain and 0 for none, by the time for which it was inferred.
const truth = Truth.http("https://data.example/rain/{timestamp}", "/rained");

// Everything inferred since the last round of which the truth is known. A worker that stays away counts as 50 %.
const window = new LossWindow(round.workers, Missing.costs(Math.LN2));
for (let i = 0; i < round.length; i++) {
  const set = round.set(i);
  if (truth.isKnown(set)) {
    window.add(Loss.log(Values.probabilities(set, CERTAIN), truth, EPSILON), 1);
  }
}

// New workers start with a twentieth together; the rest is Bayes' rule; a fiftieth is spread evenly, as a way back.
round.weights.newcomers(0.05).bayes(window.sum(), MEMORY).spread(0.02).commit();
