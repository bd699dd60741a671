// Hedge: each week every weight is multiplied by exp(-loss in kelvin), newcomers get a share, a twentieth is spread evenly.
import { Round } from "@weightkit/sdk";
import { lastWeek } from "./last-week";

const round = Round.read();
round.weights.newcomers(0.05).hedge(lastWeek(round, false), 1).spread(0.05).commit();
