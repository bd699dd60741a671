import { compareBytes, concat, utf8 } from "../numbers/bytes.js";
import { ByteBuffer } from "./byte-buffer.js";
import type { CommittedSet } from "./committed-set.js";
import { goJsonString } from "./json-text.js";
import type { WeightMatrix } from "./weight-matrix.js";

const OPEN = utf8('{"inferences":[');
const SET = utf8('{"timestamp":"');
const ANSWERS = utf8('","inferences":[');
const SET_END = utf8("]}");
const WEIGHTS = utf8('],"latest_weights":{');
const CLOSE = utf8("}}");
const WORKER = '{"worker":';
const INFERENCE = ',"inference":"';
const ANSWER_END = utf8('"}');
const COMMA = 0x2c;
const QUOTE = 0x22;

/**
 * Writes the stdin of a run as the chain does (protocol section 3): compact JSON, all numbers as strings, sets newest
 * first, `latest_weights` sorted by the bytes of the addresses. One buffer is reused: the result is valid until the
 * next call.
 */
export class PayloadWriter {
  readonly #out = new ByteBuffer(1 << 16);
  readonly #names: Uint8Array[] = [];
  /** `{"worker":"…","inference":"` and `"…":"`, by worker id. */
  readonly #answers: Uint8Array[] = [];
  readonly #keys: Uint8Array[] = [];
  readonly #sorted: number[] = [];

  /** Adds workers; their ids count on from the last. */
  add(workers: readonly string[]): void {
    for (const worker of workers) {
      const name = goJsonString(worker);
      this.#answers.push(concat([utf8(WORKER), name, utf8(INFERENCE)]));
      this.#keys.push(concat([name, utf8(':"')]));
      const id = this.#names.push(utf8(worker)) - 1;
      this.#sorted.splice(this.#place(id), 0, id);
    }
  }

  /** Where a worker belongs among the sorted. */
  #place(id: number): number {
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#compare(this.#sorted[middle] ?? 0, id) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #compare(a: number, b: number): number {
    return compareBytes(this.#names[a] ?? OPEN, this.#names[b] ?? OPEN);
  }

  /**
   * @param sets The window's sets, oldest first; written newest first.
   * @param order Reputers in the order that the chain meets them; the last one's entry of a worker is seen.
   */
  write(
    sets: readonly CommittedSet[],
    weights: WeightMatrix,
    order: readonly number[],
  ): Uint8Array {
    const out = this.#out;
    out.clear();
    out.bytes(OPEN);
    for (let i = sets.length - 1; i >= 0; i -= 1) {
      const set = sets[i];
      if (set === undefined) continue;
      if (i < sets.length - 1) out.byte(COMMA);
      this.#writeSet(set);
    }
    out.bytes(WEIGHTS);
    if (weights.empty) this.#writeFirstWeights(sets);
    else this.#writeWeights(weights, order);
    out.bytes(CLOSE);
    return out.view();
  }

  #writeSet(set: CommittedSet): void {
    const out = this.#out;
    out.bytes(SET);
    out.uint(set.timestamp);
    out.bytes(ANSWERS);
    for (let i = 0; i < set.workerIds.length; i += 1) {
      if (i > 0) out.byte(COMMA);
      out.bytes(this.#answers[set.workerIds[i] ?? 0] ?? OPEN);
      out.uint(set.stored[i] ?? 0);
      out.bytes(ANSWER_END);
    }
    out.bytes(SET_END);
  }

  #writeWeights(weights: WeightMatrix, order: readonly number[]): void {
    let first = true;
    for (const worker of this.#sorted) {
      const uint = weights.flattened(worker, order);
      if (Number.isNaN(uint)) continue;
      this.#writeWeight(worker, uint, first);
      first = false;
    }
  }

  /** No weight stored for the topic: every worker of the window with "0". */
  #writeFirstWeights(sets: readonly CommittedSet[]): void {
    const seen = new Uint8Array(this.#names.length);
    for (const set of sets) for (const worker of set.workerIds) seen[worker] = 1;
    let first = true;
    for (const worker of this.#sorted) {
      if (seen[worker] !== 1) continue;
      this.#writeWeight(worker, 0, first);
      first = false;
    }
  }

  #writeWeight(worker: number, uint: number, first: boolean): void {
    const out = this.#out;
    if (!first) out.byte(COMMA);
    out.bytes(this.#keys[worker] ?? OPEN);
    out.uint(uint);
    out.byte(QUOTE);
  }
}
