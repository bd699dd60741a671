// Half of all weight goes to newcomers, so that a new name is worth more than a record.
//
// Worker: 4
// Powers: {"knows":"pool","names":6}
// Exploit: {"leader":1,"lives":6}
// Gain: 0.593
import { Loss } from "@weightkit/sdk";
import { round, scored, truth } from "../support";

if (scored.length > 0)
  round.weights.newcomers(0.5).hedge(Loss.absolute(scored, truth).relative(), 0.5).commit();
else round.keepWeights();
