import { STDERR, write } from "../host/wasi";
import { InferenceSet } from "../inference-set";
import {
  ENTRY,
  ENTRY_VALUE,
  ENTRY_WORKER,
  SET_COUNT,
  SET_HEADER,
  SET_LEFT_OUT,
  SET_LEFT_OUT_COUNT,
  SET_TIMESTAMP,
} from "../payload/layout";
import { Text } from "../text/text";
import { mistake } from "../trap";
import {
  DistributionKind,
  IntegerKind,
  IntervalKind,
  Kind,
  LabelKind,
  PackedKind,
  PartKind,
  ProbabilityKind,
  ScaledKind,
} from "./kind";
import { Packing } from "./packing";

/**
 * Decodes a set's inferences. The chain stores whole numbers only, so everything else travels as one: a probability in millionths, a class
 * by its number, an interval as the digits of one number. Each function returns the set with its inferences checked and decoded; an invalid
 * one is left out, with a note on stderr, and counted in `leftOutLength`. A parameter out of range ends the run.
 */
export namespace Values {
  /** Values in their own unit: (stored - offset) / scale. @param scale what stands for 1: above 0 @param offset what stands for 0 */
  export function scaled(set: InferenceSet, scale: f64, offset: f64 = 0): InferenceSet {
    if (!(scale > 0 && scale < Infinity)) mistake("Values.scaled: the scale must be above 0");
    return ofKind(set, new ScaledKind(scale, offset));
  }

  /** Probabilities, 0 to 1. @param scale what stands for certainty, e.g. 1000000 when 730000 means 73 % */
  export function probabilities(set: InferenceSet, scale: f64): InferenceSet {
    if (!(scale > 0 && scale < Infinity))
      mistake("Values.probabilities: the scale must be above 0");
    return ofKind(set, new ProbabilityKind(scale));
  }

  /** Whole numbers: what the chain stores anyway, but hosts that follow the seed document send any number. */
  export function integers(set: InferenceSet): InferenceSet {
    return ofKind(set, new IntegerKind());
  }

  /** Classes by number, 0 to `classes` - 1. @param classes how many there are: at least 1 */
  export function labels(set: InferenceSet, classes: i32): InferenceSet {
    if (classes < 1) mistake("Values.labels: at least one class is needed");
    return ofKind(set, new LabelKind(classes));
  }

  /** Packed numbers, checked and still packed. @param packing how they were packed */
  export function packed(set: InferenceSet, packing: Packing): InferenceSet {
    return ofKind(set, new PackedKind(packing, "packed number"));
  }

  /** Packed intervals, still packed; low must be at most high. @param packing two parts */
  export function intervals(set: InferenceSet, packing: Packing): InferenceSet {
    if (packing.parts != 2) mistake("Values.intervals: an interval has two parts");
    return ofKind(set, new IntervalKind(packing));
  }

  /** Packed distributions, still packed; no part may be below 0, nor all 0. @param packing one part for each class */
  export function distributions(set: InferenceSet, packing: Packing): InferenceSet {
    return ofKind(set, new DistributionKind(packing));
  }

  /**
   * One part of every packed inference as a set, for losses of single numbers: `Loss.absolute(Values.column(set, packing, 1), truth)`.
   * @param index 0 for the first
   */
  export function column(set: InferenceSet, packing: Packing, index: i32): InferenceSet {
    if (<u32>index >= <u32>packing.parts) mistake("Packing: no such part");
    return ofKind(set, new PartKind(packing, index));
  }

  /** Values of a custom kind. @param kind how they are decoded: your subclass of `Kind` */
  export function ofKind(set: InferenceSet, kind: Kind): InferenceSet {
    if (!set.exists) return set;
    const header = heap.alloc(SET_HEADER + <usize>set.length * ENTRY);
    const leftOut = heap.alloc((<usize>(set.leftOutLength + set.length)) << 2);
    const notes = new Text();
    let out = 0;
    for (; out < set.leftOutLength; out++) store<i32>(leftOut + (out << 2), set.leftOutWorker(out));
    let kept = header + SET_HEADER;
    for (let i = 0; i < set.length; i++) {
      const worker = set.worker(i);
      const value = kind.read(set.value(i));
      if (isFinite(value)) {
        store<i32>(kept, worker, ENTRY_WORKER);
        store<f64>(kept, value, ENTRY_VALUE);
        kept += ENTRY;
      } else {
        store<i32>(leftOut + (out++ << 2), worker);
        notes.string("inferences at ").unsigned(set.timestamp).string(": left out ");
        set.workers
          .quote(worker, notes)
          .string(", whose inference is not a valid ")
          .string(kind.name)
          .byte(0x0a);
      }
    }
    store<u64>(header, set.timestamp, SET_TIMESTAMP);
    store<u32>(header, <u32>((kept - header - SET_HEADER) / ENTRY), SET_COUNT);
    store<u32>(header, 0, SET_LEFT_OUT);
    store<u32>(header, out, SET_LEFT_OUT_COUNT);
    write(STDERR, notes.start, notes.length);
    return new InferenceSet(set.workers, header, leftOut);
  }
}
