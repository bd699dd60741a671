// Rates price forecasts against a price service: how much better than "no change" each worker was, the latest hours first.
import { Age, Loss, LossWindow, Missing, naiveError } from "@weightkit/sdk";
import { Normalize, Round, Truth, Values } from "@weightkit/sdk";

/** Workers answer in cents, since the chain stores whole numbers only; the service tells dollars. */
const CENTS: f64 = 100;
/** An inference of so many seconds before the newest counts half. */
const HALF_LIFE: f64 = 4 * 3600;
/** Losing a quarter of the naive error more than another costs a factor of 2.72. */
const TEMPERATURE: f64 = 0.25;
/** How much one round counts against all that went before. */
const ALPHA: f64 = 0.2;

const round = Round.read();

// One request for each time at which inferences were made; 404 means "not known yet".
const truth = Truth.http("https://prices.example/v1/eth-usd/{timestamp}", "/data/close");

// What "the price stays as it was" would have lost, on average: the unit in which losses are counted.
const naive = naiveError(round, truth);

// Staying away costs as much as saying "no change".
const window = new LossWindow(round.workers, Missing.costs(1));
for (let i = 0; i < round.length; i++) {
  const set = round.set(i);
  if (naive > 0 && truth.isKnown(set)) {
    const losses = Loss.scaled(Values.scaled(set, CENTS), truth, naive);
    window.add(losses, Age.halving(round, set, HALF_LIFE));
  }
}

round.weights.ema(Normalize.softmax(window.mean(), TEMPERATURE), ALPHA).commit();
