import { sameBytes } from "../bytes";
import { decimal, decimalValue } from "../number/decimal";
import { Text } from "../text/text";
import { mistake } from "../trap";

/** Names of classes, in the order of their numbers. */
export class Labels {
  /** How many there are. */
  readonly count: i32;
  /** Each name's length (u32) and UTF-8, one after the other. */
  private readonly names: Text = new Text();

  constructor(labels: StaticArray<string>) {
    this.count = labels.length;
    for (let i = 0; i < labels.length; i++) {
      const label = new Text().string(unchecked(labels[i]));
      if (this.named(label.start, label.length) >= 0) mistake("labels: a name is given twice");
      store<u32>(this.names.room(4), <u32>label.length);
      this.names.bytes(label.start, label.length);
    }
  }

  /**
   * The number of the class that a text names, or of which it is the number; NaN when neither.
   * @param start address of the UTF-8, followed by a byte that no number contains
   */
  number(start: usize, length: usize): f64 {
    const place = this.named(start, length);
    if (place >= 0) return <f64>place;
    const isNumber = decimal(start) == start + length;
    const number = decimalValue;
    const isClass = number >= 0 && number < <f64>this.count && floor(number) == number;
    return isNumber && isClass ? number : NaN;
  }

  /** The place of the name, or -1. */
  private named(start: usize, length: usize): i32 {
    let at = this.names.start;
    const end = at + this.names.length;
    for (let place = 0; at < end; place++) {
      const size = <usize>load<u32>(at);
      if (size == length && sameBytes(at + 4, start, size)) return place;
      at += 4 + size;
    }
    return -1;
  }
}
