import { absentWorker } from "./absent-worker.js";
import { chainHalt } from "./chain-halt.js";
import { closerToTruth } from "./closer-to-truth.js";
import { emptySecondRun } from "./empty-second-run.js";
import { equalWorkers } from "./equal-workers.js";
import { extremeValues } from "./extreme-values.js";
import { finiteWeights } from "./finite-weights.js";
import { knownWorkers } from "./known-workers.js";
import { fuel, memory, time } from "./limits.js";
import { longPause } from "./long-pause.js";
import { longRun } from "./long-run.js";
import { malformedValues } from "./malformed-values.js";
import { manyWorkers } from "./many-workers.js";
import { newcomer } from "./newcomer.js";
import { noWorkers } from "./no-workers.js";
import { oneObject } from "./one-object.js";
import { oneWorker } from "./one-worker.js";
import { otherClock } from "./other-clock.js";
import { otherDate } from "./other-date.js";
import { otherSeed } from "./other-seed.js";
import { otherTopic } from "./other-topic.js";
import { renaming } from "./renaming.js";
import { sameBytes } from "./same-bytes.js";
import { scale } from "./scale.js";
import { setOrder } from "./set-order.js";
import { shift } from "./shift.js";
import { size } from "./size.js";
import { weightSum } from "./weight-sum.js";
import { workerOrder } from "./worker-order.js";
import type { Property } from "../property.js";

/** All properties, in the order of the report. */
export const PROPERTIES: readonly Property[] = [
  oneObject,
  finiteWeights,
  knownWorkers,
  weightSum,
  sameBytes,
  otherSeed,
  otherClock,
  otherTopic,
  otherDate,
  workerOrder,
  setOrder,
  renaming,
  scale,
  shift,
  closerToTruth,
  equalWorkers,
  absentWorker,
  newcomer,
  oneWorker,
  noWorkers,
  longPause,
  extremeValues,
  malformedValues,
  manyWorkers,
  longRun,
  emptySecondRun,
  chainHalt,
  fuel,
  memory,
  time,
  size,
];
