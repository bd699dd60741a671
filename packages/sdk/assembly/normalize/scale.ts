import { UnitSum } from "../math/unit-sum";
import { PerWorker } from "../per-worker";
import { Worker } from "../workers";

/**
 * Scales the column's numbers, in place, so that they sum to `total`. Negative numbers count as 0; when all are 0, everyone who
 * has a number gets the same. The result does not depend on the order of the workers.
 * @param total 0 to 1
 */
export function scaleTo(column: PerWorker, total: f64): void {
  const count = column.count();
  const most = column.max();
  // Relative to the largest first, so that no sum overflows.
  const sum = new UnitSum();
  if (most > 0) {
    for (let worker: Worker = 0; worker < column.length; worker++)
      sum.add(max<f64>(column.get(worker), 0) / most);
  }
  const whole = sum.value;
  for (let worker: Worker = 0; worker < column.length; worker++) {
    if (!column.has(worker)) continue;
    const share = whole > 0 ? max<f64>(column.get(worker), 0) / most / whole : 1 / <f64>count;
    column.set(worker, share * total);
  }
}

/** Copies all numbers of one column into another. */
export function copyInto(from: PerWorker, to: PerWorker): void {
  for (let worker: Worker = 0; worker < from.length; worker++) {
    if (from.has(worker)) to.set(worker, from.get(worker));
  }
}

/** The numbers of a column without gaps, in the order of the workers. */
export function numbersOf(column: PerWorker): StaticArray<f64> {
  const numbers = new StaticArray<f64>(column.count());
  let at = 0;
  for (let worker: Worker = 0; worker < column.length; worker++) {
    if (column.has(worker)) unchecked((numbers[at++] = column.get(worker)));
  }
  return numbers;
}
