import type { Adversary } from "./adversary.js";
import { collusion } from "./adversaries/collusion.js";
import { constant } from "./adversaries/constant.js";
import { copyLate } from "./adversaries/copy-late.js";
import { copyLeader } from "./adversaries/copy-leader.js";
import { copyMedian } from "./adversaries/copy-median.js";
import { copyingReputer } from "./adversaries/copying-reputer.js";
import { dropOut } from "./adversaries/drop-out.js";
import { emptyWindow } from "./adversaries/empty-window.js";
import { garbage } from "./adversaries/garbage.js";
import { griefer } from "./adversaries/griefer.js";
import { halter } from "./adversaries/halter.js";
import { honest } from "./adversaries/honest.js";
import { lateJoiner } from "./adversaries/late-joiner.js";
import { lazyReputer } from "./adversaries/lazy-reputer.js";
import { noise } from "./adversaries/noise.js";
import { outlierBomb } from "./adversaries/outlier-bomb.js";
import { picker } from "./adversaries/picker.js";
import { sleeper } from "./adversaries/sleeper.js";
import { spreadNames } from "./adversaries/spread-names.js";
import { stakeWhale } from "./adversaries/stake-whale.js";
import { stuck } from "./adversaries/stuck.js";
import { threeNames } from "./adversaries/three-names.js";
import { unitError } from "./adversaries/unit-error.js";
import { whitewasher } from "./adversaries/whitewasher.js";

/** All adversaries, by name. */
export const ADVERSARIES: readonly Adversary[] = [
  honest,
  threeNames,
  spreadNames,
  copyMedian,
  copyLeader,
  copyLate,
  collusion,
  whitewasher,
  sleeper,
  lateJoiner,
  dropOut,
  picker,
  griefer,
  constant,
  stuck,
  noise,
  outlierBomb,
  unitError,
  garbage,
  emptyWindow,
  halter,
  lazyReputer,
  copyingReputer,
  stakeWhale,
];
