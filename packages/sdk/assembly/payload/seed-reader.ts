import { Text } from "../text/text";
import { mistake } from "../trap";
import { Memo } from "../truth/memo";
import { Workers } from "../workers";
import { PayloadReader, TWICE, writePlace } from "./reader";
import { texts } from "./texts";

/** The truths in the payload: made when it is read, since whatever starts with the program is in every program. */
let truths: Memo | null = null;

/** What else is wanted of the payload; null for nothing. */
let part: SeedPart | null = null;

/** The truths in the payload, by timestamp; null when it has none. */
export function payloadTruths(): Memo | null {
  return truths;
}

/** Something else in the payload. Not read by the reader itself, so that programs that do not need it are not larger. */
export abstract class SeedPart {
  constructor(
    /** The key that it stands under. */
    readonly key: string,
  ) {}

  /**
   * Reads it, or ends the run.
   * @param begin where the payload begins
   * @param length of the payload, in bytes
   * @param at where the value begins
   * @param workers of the round
   * @returns the address after the value
   */
  abstract read(begin: usize, length: usize, at: usize, workers: Workers): usize;
}

/** From now on, this is read too. */
export function readToo(wanted: SeedPart): void {
  if (part) mistake("WeightMatrix: make only one");
  part = wanted;
}

/**
 * Reads the payload of a host that follows the seed document and sends the ground truth: next to the chain's keys,
 * `"ground_truth":[{"timestamp":"1700006400","value":"12.5"}, …]`, of all truths known by now, in any order. Values may be numbers or strings; a
 * value that means nothing, a missing key and a timestamp given twice are errors.
 */
export class SeedPayloadReader extends PayloadReader {
  /** The truth being read, counted from 0; -1 before the first, -2 outside of them. */
  private truth: i32 = -2;
  private readonly found: Memo = new Memo();
  private truthField: string = "";

  protected readOther(): void {
    const other = part;
    if (other && this.textIs(other.key)) {
      this.at = other.read(this.begin, this.limit - this.begin, this.at, this.workers);
      return;
    }
    if (!this.textIs("ground_truth")) return this.skip();
    if (truths) this.failAt(TWICE, this.text - 1);
    truths = this.found;
    this.truth = -1;
    this.open(0x5b);
    for (let first = true; this.nextItem(first); first = false) {
      this.truth++;
      this.readTruth();
    }
    this.truth = -2;
  }

  private readTruth(): void {
    let timestamp: u64 = 0;
    let value = NaN;
    let seen = 0;
    const start = this.at;
    this.open(0x7b);
    for (let first = true; this.nextKey(first); first = false) {
      if (this.textIs("timestamp")) {
        this.truthField = ".timestamp";
        seen = this.once(seen, 1);
        timestamp = this.readUnsigned();
      } else if (this.textIs("value")) {
        this.truthField = ".value";
        seen = this.once(seen, 2);
        value = this.readTruthValue();
      } else {
        this.skip();
      }
      this.truthField = "";
    }
    if (seen != 3) this.failAt('missing "timestamp" or "value"', this.at - 1);
    if (this.found.find(timestamp)) this.failAt("timestamp given twice", start);
    const how = texts;
    if (how && !isFinite(value)) {
      how.keep(timestamp);
      // As a number it is unknown.
      value = NaN;
    }
    this.found.add(timestamp, value);
  }

  /** Reads the value of a truth; fails when it has no meaning. */
  private readTruthValue(): f64 {
    this.peek();
    const at = this.at;
    const how = texts;
    let value: f64;
    if (how) {
      this.readText();
      value = how.truth(this.text, this.textLength);
      if (isNaN(value)) this.expectedAt(how.wanted, at);
    } else {
      value = this.readNumber();
      if (!isFinite(value)) this.expectedAt("a number", at);
    }
    return value;
  }

  protected writePath(message: Text): void {
    if (this.truth < -1) return super.writePath(message);
    if (this.truth < 0) message.string("ground_truth");
    else writePlace(message, "ground_truth", this.truth).string(this.truthField);
  }
}
