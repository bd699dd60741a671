import { payloadLength } from "./host/payload";
import { UNITS } from "./payload/layout";
import { MatrixPart, MatrixSink } from "./payload/matrix-reader";
import { readToo } from "./payload/seed-reader";
import { mistake } from "./trap";
import { Weights } from "./weights";
import { Worker, Workers } from "./workers";

/**
 * Every reputer's weights, as hosts that follow the seed document send them. The chain never does, and then there are no reputers. Make one, at
 * most, before the round is read with `Round.readSeed`, `readLabels`, `readDistributions` or `readVectors`. Nothing else in the round
 * depends on it.
 */
export class WeightMatrix extends MatrixSink {
  /** The stored weights, under 8 bytes as their name: the reputer's place and the worker's in `names`. */
  private readonly cells: Workers = new Workers();
  private readonly cell: usize = heap.alloc(8);

  constructor() {
    super();
    if (payloadLength) mistake("WeightMatrix: make it before the round is read");
    readToo(new MatrixPart(this));
  }

  /**
   * The weights that one reputer has stored, as fractions: 100000 of the chain's units are 1. Workers without a stored weight have no number
   * (`has` is false, unlike for a weight of 0); workers who are not in this round are dropped.
   * @param reputer 0 to `reputers.count` - 1
   */
  weights(reputer: Worker): Weights {
    if (<u32>reputer >= <u32>this.reputers.count) mistake("no such index");
    const row = new Weights(this.workers);
    for (let i = 0; i < this.cells.count; i++) {
      const cell = this.cells.nameAt(i);
      if (load<i32>(cell) != reputer) continue;
      const name = load<i32>(cell, 4);
      const worker = row.workers.at(this.names.nameAt(name), this.names.nameLength(name));
      if (worker >= 0) row.set(worker, <f64>this.cells.stored(i) / UNITS);
    }
    return row;
  }

  /** @internal Keeps a weight; false when the pair has one already. */
  store(reputer: Worker, name: Worker, weight: u64): bool {
    store<i32>(this.cell, reputer);
    store<i32>(this.cell, name, 4);
    return this.cells.store(this.cells.intern(this.cell, 8), weight);
  }
}
