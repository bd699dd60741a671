import { enlarged, plainEnd } from "../bytes";

/** Bytes of memory after a text's room, so that eight bytes can be looked at from its last. */
const SLACK: usize = 8;

/** UTF-8 text being written, in a buffer that grows. Every method but `reset` returns the text, for chaining. */
export class Text {
  /** Address of the first byte; moves when the buffer grows. */
  start: usize;
  /** Bytes written so far. */
  length: usize = 0;
  private capacity: usize;

  constructor(capacity: usize = 256) {
    this.start = heap.alloc(capacity + SLACK);
    this.capacity = capacity;
  }

  /** Makes room for `count` more bytes and returns the address to write them at, good until the text grows again. */
  room(count: usize): usize {
    const needed = this.length + count;
    if (needed > this.capacity) {
      this.capacity = needed << 1;
      this.start = enlarged(this.start, this.length, this.capacity + SLACK);
    }
    const at = this.start + this.length;
    this.length = needed;
    return at;
  }

  byte(value: u32): Text {
    store<u8>(this.room(1), value);
    return this;
  }

  bytes(start: usize, count: usize): Text {
    memory.copy(this.room(count), start, count);
    return this;
  }

  /** A string as UTF-8; a lone surrogate becomes U+FFFD. */
  string(value: string): Text {
    const units = value.length;
    let at = this.room(<usize>units * 3);
    for (let i = 0; i < units; i++) {
      let code = codeUnit(value, i);
      if (code < 0x80) {
        store<u8>(at++, code);
        continue;
      }
      if ((code & 0xf800) == 0xd800) {
        const next = i + 1 < units ? codeUnit(value, i + 1) : 0;
        if (code < 0xdc00 && (next & 0xfc00) == 0xdc00) {
          code = 0x10000 + ((code & 0x3ff) << 10) + (next & 0x3ff);
          i++;
        } else {
          code = 0xfffd;
        }
      }
      at += encodeUtf8(at, code);
    }
    this.length = at - this.start;
    return this;
  }

  /** An unsigned integer in decimal. */
  unsigned(value: u64): Text {
    const start = this.room(20);
    let at = start + 20;
    do {
      store<u8>(--at, 0x30 + <u32>(value % 10));
      value /= 10;
    } while (value);
    const unused = at - start;
    memory.copy(start, at, 20 - unused);
    this.length -= unused;
    return this;
  }

  /** A JSON string holding the given valid UTF-8, which must be followed by 7 bytes of memory at least. */
  quoted(start: usize, count: usize): Text {
    this.byte(0x22);
    const end = start + count;
    while (true) {
      const plain = min(plainEnd(start), end);
      // With the closing quote, which an escape takes the place of.
      const at = this.room(plain - start + 1);
      memory.copy(at, start, plain - start);
      store<u8>(at + (plain - start), 0x22);
      if (plain == end) return this;
      this.length--;
      start = plain + 1;
      const c: u32 = load<u8>(plain);
      if (c < 0x20) {
        this.string("\\u00")
          .byte(0x30 + (c >> 4))
          .byte((c & 15) + ((c & 15) < 10 ? 0x30 : 0x57));
      } else {
        if (c < 0x80) this.byte(0x5c);
        this.byte(c);
      }
    }
    return this;
  }
}

/** The UTF-16 unit at a place. */
function codeUnit(value: string, index: i32): u32 {
  return load<u16>(changetype<usize>(value) + ((<usize>index) << 1));
}

/** Writes one code point as UTF-8 (a surrogate as three bytes) and returns how many bytes, 1 to 4. Writes nothing beyond them. */
export function encodeUtf8(at: usize, code: u32): usize {
  if (code < 0x80) {
    store<u8>(at, code);
    return 1;
  }
  let count: usize = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
  store<u8>(at, (0xff00 >> (<u32>count + 1)) | (code >> (6 * <u32>count)));
  for (let i: usize = 1; i <= count; i++) {
    store<u8>(at + i, 0x80 | ((code >> (6 * <u32>(count - i))) & 0x3f));
  }
  return count + 1;
}
