import { InferenceSet } from "../inference-set";
import { decimal, decimalValue } from "../number/decimal";
import { Text } from "../text/text";
import { mistake } from "../trap";
import { Memo } from "../truth/memo";
import { Truth } from "../truth/truth";
import { Labels } from "./labels";
import { Packing } from "./packing";

/** Most parts of a vector. */
const MAX_PARTS = 65536;

/** Several numbers that come as one text, `"[0.2,0.5,0.3]"`. A set's f64 is then the place of the vector in a table. */
export abstract class TextPacking extends Packing {
  /** The parts, f64 each, vector after vector. */
  private readonly table: Text = new Text();
  private count: i32 = 0;

  constructor(parts: i32) {
    super(parts, 2);
    if (parts > MAX_PARTS) mistake("Vectors: at most 65536 parts");
  }

  /** @internal The last place; -1 when there are no vectors. */
  get most(): f64 {
    return <f64>(this.count - 1);
  }

  /** A part, in its own unit. @param vector a set's `value` @param index 0 for the first */
  part(vector: f64, index: i32): f64 {
    if (<u32>index >= <u32>this.parts) mistake("Packing: no such part");
    if (!this.fits(vector)) mistake("Vectors: no such vector");
    return load<f64>(this.table.start + ((<usize>(<i32>vector * this.parts + index)) << 3));
  }

  /**
   * @internal Reads a text: the place of its vector, or NaN when it is none.
   * @param start address of the UTF-8, followed by a byte that no number contains
   */
  read(start: usize, length: usize): f64 {
    const used = this.table.length;
    const to = this.table.room((<usize>this.parts) << 3);
    if (numbers(start, start + length, to, this.parts) && this.means(to)) {
      this.count++;
      return this.most;
    }
    this.table.length = used;
    return NaN;
  }

  /** Whether the parts at the address make sense together. */
  protected means(_at: usize): bool {
    return true;
  }
}

/**
 * Vectors of numbers as a host that follows the seed document sends them: JSON arrays of finite numbers. Make one and pass it to
 * `Round.readVectors`. From then on it is the `Packing` of the round's inferences: `part(set.value(i), 0)` is a vector's first number,
 * `Values.column` makes a set of one part of each, and `Loss.interval`, `Loss.quantiles` and similar take it.
 */
export class Vectors extends TextPacking {
  /** @internal Truths that are vectors. */
  readonly truths: Memo = new Memo();

  /** @param parts how many numbers a vector has, 1 to 65536 */
  constructor(parts: i32) {
    super(parts);
  }

  /**
   * One part of the truths in the payload, when they are vectors as well, to go with the same `Values.column`. (When they are numbers,
   * use `Truth.fromPayload`.) @param index 0 for the first
   */
  truth(index: i32): Truth {
    if (<u32>index >= <u32>this.parts) mistake("Packing: no such part");
    return new VectorTruth(this, index);
  }
}

/** See `Vectors.truth`. */
class VectorTruth extends Truth {
  constructor(
    private readonly vectors: Vectors,
    private readonly index: i32,
  ) {
    super();
  }

  protected find(set: InferenceSet): f64 {
    const at = this.vectors.truths.find(set.timestamp);
    return at ? this.vectors.part(load<f64>(at), this.index) : NaN;
  }
}

/**
 * Probabilities of classes as a host that follows the seed document sends them: JSON arrays of one number for each class, each at least 0,
 * together 1 up to rounding. Make one and pass it to `Round.readDistributions`. From then on it is the `Packing` of the round's inferences:
 * `part(set.value(i), 0)` is the probability of the first class, and `Loss.categoricalBrier`, `Loss.categoricalLog` and
 * `Loss.rankedProbability` take it.
 */
export class Distributions extends TextPacking {
  /** @internal */
  readonly labels: Labels;

  /**
   * @param labels names of the classes, in the order of the probabilities: at most 65536
   * @param tolerance how far from 1 the sum may be: at least 0. The default admits [0.33, 0.33, 0.33]; all scores scale it to sum to 1
   */
  constructor(
    labels: StaticArray<string>,
    private readonly tolerance: f64 = 0.01,
  ) {
    super(labels.length);
    if (!(tolerance >= 0)) mistake("Distributions: the tolerance must be at least 0");
    this.labels = new Labels(labels);
  }

  /** @internal */
  protected means(at: usize): bool {
    let sum: f64 = 0;
    for (let i = 0; i < this.parts; i++) {
      const part = load<f64>(at + ((<usize>i) << 3));
      if (part < 0) return false;
      sum += part;
    }
    // In doubles 0.33 + 0.33 + 0.33 is further from 1 than 0.01.
    return abs(sum - 1) <= this.tolerance + 1e-12;
  }
}

/** Reads a JSON array of so many finite numbers, f64 each, to an address; false when it is anything else. */
function numbers(p: usize, end: usize, to: usize, count: i32): bool {
  p = afterSpace(p);
  if (load<u8>(p) != 0x5b) return false;
  for (let i = 0; i < count; i++) {
    p = decimal(afterSpace(p + 1));
    if (!p || !isFinite(decimalValue)) return false;
    store<f64>(to + ((<usize>i) << 3), decimalValue);
    p = afterSpace(p);
    if (load<u8>(p) != (i < count - 1 ? 0x2c : 0x5d)) return false;
  }
  // What stands in no string ends here, whatever white space follows.
  return p + 1 == end || afterSpace(p + 1) == end;
}

/** Address of the first byte from there on that is not white space. */
function afterSpace(p: usize): usize {
  let c: u32 = load<u8>(p);
  while (c == 0x20 || c == 0x0a || c == 0x0d || c == 0x09) c = load<u8>(++p);
  return p;
}
