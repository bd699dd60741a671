import { generatedRound } from "../generate.js";
import type { Property } from "../property.js";
import { otherBytes } from "../other-bytes.js";

export const otherClock: Property = {
  name: "other-clock",
  statement: "the output does not depend on when within a minute a node runs",
  method: "a round is run with the clock 59 seconds ahead, with the same truth known",
  exempt:
    "the logic works with the time on purpose, in whole hours for instance; nodes run at slightly different times",
  rounds: generatedRound,
  onRecorded: true,
  judge: (round, lab) =>
    otherBytes(lab.run(round), lab.runAgain(round, { ahead: 59 }), "59 seconds later"),
};
