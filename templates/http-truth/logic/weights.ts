// Rates price forecasts against a price service: how far off each worker was against the others, the latest hours first.
import {
  Age,
  Loss,
  LossWindow,
  Missing,
  Normalize,
  Param,
  Round,
  Truth,
  Values,
} from "@weightkit/sdk";

/** Workers answer in cents, since the chain stores whole numbers only; the service answers in dollars. */
const CENTS: f64 = 100;
/** An inference made this many seconds before the newest counts half. */
const HALF_LIFE = Param.f64("half-life", 14400);
/** An error that is larger than another by a quarter of the median worker's costs a factor of 2.72. */
const TEMPERATURE = Param.f64("temperature", 0.25);
/** How much one round counts against all earlier ones. */
const ALPHA = Param.f64("alpha", 0.2);

const round = Round.read();

// One request for each time at which inferences were made; 404 means "not known yet".
const truth = Truth.http("https://prices.example/v1/eth-usd/{timestamp}", "/data/close");

// Errors relative to the median worker's, so that a calm hour counts as much as a wild one. Staying away costs as much as being that worker.
const window = new LossWindow(round.workers, Missing.costs(1));
for (let i = 0; i < round.length; i++) {
  const set = round.set(i);
  if (!truth.isKnown(set)) continue;
  const losses = Loss.absolute(Values.scaled(set, CENTS), truth).relative();
  window.add(losses, Age.halving(round, set, HALF_LIFE));
}

// Without any truth nothing is learnt, and all weights stay.
round.weights.ema(Normalize.softmax(window.mean(), TEMPERATURE), ALPHA).commit();
