// A moving average: a tenth of every week's softmax of losses, nine tenths of what stood.
import { Normalize, Round } from "@weightkit/sdk";
import { lastWeek } from "./last-week";

const round = Round.read();
const scores = Normalize.softmax(lastWeek(round, false), 1);
round.weights.ema(scores, 0.1).commit();
