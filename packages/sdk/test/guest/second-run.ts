// Runs a rule, named by TOPIC_ID, on the median's losses of the window, then a shaping rule; commits what comes out.
import {
  Loss,
  LossWindow,
  Losses,
  Missing,
  Normalize,
  Round,
  Truth,
  Weights,
} from "@weightkit/sdk";
import { attendance, environment } from "@weightkit/sdk";

const names = environment("TOPIC_ID").split(",");
const round = Round.read();
const truth = Truth.median();
const window = new LossWindow(round.workers, Missing.ignored());
for (let i = 0; i < round.length; i++) window.add(Loss.absolute(round.set(i), truth), 1);
const losses = window.mean();

function apply(weights: Weights, rule: string, losses: Losses): Weights {
  if (rule == "ema") return weights.ema(Normalize.softmax(losses, 1), 0.5);
  if (rule == "hedge") return weights.hedge(losses, 1);
  if (rule == "bayes") return weights.bayes(losses, 0.9);
  if (rule == "exponentiatedGradient")
    return weights.exponentiatedGradient(round.latestWithTruth(truth), truth, 1, 1);
  if (rule == "inverseVariance") return weights.inverseVariance(losses, 1);
  if (rule == "followTheLeader") return weights.followTheLeader(losses, 0.5);
  if (rule == "medianDistance") return weights.medianDistance(losses, 1);
  if (rule == "spread") return weights.spread(0.2);
  if (rule == "floored") return weights.floored(0.1);
  if (rule == "capped") return weights.capped(0.6);
  if (rule == "newcomers") return weights.newcomers(0.1);
  if (rule == "liveness") return weights.liveness(attendance(round), 0.8);
  throw new Error("no such rule: " + rule);
}

let weights = round.weights;
for (let i = 0; i < names.length; i++) {
  if (names[i] == "keep") round.keepWeights();
  else if (names[i] == "byHand") {
    const own = new Weights(round.workers);
    for (let worker = 0; worker < own.length; worker++) own.set(worker, 1);
    weights = own;
  } else if (names[i] != "commit") weights = apply(weights, names[i], losses);
}
weights.commit();
