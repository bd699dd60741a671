import { STDERR, STDOUT, write } from "./host/wasi";
import { apart } from "./payload/apart";
import { PerWorker } from "./per-worker";
import { sortLast } from "./sort";
import { Text } from "./text/text";
import { mistake, trap } from "./trap";
import { Worker, Workers } from "./workers";

/** The chain keeps weights as integers: a weight of 1 is 100000 of these units. */
const UNITS: u32 = 100000;

let committed = false;

/**
 * Prints `weights` as the chain's next weights; see `Weights.commit`.
 * @param isLearnt whether to name anybody: a worker that the output does not name keeps its weight; see `Round.keepWeights`
 */
export function commit(weights: PerWorker, isLearnt: bool): void {
  if (committed) mistake("commit: called twice");
  committed = true;
  const workers = weights.workers;
  const units = isLearnt ? apportion(weights) : 0;
  const output = new Text(1024).string('{"type":"weights","weights":{');
  const notes = new Text();
  let first = true;
  for (let worker = 0; isLearnt && worker < weights.length; worker++) {
    if (!weights.has(worker)) continue;
    const name = workers.nameAt(worker);
    const nameLength = workers.nameLength(worker);
    const amount = load<u32>(units + ((<usize>worker) << 2));
    if (amount == 0 && weights.get(worker) > 0) {
      nameWeight(notes, workers, worker).string(" is below 0.00001, so the chain removes it\n");
    }
    if (!first) output.byte(0x2c);
    first = false;
    writeUnits(output.quoted(name, nameLength), amount);
  }
  const other = apart;
  if (other && isLearnt && other.hasWeight) {
    // Named with 0, so that the chain removes it.
    if (!first) output.byte(0x2c);
    writeUnits(other.quote(output), 0);
  }
  output.string("}}\n");
  write(STDERR, notes.start, notes.length);
  write(STDOUT, output.start, output.length);
}

function nameWeight(message: Text, workers: Workers, worker: Worker): Text {
  return workers.quote(worker, message.string("commit: the weight of "));
}

/** What is compared while the remainders are sorted: theirs, by worker. */
let remainders: usize = 0;
let names = changetype<Workers>(0);

/**
 * Splits 100000 units in proportion to the weights: whole units first, what is left to the largest remainders, ties by name.
 * @returns address of the units, u32 each, by worker
 */
function apportion(weights: PerWorker): usize {
  const count = weights.length;
  const units = heap.alloc((<usize>count) << 2);
  let most: f64 = 0;
  for (let worker = 0; worker < count; worker++) {
    const weight = weights.get(worker);
    if (!(weight >= 0 && weight < Infinity)) {
      const message = nameWeight(new Text(), weights.workers, worker);
      trap(message.string(" is negative or not finite"));
    }
    most = max(most, weight);
  }
  if (most == 0) {
    if (weights.count()) mistake("commit: all weights are 0");
    return units;
  }
  // Relative to the largest first, so that no sum overflows.
  let sum: f64 = 0;
  for (let worker = 0; worker < count; worker++) sum += weights.get(worker) / most;
  names = weights.workers;
  remainders = heap.alloc((<usize>count) << 3);
  const places = heap.alloc((<usize>count) << 2);
  let left = <i32>UNITS;
  for (let worker = 0; worker < count; worker++) {
    const exact = (weights.get(worker) / most / sum) * <f64>UNITS;
    const whole = <u32>exact;
    store<u32>(units + ((<usize>worker) << 2), whole);
    store<f64>(remainders + ((<usize>worker) << 3), exact - <f64>whole);
    store<u32>(places + ((<usize>worker) << 2), worker);
    left -= <i32>whole;
  }
  sortLast(places, count, left, hasLessLeft);
  for (let i = max(count - left, 0); i < count; i++) {
    const at = units + ((<usize>load<u32>(places + ((<usize>i) << 2))) << 2);
    store<u32>(at, load<u32>(at) + 1);
  }
  return units;
}

function hasLessLeft(a: i32, b: i32): bool {
  const first = load<f64>(remainders + ((<usize>a) << 3));
  const second = load<f64>(remainders + ((<usize>b) << 3));
  return first == second ? names.isBefore(b, a) : first < second;
}

/**
 * Writes `:"TEXT"`, decimal text for which the chain's arithmetic, trunc(ParseFloat(TEXT) * 100000), gives exactly these units: five
 * decimals, or six where five would lose a unit.
 */
function writeUnits(output: Text, units: u32): void {
  const at = output.room(12);
  // Both are exact, so the quotient is the double nearest to the decimal text. E.g. 0.29 * 100000 is 28999.999999999996.
  const exact = <u32>((<f64>units / <f64>UNITS) * <f64>UNITS) == units;
  // :"0. or :"1. and at the end 1" or "
  store<u32>(at, units == UNITS ? 0x2e31223a : 0x2e30223a);
  store<u16>(at, exact ? 0x22 : 0x2231, 9);
  for (let digit = at + 8; digit > at + 3; digit--) {
    store<u8>(digit, 0x30 + (units % 10));
    units /= 10;
  }
  output.length -= exact ? 2 : 1;
}
