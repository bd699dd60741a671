import { InferenceSet } from "../inference-set";
import { PayloadReader } from "../payload/reader";
import { Text } from "../text/text";
import { Memo } from "./memo";
import { Truth } from "./truth";

/** What the payload told: made when it is read, since whatever starts with the program is in every program. */
let told: Memo | null = null;

/**
 * Reads the payload of a host that follows the seed document and tells the ground truth: beside the chain's keys,
 * `"ground_truth":[{"timestamp":"1700006400","value":"12.5"}, …]`, of all truths known by now, in any order. Values may be numbers or strings; a
 * value that is no finite number, a missing key and a timestamp given twice are errors.
 */
export class SeedPayloadReader extends PayloadReader {
  /** The truth being read, counted from 0; -1 before the first, -2 outside of them. */
  private truth: i32 = -2;
  private readonly told: Memo = new Memo();
  private truthField: string = "";

  protected readOther(): void {
    if (!this.textIs("ground_truth")) return this.skip();
    if (told) this.failAt("given twice", this.text - 1);
    told = this.told;
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
        this.peek();
        const at = this.at;
        value = this.readNumber();
        if (!isFinite(value)) this.expectedAt("a number", at);
      } else {
        this.skip();
      }
      this.truthField = "";
    }
    if (seen != 3) this.failAt('missing "timestamp" or "value"', this.at - 1);
    if (this.told.find(timestamp)) this.failAt("timestamp given twice", start);
    this.told.add(timestamp, value);
  }

  protected writePath(message: Text): void {
    if (this.truth < -1) return super.writePath(message);
    message.string("ground_truth");
    if (this.truth >= 0) message.byte(0x5b).unsigned(this.truth).byte(0x5d).string(this.truthField);
  }
}

/** See `Truth.told`. */
export class PayloadTruth extends Truth {
  protected find(set: InferenceSet): f64 {
    const known = told;
    const at = known ? known.find(set.timestamp) : 0;
    return at ? load<f64>(at) : NaN;
  }
}
