import { Text } from "../text/text";
import { Worker, Workers } from "../workers";
import { PayloadReader, TWICE, writePlace } from "./reader";
import { SeedPart } from "./seed-reader";

/** Where the matrix goes: see `WeightMatrix`. */
export abstract class MatrixSink {
  /** The reputers, by address: listed as workers are, with `count`, `name` and `find`. A reputer is its place among them. */
  readonly reputers: Workers = new Workers();
  /** @internal The workers of the matrix, who need not be the round's. */
  readonly names: Workers = new Workers();
  /** @internal The round's workers. */
  workers: Workers = this.names;
  /** @internal Whether the payload had a matrix. */
  isGiven: bool = false;

  /** @internal Keeps a weight; false when the pair has one already. */
  abstract store(reputer: Worker, name: Worker, weight: u64): bool;
}

/** What the payload of a host that follows the seed document holds under "weights"; see `WeightMatrix`. */
export class MatrixPart extends SeedPart {
  constructor(private readonly into: MatrixSink) {
    super("weights");
  }

  read(begin: usize, length: usize, at: usize, workers: Workers): usize {
    return new MatrixReader(begin, length, at, this.into).readMatrix(workers);
  }
}

/**
 * Reads `[{"reputer":"allo1…","worker":"allo1…","weight":"31764"}, …]`: every reputer's stored weight in every worker, in units of
 * 1/100000, in any order. A missing key, an empty name and a pair given twice are errors.
 */
class MatrixReader extends PayloadReader {
  private place: i32 = -1;
  private key: string = "";

  constructor(
    begin: usize,
    length: usize,
    at: usize,
    private readonly into: MatrixSink,
  ) {
    super(begin, length);
    this.at = at;
  }

  /** Returns the address after the array. */
  readMatrix(workers: Workers): usize {
    if (this.into.isGiven) this.failAt(TWICE, this.at);
    this.into.isGiven = true;
    this.into.workers = workers;
    this.open(0x5b);
    for (let first = true; this.nextItem(first); first = false) {
      this.place++;
      this.readCell();
    }
    return this.at;
  }

  private readCell(): void {
    const into = this.into;
    let reputer: Worker = 0;
    let worker: Worker = 0;
    let weight: u64 = 0;
    let seen = 0;
    const start = this.at;
    this.open(0x7b);
    for (let first = true; this.nextKey(first); first = false) {
      if (this.textIs("reputer")) {
        this.key = ".reputer";
        seen = this.once(seen, 1);
        reputer = this.readName(into.reputers);
      } else if (this.textIs("worker")) {
        this.key = ".worker";
        seen = this.once(seen, 2);
        worker = this.readName(into.names);
      } else if (this.textIs("weight")) {
        this.key = ".weight";
        seen = this.once(seen, 4);
        weight = this.readUnsigned();
      } else {
        this.skip();
      }
      this.key = "";
    }
    if (seen != 7) this.failAt('missing "reputer", "worker" or "weight"', this.at - 1);
    if (!into.store(reputer, worker, weight)) this.failAt("weight given twice", start);
  }

  private readName(names: Workers): Worker {
    if (this.peek() != 0x22) this.expected("a string");
    const start = this.at;
    this.string();
    if (this.textLength == 0) this.failAt("empty name", start);
    if (this.loneSurrogate) this.failAt("lone surrogate", start);
    return names.intern(this.text, <i32>this.textLength);
  }

  protected writePath(message: Text): void {
    if (this.place < 0) message.string("weights");
    else writePlace(message, "weights", this.place).string(this.key);
  }
}
