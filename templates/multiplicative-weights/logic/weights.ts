// Multiplies every worker's weight by exp(-rate * loss), round after round (Hedge): the best soon have nearly all of it.
import { Loss, Param, Round, Truth } from "@weightkit/sdk";

/** An error of this many seconds, or more, is the worst: a loss of 1. */
const LIMIT: f64 = 300;
/** A worker that loses 1 where another loses nothing falls behind by the factor exp(RATE), 1.65 at first. */
const RATE = Param.f64("rate", 0.5);

/** |inference - truth| as a share of the limit: Hedge's promise holds for losses from 0 to 1. */
function boundedLoss(inference: f64, truth: f64, limit: f64): f64 {
  return min(abs(inference - truth) / limit, 1);
}

const round = Round.read();
const truth = Truth.http("https://data.example/traffic/{timestamp}", "/delay");

// The latest time for which the truth is known. A worker that was away then keeps its weight.
const losses = Loss.by(round.latestWithTruth(truth), truth, boundedLoss, LIMIT);

// What is multiplied needs something to start from: new workers share a twentieth. What falls must be able to rise: a
// twentieth is spread evenly, so a worker that becomes good is found again within some rounds.
round.weights.newcomers(0.05).hedge(losses, RATE).spread(0.05).commit();
