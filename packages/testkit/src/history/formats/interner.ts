import { isUtf8, textOf } from "./byte-text.js";

/** Gives each distinct text an id, from its bytes, making a string only the first time. */
export class Interner {
  readonly texts: string[] = [];
  /** Ids of texts that are not UTF-8: as strings, different ones could be the same. */
  readonly damaged = new Set<number>();
  readonly #keys: Uint8Array[] = [];
  #table = new Int32Array(1024).fill(-1);

  idOf(bytes: Uint8Array, start: number, end: number): number {
    const mask = this.#table.length - 1;
    let slot = hash(bytes, start, end) & mask;
    for (;;) {
      const id = this.#table[slot] ?? -1;
      if (id < 0) return this.#add(bytes.slice(start, end), slot);
      if (same(this.#keys[id], bytes, start, end)) return id;
      slot = (slot + 1) & mask;
    }
  }

  #add(key: Uint8Array, slot: number): number {
    const id = this.#keys.length;
    this.#keys.push(key);
    this.texts.push(textOf(key, 0, key.length));
    if (!isUtf8(key, 0, key.length)) this.damaged.add(id);
    this.#table[slot] = id;
    if (id * 2 > this.#table.length) this.#grow();
    return id;
  }

  #grow(): void {
    const table = new Int32Array(this.#table.length * 4).fill(-1);
    this.#keys.forEach((key, id) => {
      let slot = hash(key, 0, key.length) & (table.length - 1);
      while ((table[slot] ?? -1) >= 0) slot = (slot + 1) & (table.length - 1);
      table[slot] = id;
    });
    this.#table = table;
  }
}

/** FNV-1a. */
function hash(bytes: Uint8Array, start: number, end: number): number {
  let state = 0x811c9dc5;
  for (let at = start; at < end; at += 1) state = Math.imul(state ^ (bytes[at] ?? 0), 0x01000193);
  return (state ^ (state >>> 15)) >>> 0;
}

function same(key: Uint8Array | undefined, bytes: Uint8Array, start: number, end: number): boolean {
  if (key?.length !== end - start) return false;
  for (let i = 0; i < key.length; i += 1) if (key[i] !== bytes[start + i]) return false;
  return true;
}
