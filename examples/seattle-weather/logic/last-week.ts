import { Loss, Losses, LossWindow, Missing, Round, Truth, Values } from "@weightkit/sdk";

/** Workers answer in hundredths of a kelvin, since the chain stores unsigned whole numbers only. */
const SCALE: f64 = 100;

/** Mean loss of every worker over the week that the round sees, in kelvin; being away costs the day's mean. */
export function lastWeek(round: Round, squared: bool): Losses {
  const truth = Truth.http("https://weather.example/seattle/{timestamp}", "/max");
  const window = new LossWindow(round.workers, Missing.asMean());
  for (let i = 0; i < round.length; i += 1) {
    const set = Values.scaled(round.set(i), SCALE);
    if (!truth.isKnown(set)) continue;
    window.add(squared ? Loss.squared(set, truth) : Loss.absolute(set, truth), 1);
  }
  return window.mean();
}
