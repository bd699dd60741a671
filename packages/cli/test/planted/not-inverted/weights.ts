// The larger the loss, the larger the weight: `inverted` is missing.
import { Loss, Round, Truth } from "@weightkit/sdk";
const round = Round.read();
const truth = Truth.http("https://data.example/{timestamp}", "");
const losses = Loss.absolute(round.latestWithTruth(truth), truth);
round.weights.ema(losses.normalized(), 0.1).commit();
