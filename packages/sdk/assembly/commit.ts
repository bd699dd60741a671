import { STDERR, STDOUT, write } from "./host/wasi";
import { PerWorker } from "./per-worker";
import { sortPlaces } from "./sort";
import { Text } from "./text/text";
import { trap } from "./trap";
import { Workers } from "./workers";

/** The chain keeps weights as integers: a weight of 1 is 100000 of these units. */
const UNITS: u32 = 100000;

let committed = false;

/** Prints `weights` as the chain's next weights; see `Weights.commit`. */
export function commit(weights: PerWorker): void {
  if (committed) throw new Error("commit: called twice, but a round has one result");
  committed = true;
  const workers = weights.workers;
  const units = apportion(weights);
  const output = new Text(1024).string('{"type":"weights","weights":{');
  const notes = new Text();
  let first = true;
  for (let worker = 0; worker < weights.length; worker++) {
    if (!weights.has(worker)) continue;
    const name = workers.nameAt(worker);
    const nameLength = workers.nameLength(worker);
    const amount = unchecked(units[worker]);
    if (amount == 0 && weights.get(worker) > 0) {
      notes.string("commit: the weight of ").quoted(name, nameLength);
      notes.string(" is below 0.00001, so the chain removes it\n");
    }
    if (!first) output.byte(0x2c);
    first = false;
    writeUnits(output.quoted(name, nameLength).string(':"'), amount).byte(0x22);
  }
  output.string("}}\n");
  write(STDERR, notes.start, notes.length);
  write(STDOUT, output.start, output.length);
}

/** What is compared while the largest remainders are sorted out. */
let remainders = new StaticArray<f64>(0);
let names = changetype<Workers>(0);

/** Splits 100000 units in proportion to the weights: whole units first, what is left to the largest remainders, ties by name. */
function apportion(weights: PerWorker): StaticArray<u32> {
  const count = weights.length;
  const units = new StaticArray<u32>(count);
  let most: f64 = 0;
  for (let worker = 0; worker < count; worker++) {
    const weight = weights.get(worker);
    if (!(weight >= 0 && weight < Infinity)) {
      const workers = weights.workers;
      const message = new Text().string("commit: the weight of ");
      trap(
        message
          .quoted(workers.nameAt(worker), workers.nameLength(worker))
          .string(" is negative or not finite"),
      );
    }
    most = max(most, weight);
  }
  if (weights.count() == 0) return units;
  if (most == 0) throw new RangeError("commit: all weights are 0, which would remove every worker");
  // Relative to the largest first, so that no sum overflows.
  let sum: f64 = 0;
  for (let worker = 0; worker < count; worker++) sum += weights.get(worker) / most;
  remainders = new StaticArray<f64>(count);
  names = weights.workers;
  const places = new StaticArray<i32>(count);
  let left = UNITS;
  for (let worker = 0; worker < count; worker++) {
    const exact = (weights.get(worker) / most / sum) * <f64>UNITS;
    const whole = <u32>exact;
    unchecked((units[worker] = whole));
    unchecked((remainders[worker] = exact - <f64>whole));
    unchecked((places[worker] = worker));
    left -= whole;
  }
  if (left) {
    sortPlaces(places, (a: i32, b: i32) => {
      const first = unchecked(remainders[a]);
      const second = unchecked(remainders[b]);
      return first == second ? names.isBefore(a, b) : first > second;
    });
    for (let i: u32 = 0; i < left && i < <u32>count; i++) unchecked(units[unchecked(places[i])]++);
  }
  return units;
}

/** Decimal text for which the chain's arithmetic, trunc(ParseFloat(text) * 100000), gives exactly these units. */
function writeUnits(output: Text, units: u32): Text {
  if (units == 0 || units == UNITS) return output.byte(units ? 0x31 : 0x30);
  output.string("0.");
  // Both are exact, so the quotient is the double nearest to the decimal text.
  const exact = <u32>((<f64>units / <f64>UNITS) * <f64>UNITS) == units;
  let place: u32 = UNITS / 10;
  for (let rest = units; place && (rest || !exact); place /= 10) {
    output.byte(0x30 + rest / place);
    rest %= place;
  }
  // E.g. 0.29 * 100000 is 28999.999999999996: a sixth decimal keeps clear of the edge.
  return exact ? output : output.byte(0x31);
}
