// Rates workers by their absolute error and smooths what comes out. Runs once a weight cadence.
import { Loss, Param, Round, Truth } from "@weightkit/sdk";

/** How much one round counts, relative to all rounds before it: 0 = nothing, 1 = everything. */
const ALPHA = Param.f64("alpha", 0.1);

// 1, 2: the inferences made since the last round, and the current weights.
const round = Round.read();

// 3: what really happened, asked once for each time at which inferences were made.
const truth = Truth.http("https://data.example/traffic/101?at={timestamp}", "/delay");

// 4: each worker's |inference - truth|, at the latest time for which the truth is known.
const losses = Loss.absolute(round.latestWithTruth(truth), truth);

// 5: from 0 to 1, as shares of everyone's loss; inverted, so that less loss means more.
const scores = losses.normalized().inverted();

// 6: mixed into the current weights. 7: handed to the chain.
round.weights.ema(scores, ALPHA).commit();
