// Rates workers against ground truth that comes through the topic itself: one worker, the creator's, answers with what was true.
import { Loss, LossWindow, Missing, Normalize, Param, Round, Truth } from "@weightkit/sdk";

/** The worker that brings the truth. You run it; put its address here. */
const ORACLE = "allo13qkk7hkz6x4lf52ghhpg9wq5h3l5jvzda8jc34";
/** Its answer in a set is the truth of the set made this many seconds earlier, give or take the tolerance. */
const LAG: u64 = 3600;
const TOLERANCE: u64 = 600;
/** A mean error over the window that is this many seconds larger than another's costs a factor of 2.72. */
const TEMPERATURE = Param.f64("temperature", 60);
/** How much one round counts, relative to all rounds before it: 0 = nothing, 1 = everything. */
const ALPHA = Param.f64("alpha", 0.2);

// Before the round is read: the oracle is none of its workers, and gets no weight.
const truth = Truth.worker(ORACLE, LAG, TOLERANCE);
const round = Round.read();

// Every set of which the oracle has brought the truth by now. Staying away costs as much as the set's mean.
const window = new LossWindow(round.workers, Missing.asMean());
for (let i = 0; i < round.length; i++) {
  const set = round.set(i);
  if (truth.isKnown(set)) window.add(Loss.absolute(set, truth), 1);
}

// While the oracle is silent nothing is learnt, and all weights stay.
round.weights.ema(Normalize.softmax(window.mean(), TEMPERATURE), ALPHA).commit();
