// Shares of merit as in the template ema-absolute-error, which differ little, where answers are sealed and names expensive.
//
// Worker: 4
// Powers: {"knows":"past","names":1}
import { Loss } from "@weightkit/sdk";
import { round, scored, truth } from "../support";

if (scored.length > 0)
  round.weights.ema(Loss.absolute(scored, truth).normalized().inverted(), 0.1).commit();
else round.keepWeights();
