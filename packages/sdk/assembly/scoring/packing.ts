import { mistake } from "../trap";

/**
 * Several numbers in one. The chain stores a single whole number a worker, so an interval or a distribution travels as the digits of
 * one number: with base 1000, 12,034,567 holds the parts 12, 34 and 567. Larger numbers than 2^53 would be rounded on their way to the chain.
 */
export class Packing {
  /**
   * @param parts how many numbers travel together
   * @param base each part, as it travels, is a whole number from 0 to `base` - 1; base^parts must not exceed 2^53
   * @param scale what stands for 1: 10 when a part of 25 means 2.5
   * @param offset what stands for 0: 500 when a part of 480 means -20 (before scaling)
   */
  constructor(
    readonly parts: i32,
    readonly base: i32,
    readonly scale: f64 = 1,
    readonly offset: f64 = 0,
  ) {
    if (parts < 1 || base < 2 || !(this.most <= 9007199254740991))
      mistake("Packing: base to the power of parts must not exceed 2^53");
    if (!(scale > 0 && scale < Infinity)) mistake("Packing: the scale must be above 0");
  }

  /** The largest packed number: base^parts - 1. */
  get most(): f64 {
    let all: f64 = 1;
    for (let i = 0; i < this.parts; i++) all *= <f64>this.base;
    return all - 1;
  }

  /** Whether the number is a packed one: whole, from 0 to `most`. */
  fits(packed: f64): bool {
    return packed >= 0 && packed <= this.most && floor(packed) == packed;
  }

  /** A part, in its own unit. @param packed a set's `value` @param index 0 for the first, which travels in the highest digits */
  part(packed: f64, index: i32): f64 {
    if (<u32>index >= <u32>this.parts) mistake("Packing: no such part");
    let rest = <u64>max<f64>(0, min(packed, this.most));
    for (let i = this.parts - 1; i > index; i--) rest /= this.base;
    return (<f64>(rest % this.base) - this.offset) / this.scale;
  }
}
