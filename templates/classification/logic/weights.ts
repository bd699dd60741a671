// Rates workers by how often they name the right class.
import { Loss, LossWindow, Missing, Normalize, Param, Round, Truth, Values } from "@weightkit/sdk";

/** 0 clear, 1 cloudy, 2 rain, 3 snow: a worker answers the class's number. */
const CLASSES = 4;
/** Being wrong a tenth of the time more often than another costs a factor of 2.72. */
const TEMPERATURE = Param.f64("temperature", 0.1);
/** How much one round counts, relative to all rounds before it: 0 = nothing, 1 = everything. */
const ALPHA = Param.f64("alpha", 0.2);

const round = Round.read();

// The class that occurred, by the time for which it was inferred.
const truth = Truth.http("https://data.example/sky/{timestamp}", "/class");

// Share of wrong answers since the last round. Staying away, or a number that is not a class, counts as wrong.
const window = new LossWindow(round.workers, Missing.costs(1));
for (let i = 0; i < round.length; i++) {
  const set = round.set(i);
  if (truth.isKnown(set)) window.add(Loss.zeroOne(Values.labels(set, CLASSES), truth), 1);
}

round.weights.ema(Normalize.softmax(window.mean(), TEMPERATURE), ALPHA).commit();
