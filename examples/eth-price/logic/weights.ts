// Rates price forecasts by their error in per cent of the price, which a service gives over HTTP. Nobody may decide the answer alone.
import { attendance, Loss, LossWindow, Missing, Round, Truth, Values } from "@weightkit/sdk";

/** Workers answer in cents, since the chain stores whole numbers only; the service answers in dollars. */
const CENTS: f64 = 100;
/** An error of 1% in a round costs a factor of exp(-1). */
const PERCENT: f64 = 100;
/** The most that one worker may weigh. */
const CAP: f64 = 0.3;

const round = Round.read();
const truth = Truth.http("https://prices.example/v1/eth-usd?at={timestamp}", "/data/close");

/** |inference - truth| in per cent of the truth, at most 5: one absurd answer must not outweigh a week of good ones. */
function percentOff(inference: f64, actual: f64, most: f64): f64 {
  return min((PERCENT * abs(inference - actual)) / actual, most);
}

const window = new LossWindow(round.workers, Missing.ignored());
for (let i = 0; i < round.length; i += 1) {
  const set = Values.scaled(round.set(i), CENTS);
  if (truth.isKnown(set)) window.add(Loss.by(set, truth, percentOff, 5), 1);
}

// Missing inferences cost no loss here, but attendance below 80% costs weight.
const next = round.weights.newcomers(0.05).hedge(window.mean(), 1).spread(0.05);
next.liveness(attendance(round), 0.8).capped(CAP).commit();
