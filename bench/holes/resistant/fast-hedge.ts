// The best worker soon has nearly all, so that it has nothing left to gain.
//
// Worker: 1
// Powers: {"knows":"pool","names":32}
import { Loss } from "@weightkit/sdk";
import { round, scored, truth } from "../support";

if (scored.length > 0) round.weights.hedge(Loss.absolute(scored, truth).relative(), 2).commit();
else round.keepWeights();
