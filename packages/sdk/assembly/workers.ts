import { enlarged, sameBytes } from "./bytes";
import { Text } from "./text/text";
import { mistake } from "./trap";

/**
 * A worker of this round: its index, from 0, in the round's list of workers. Values by worker are kept by index, so names need not be
 * looked up.
 */
export type Worker = i32;

/** What is kept of each worker. Offsets in bytes. */
const NAME = 0; // u32, address
const NAME_LENGTH = 4; // u32
const HASH = 8; // u32
const LAST_SET = 12; // u32, the set that listed the worker last, counted from 1
const STORED = 16; // u64, the stored weight in units of 1/100000
const HAS_STORED = 24; // u16
const IS_PLAIN = 26; // u16, whether a JSON string can hold the name's bytes as they are
const NEXT = 28; // u32, the worker that came after this one the last time; at first, whoever is first
const RECORD = 32;

/** The workers of a round: everyone who is in a set of inferences or has a stored weight, in order of first appearance. */
export class Workers {
  private records: usize = 0;
  /** Open-addressing hash table of place + 1, 0 for free; a power of two, at most half full: there is a record for every other slot. */
  private slots: usize = 0;
  private mask: u32 = 0;
  /** How many workers there are. */
  count: i32 = 0;

  /** The worker's address (bech32), as the payload names it. */
  name(worker: Worker): string {
    return String.UTF8.decodeUnsafe(this.nameAt(worker), this.nameLength(worker));
  }

  /** The worker with that address (bech32), or -1 when it is not in this round. */
  find(name: string): Worker {
    const bytes = String.UTF8.encode(name);
    return this.at(changetype<usize>(bytes), bytes.byteLength);
  }

  /** @internal The same for a name in UTF-8. */
  at(name: usize, length: i32): Worker {
    return this.mask ? load<i32>(this.slot(name, length, hashOf(name, length))) - 1 : -1;
  }

  /** @internal Address of the name's UTF-8. */
  nameAt(worker: Worker): usize {
    return load<u32>(this.record(worker), NAME);
  }

  /** @internal */
  nameLength(worker: Worker): i32 {
    return load<i32>(this.record(worker), NAME_LENGTH);
  }

  /** @internal Writes the name as a JSON string. */
  quote(worker: Worker, into: Text): Text {
    return into.quoted(this.nameAt(worker), this.nameLength(worker));
  }

  /** @internal Whether the first worker's name is before the second's in the order of bytes. */
  isBefore(a: Worker, b: Worker): bool {
    const first = this.nameAt(a);
    const second = this.nameAt(b);
    const length = min(this.nameLength(a), this.nameLength(b));
    for (let i = 0; i < length; i++) {
      const order = <i32>load<u8>(first + i) - <i32>load<u8>(second + i);
      if (order) return order < 0;
    }
    return this.nameLength(a) < this.nameLength(b);
  }

  /** @internal Whether the worker has a stored weight, 0 included. */
  hasStored(worker: Worker): bool {
    return load<u16>(this.record(worker), HAS_STORED) != 0;
  }

  /** @internal The stored weight as the chain keeps it, in units of 1/100000. */
  stored(worker: Worker): u64 {
    return load<u64>(this.record(worker), STORED);
  }

  /** @internal Keeps a stored weight; false when the worker has one already. */
  store(worker: Worker, weight: u64): bool {
    const record = this.record(worker);
    if (load<u16>(record, HAS_STORED)) return false;
    store<u64>(record, weight, STORED);
    store<u16>(record, 1, HAS_STORED);
    return true;
  }

  /** @internal Notes that a set (counted from 1) lists the worker; false when it does so already. */
  listIn(set: i32, worker: Worker): bool {
    const record = this.record(worker);
    if (load<i32>(record, LAST_SET) == set) return false;
    store<i32>(record, set, LAST_SET);
    return true;
  }

  /** @internal The worker with that name, a new one when nobody has it yet. Copies the name. */
  intern(name: usize, length: i32): Worker {
    if ((<u32>this.count) << 1 >= this.mask) this.grow();
    const hash = hashOf(name, length);
    const slot = this.slot(name, length, hash);
    const found = load<i32>(slot);
    if (found) return found - 1;
    const record = this.records + <usize>this.count * RECORD;
    // With room for eight bytes to be looked at from its last.
    const copy = heap.alloc(length + 8);
    memory.copy(copy, name, length);
    memory.fill(record, 0, RECORD);
    store<u32>(record, <u32>copy, NAME);
    store<i32>(record, length, NAME_LENGTH);
    store<u32>(record, hash, HASH);
    store<u16>(record, u16(isPlain(copy, length)), IS_PLAIN);
    store<i32>(slot, this.count + 1);
    return this.count++;
  }

  /** @internal The worker that came after this one the last time. */
  next(worker: Worker): Worker {
    return load<i32>(this.records + <usize>worker * RECORD, NEXT);
  }

  /** @internal Remembers which worker comes after another. */
  follow(worker: Worker, next: Worker): void {
    store<i32>(this.records + <usize>worker * RECORD, next, NEXT);
  }

  /**
   * @internal The length of the worker's name when the JSON string with its first character at the address begins with it; otherwise 0. A name
   * that JSON must escape never matches: its bytes would mean something else there, or nothing.
   */
  match(worker: Worker, text: usize): i32 {
    const record = this.records + <usize>worker * RECORD;
    const length = load<i32>(record, NAME_LENGTH);
    if (!load<u16>(record, IS_PLAIN)) return 0;
    return sameBytes(load<u32>(record, NAME), text, length) ? length : 0;
  }

  private record(worker: Worker): usize {
    if (<u32>worker >= <u32>this.count) mistake("no such index");
    return this.records + <usize>worker * RECORD;
  }

  /** Address of the slot that holds the name, or of the free one where it belongs. */
  private slot(name: usize, length: i32, hash: u32): usize {
    let probe = hash;
    while (true) {
      const slot = this.slots + ((<usize>(probe & this.mask)) << 2);
      const found = load<i32>(slot);
      if (found == 0) return slot;
      const record = this.records + <usize>(found - 1) * RECORD;
      if (
        load<u32>(record, HASH) == hash &&
        load<i32>(record, NAME_LENGTH) == length &&
        sameBytes(load<u32>(record, NAME), name, length)
      ) {
        return slot;
      }
      probe++;
    }
  }

  /** Doubles the room for workers. */
  private grow(): void {
    const slots = this.mask ? (<usize>(this.mask + 1)) << 1 : 128;
    this.mask = <u32>slots - 1;
    this.records = enlarged(this.records, <usize>this.count * RECORD, (slots * RECORD) >> 1);
    this.slots = heap.alloc(slots << 2);
    memory.fill(this.slots, 0, slots << 2);
    for (let worker = 0; worker < this.count; worker++) {
      let i = load<u32>(this.record(worker), HASH);
      while (load<i32>(this.slots + ((<usize>(i & this.mask)) << 2))) i++;
      store<i32>(this.slots + ((<usize>(i & this.mask)) << 2), worker + 1);
    }
  }
}

/** Whether a name has no byte that JSON escapes: below 0x20, a quote, a backslash. */
function isPlain(name: usize, length: i32): bool {
  for (let i = 0; i < length; i++) {
    const c: u32 = load<u8>(name + i);
    if (c < 0x20 || c == 0x22 || c == 0x5c) return false;
  }
  return true;
}

/** A hash of the bytes: the same everywhere, made of all of them. */
function hashOf(start: usize, length: i32): u32 {
  let hash: u64 = length;
  const end = start + length;
  for (; start + 8 < end; start += 8) hash = mix(hash, load<u64>(start));
  // The last eight bytes, some of them again; of a short name each byte.
  if (length >= 8) hash = mix(hash, load<u64>(end - 8));
  else for (; start < end; start++) hash = mix(hash, load<u8>(start));
  return <u32>(hash >> 32);
}

// @ts-ignore: decorator
@inline
function mix(hash: u64, word: u64): u64 {
  return rotl(hash ^ word, 29) * 0x9e3779b97f4a7c15;
}
