import { plainEnd } from "../bytes";
import { AT_BYTE, JsonCursor } from "../json/cursor";
import { decimal, decimalValue } from "../number/decimal";
import { unsigned, unsignedValue } from "../number/unsigned";
import { STDERR, write } from "../host/wasi";
import { Text } from "../text/text";
import { Worker, Workers } from "../workers";
import {
  ENTRY,
  ENTRY_VALUE,
  SET_COUNT,
  SET_HEADER,
  SET_LEFT_OUT,
  SET_LEFT_OUT_COUNT,
  SET_TIMESTAMP,
} from "./layout";
import { apart } from "./apart";
import { texts } from "./texts";

/** Notes about single inferences on stderr; further ones are only counted. */
const MAX_NOTES: u32 = 20;

/** In place of a worker: the one that is kept apart. */
const APART: Worker = -2;

/** What is wrong with a key that comes again. */
export const TWICE = "given twice";

/**
 * Reads the payload in one pass. Decisions beyond JSON's grammar:
 * - Unknown keys are skipped. A known key or a worker given twice in one object is an error: whichever were taken would be a guess.
 * - Numbers may stand in strings or not; both follow JSON's grammar for numbers.
 * - An inference whose value is missing or no finite number is left out, with a note. So is a worker's second inference in one
 *   set. Neither stops the run, or one worker could stop everyone's.
 * - A worker's name must not be empty, nor hold half a surrogate pair.
 *
 * The sets found are written over the text already read (see `layout.ts`): each takes less room than its text.
 */
export class PayloadReader extends JsonCursor {
  readonly workers: Workers = new Workers();
  /** Address of the first set, and how many there are, in the payload's order. */
  readonly sets: usize;
  setCount: i32 = 0;
  /** Workers whose inference was left out, u32 each, set after set. */
  readonly leftOut: Text = new Text();
  leftOutCount: u32 = 0;
  /** Where the next result goes. */
  private to: usize;
  private readonly notes: Text = new Text();
  /** The value of the inference being read. */
  private value: f64 = NaN;
  /** What the worker kept apart answers in the set being read; NaN for nothing yet, an infinity when no number. */
  private answer: f64 = NaN;

  // Where the cursor is, for messages. -1 and "" stand for nowhere.
  private set: i32 = -1;
  private item: i32 = -1;
  private field: string = "";
  /** The worker whose weight is being read. */
  private weightOf: Worker = -1;

  constructor(begin: usize, length: usize) {
    super(begin, length);
    this.sets = begin;
    this.to = begin;
  }

  /** Reads it all; ends the run when it is malformed. */
  read(): void {
    this.open(0x7b);
    let seen = 0;
    for (let first = true; this.nextKey(first); first = false) {
      if (this.textIs("inferences")) {
        this.field = "inferences";
        seen = this.once(seen, 1);
        this.readSets();
      } else if (this.textIs("latest_weights")) {
        this.field = "latest_weights";
        seen = this.once(seen, 2);
        this.readWeights();
      } else {
        this.readOther();
      }
      this.field = "";
    }
    if (!(seen & 1)) this.missing("inferences");
    this.finish();
    this.printNotes();
  }

  /** Reads the value of an unknown key of the payload (in `text`): past it, unless a subclass knows it. */
  protected readOther(): void {
    this.skip();
  }

  /** Marks a key as seen; it must not have been. */
  protected once(seen: i32, key: i32): i32 {
    if (seen & key) this.failAt(TWICE, this.text - 1);
    return seen | key;
  }

  private readSets(): void {
    this.open(0x5b);
    for (let first = true; this.nextItem(first); first = false) {
      this.field = "";
      this.set = this.setCount;
      this.readSet();
      this.setCount++;
    }
    this.set = -1;
  }

  private readSet(): void {
    const header = this.to;
    let count: u32 = 0;
    let timestamp: u64 = 0;
    const firstLeftOut = this.leftOutCount;
    let seen = 0;
    if (apart) this.answer = NaN;
    this.open(0x7b);
    for (let first = true; this.nextKey(first); first = false) {
      if (this.textIs("timestamp")) {
        this.field = "timestamp";
        seen = this.once(seen, 1);
        timestamp = this.readUnsigned();
      } else if (this.textIs("inferences")) {
        this.field = "inferences";
        seen = this.once(seen, 2);
        count = this.readInferences(header + SET_HEADER);
      } else {
        this.skip();
      }
      this.field = "";
    }
    if (!(seen & 1)) this.missing("timestamp");
    if (!(seen & 2)) this.missing("inferences");
    store<u64>(header, timestamp, SET_TIMESTAMP);
    store<u32>(header, count, SET_COUNT);
    store<u32>(header, firstLeftOut, SET_LEFT_OUT);
    store<u32>(header, this.leftOutCount - firstLeftOut, SET_LEFT_OUT_COUNT);
    this.to = header + SET_HEADER + <usize>count * ENTRY;
    const other = apart;
    if (other && isFinite(this.answer)) other.answers.add(timestamp, this.answer);
  }

  /** Reads a set's inferences to the address on and returns how many are usable. */
  private readInferences(to: usize): u32 {
    const start = to;
    let previous: Worker = 0;
    const how = texts;
    this.open(0x5b);
    for (let first = true; this.nextItem(first); first = false) {
      this.field = "";
      this.item++;
      const start = this.at;
      let worker = texts ? -1 : this.readUsual(previous);
      const usual = worker >= 0;
      if (!usual) worker = this.readInference();
      if (apart && worker == APART) {
        // The first counts, were it bad.
        if (isNaN(this.answer)) this.answer = isNaN(this.value) ? Infinity : this.value;
        continue;
      }
      this.workers.follow(previous, worker);
      previous = worker;
      if (!this.workers.listIn(this.setCount + 1, worker)) {
        this.leaveOut(worker, ": second in its set", start);
      } else if (!isFinite(this.value)) {
        this.leaveOut(worker, how ? how.unusable : ": not a finite number", start);
      } else {
        store<u32>(to, worker);
        store<f64>(to, this.value, ENTRY_VALUE);
        to += ENTRY;
      }
    }
    this.item = -1;
    return <u32>((to - start) / ENTRY);
  }

  /**
   * Reads one inference that stands as the chain writes them, `{"worker":"…","inference":"…"}`, most likely of the worker who came
   * next the last time; its value goes to `value`. Returns the worker, or -1 when it stands in any other way, having moved nowhere.
   */
  private readUsual(previous: Worker): Worker {
    let p = this.at;
    if (load<u64>(p) != 0x72656b726f77227b || load<u32>(p, 7) != 0x223a2272) return -1;
    p += 11;
    let worker: Worker = -1;
    if (this.workers.count) {
      worker = this.workers.next(previous);
      const length = this.workers.match(worker, p);
      if (length && load<u8>(p + length) == 0x22) p += length;
      else worker = -1;
    }
    if (worker < 0) {
      const end = plainEnd(p);
      if (end == p || load<u8>(end) != 0x22) return -1;
      if (this.isApart(p, end - p)) return -1;
      worker = this.workers.intern(p, <i32>(end - p));
      p = end;
    }
    if (load<u64>(p) != 0x7265666e69222c22 || load<u64>(p, 7) != 0x223a2265636e6572) return -1;
    p = decimal(p + 15);
    if (!p || load<u16>(p) != 0x7d22) return -1;
    this.value = decimalValue;
    this.at = p + 2;
    return worker;
  }

  /** Reads one inference however it stands; its value, or NaN, goes to `value`. Returns the worker. */
  private readInference(): Worker {
    let worker: Worker = -1;
    let seen = 0;
    this.value = NaN;
    this.open(0x7b);
    for (let first = true; this.nextKey(first); first = false) {
      if (this.textIs("worker")) {
        this.field = "worker";
        seen = this.once(seen, 1);
        if (this.peek() != 0x22) this.expected("a string");
        const start = this.at;
        this.string();
        worker = this.intern(start);
      } else if (this.textIs("inference")) {
        this.field = "inference";
        seen = this.once(seen, 2);
        this.value = this.readValue();
      } else {
        this.skip();
      }
      this.field = "";
    }
    if (!(seen & 1)) this.missing("worker");
    return worker;
  }

  private isApart(name: usize, length: usize): bool {
    const other = apart;
    return other ? other.is(name, length) : false;
  }

  /** Interns the name just read, which starts (with its quote) at the address; `APART` for the worker that is kept apart. */
  private intern(start: usize): Worker {
    if (this.textLength == 0) this.failAt("empty name", start);
    if (this.loneSurrogate) this.failAt("lone surrogate", start);
    if (this.isApart(this.text, this.textLength)) return APART;
    return this.workers.intern(this.text, <i32>this.textLength);
  }

  /** Fails because the object that has just ended lacks a key. */
  private missing(key: string): void {
    this.at--;
    this.field = key;
    this.fail("missing");
  }

  /** Reads any value: the number that it is, in a string or not; NaN or an infinity when it is none. */
  protected readNumber(): f64 {
    const c = this.peek();
    this.skip();
    // The value was checked: it begins like a number only when it is one.
    let ok = c == 0x2d || c - 0x30 <= 9;
    if (c == 0x22) ok = decimal(this.text) == this.text + this.textLength;
    return ok ? decimalValue : NaN;
  }

  /** Reads the value of an inference: NaN or an infinity when it has no meaning. */
  private readValue(): f64 {
    const how = texts;
    if (!how) return this.readNumber();
    this.readText();
    return how.inference(this.text, this.textLength);
  }

  /** Reads any value into `text`: what stands in no string counts as its own text, so that `[1]` and `"[1]"` are the same. */
  protected readText(): void {
    const inString = this.peek() == 0x22;
    const start = this.at;
    this.skip();
    if (inString) return;
    this.text = start;
    this.textLength = this.at - start;
  }

  /** Reads a uint64, in a string or not. */
  protected readUnsigned(): u64 {
    const c = this.peek();
    const start = this.at;
    let end: usize;
    if (c == 0x22) {
      this.string();
      end = unsigned(this.text);
      if (end != this.text + this.textLength) end = 0;
    } else {
      end = unsigned(start);
      const next = <u32>load<u8>(end);
      if ((next | 0x20) == 0x65 || next == 0x2e) end = 0;
      this.at = end;
    }
    if (end == 0) this.expectedAt("an unsigned integer", start);
    return unsignedValue;
  }

  private readWeights(): void {
    this.open(0x7b);
    for (let first = true; this.nextKey(first); first = false) {
      const key = this.text - 1;
      this.weightOf = this.intern(key);
      const other = apart;
      if (other && this.weightOf == APART) {
        this.weightOf = -1;
        if (other.hasStored) this.failAt(TWICE, key);
        other.hasStored = true;
        other.hasWeight = this.readUnsigned() > 0;
        continue;
      }
      if (!this.workers.store(this.weightOf, this.readUnsigned())) this.failAt(TWICE, key);
      this.weightOf = -1;
    }
  }

  private leaveOut(worker: Worker, why: string, at: usize): void {
    store<u32>(this.leftOut.room(4), worker);
    if (++this.leftOutCount > MAX_NOTES) return;
    const notes = this.notes;
    this.writePath(notes);
    this.workers
      .quote(worker, notes.string(": left out "))
      .string(why)
      .string(AT_BYTE)
      .unsigned(at - this.begin)
      .byte(0x0a);
  }

  private printNotes(): void {
    if (this.leftOutCount > MAX_NOTES) {
      this.notes.unsigned(this.leftOutCount - MAX_NOTES).string(" more left out\n");
    }
    write(STDERR, this.notes.start, this.notes.length);
  }

  /** E.g. `inferences[3].inferences[1].worker` or `latest_weights["allo1a"]`; the whole document is `payload`. */
  protected writePath(message: Text): void {
    if (this.set >= 0) {
      writePlace(message, "inferences", this.set);
      if (this.item >= 0) writePlace(message.byte(0x2e), "inferences", this.item);
      if (this.field.length) message.byte(0x2e);
    } else if (!this.field.length) {
      message.string("payload");
    }
    message.string(this.field);
    if (this.weightOf >= 0) {
      this.workers.quote(this.weightOf, message.byte(0x5b)).byte(0x5d);
    }
  }
}

/** Writes a place in a list: `inferences[3]`. */
export function writePlace(message: Text, list: string, place: i32): Text {
  return message.string(list).byte(0x5b).unsigned(place).byte(0x5d);
}
