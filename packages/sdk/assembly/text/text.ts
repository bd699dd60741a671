import { enlarged } from "../bytes";

/** UTF-8 text being written, in a buffer that grows. Every method but `reset` returns the text, for chaining. */
export class Text {
  /** Address of the first byte; moves when the buffer grows. */
  start: usize;
  /** Bytes written so far. */
  length: usize = 0;
  private capacity: usize;

  constructor(capacity: usize = 256) {
    this.start = heap.alloc(capacity);
    this.capacity = capacity;
  }

  /** Makes room for `count` more bytes and returns the address to write them at, good until the text grows again. */
  room(count: usize): usize {
    const needed = this.length + count;
    if (needed > this.capacity) {
      this.capacity = needed << 1;
      this.start = enlarged(this.start, this.length, this.capacity);
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
    for (let i = 0; i < units; i++) {
      let code = codeUnit(value, i);
      if ((code & 0xf800) == 0xd800) {
        const next = i + 1 < units ? codeUnit(value, i + 1) : 0;
        if (code < 0xdc00 && (next & 0xfc00) == 0xdc00) {
          code = 0x10000 + ((code & 0x3ff) << 10) + (next & 0x3ff);
          i++;
        } else {
          code = 0xfffd;
        }
      }
      const count = encodeUtf8(this.room(4), code);
      this.length -= 4 - count;
    }
    return this;
  }

  /** An unsigned integer in decimal. */
  unsigned(value: u64): Text {
    let digits: usize = 1;
    for (let rest = value; rest >= 10; rest /= 10) digits++;
    for (let at = this.room(digits) + digits; digits; digits--) {
      store<u8>(--at, 0x30 + <u32>(value % 10));
      value /= 10;
    }
    return this;
  }

  /** A JSON string holding the given valid UTF-8. */
  quoted(start: usize, count: usize): Text {
    this.byte(0x22);
    for (const end = start + count; start < end; start++) {
      const c: u32 = load<u8>(start);
      if (c < 0x20) {
        this.string("\\u00")
          .byte(0x30 + (c >> 4))
          .byte((c & 15) + ((c & 15) < 10 ? 0x30 : 0x57));
        continue;
      }
      if (c == 0x22 || c == 0x5c) this.byte(0x5c);
      this.byte(c);
    }
    return this.byte(0x22);
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
