import { plainEnd } from "../bytes";
import { Exit, STDERR, exit, write } from "../host/wasi";
import { decimal } from "../number/decimal";
import { Text, encodeUtf8 } from "../text/text";

/** Between a message and the offset that it ends with. */
export const AT_BYTE = " at byte ";

/** Bytes after the text that the cursor may look at. They must be 0: a NUL belongs to no JSON token, so it stops every scan. */
export const PADDING = 64;

/**
 * Reads JSON (RFC 8259) from UTF-8 bytes, front to back, and refuses everything else: control characters in strings, bytes that
 * are not UTF-8, trailing commas, nesting deeper than 64. Strings are decoded where they stand. A subclass knows the document's
 * structure, asks for one token after the other and writes in `writePath` where it is.
 */
export abstract class JsonCursor {
  /** Address of the next byte. */
  protected at: usize;
  protected readonly begin: usize;
  protected readonly limit: usize;
  /** The string or key read last, decoded: its address and its length in bytes. */
  protected text: usize = 0;
  protected textLength: usize = 0;
  /** Whether that string held a `\u` escape of half a surrogate pair, which no UTF-8 can express. */
  protected loneSurrogate: bool = false;

  /** @param begin address of the text, followed by `PADDING` bytes of 0 */
  constructor(begin: usize, length: usize) {
    this.begin = begin;
    this.limit = begin + length;
    this.at = begin;
  }

  /** Writes where in the document the cursor is, e.g. `inferences[3].timestamp`. */
  protected abstract writePath(message: Text): void;

  /** Ends the run: `PATH: PROBLEM at byte N` on stderr, exit code 65. */
  protected failAt(problem: string, at: usize): void {
    this.end(problem, at, "");
  }

  /** Ends the run likewise: `expected WHAT`. */
  protected expectedAt(what: string, at: usize): void {
    this.end(what, at, "expected ");
  }

  /** The same, at the cursor. */
  protected fail(problem: string): void {
    this.failAt(problem, this.at);
  }

  /** The same, at the cursor. */
  protected expected(what: string): void {
    this.expectedAt(what, this.at);
  }

  private end(problem: string, at: usize, prefix: string): void {
    const message = new Text();
    this.writePath(message);
    message
      .string(": ")
      .string(prefix)
      .string(problem)
      .string(AT_BYTE)
      .unsigned(at - this.begin)
      .byte(0x0a);
    write(STDERR, message.start, message.length);
    exit(Exit.DATA);
  }

  /** Skips white space and returns the byte that follows, without taking it. */
  protected peek(): u32 {
    let p = this.at;
    let c: u32 = load<u8>(p);
    while (c <= 0x20 && (c == 0x20 || c == 0x0a || c == 0x0d || c == 0x09)) c = load<u8>(++p);
    this.at = p;
    return c;
  }

  /** Takes the `{` or `[` that must come next. */
  protected open(bracket: u32): void {
    if (this.peek() != bracket) this.expected(bracket == 0x7b ? "an object" : "an array");
    this.at++;
  }

  /** Moves on in an object: true and the next key in `text`, or false when it has ended. `first`: the `{` was just taken. */
  protected nextKey(first: bool): bool {
    let c = this.peek();
    if (c == 0x7d) {
      this.at++;
      return false;
    }
    if (!first) {
      if (c != 0x2c) this.expected(", or }");
      this.at++;
      c = this.peek();
    }
    if (c != 0x22) this.expected("a key");
    this.string();
    if (this.peek() != 0x3a) this.expected(":");
    this.at++;
    return true;
  }

  /** Moves on in an array: true before an item, or false when it has ended. `first`: the `[` was just taken. */
  protected nextItem(first: bool): bool {
    const c = this.peek();
    if (c == 0x5d) {
      this.at++;
      return false;
    }
    if (!first) {
      if (c != 0x2c) this.expected(", or ]");
      this.at++;
      if (this.peek() == 0x5d) this.expected("a value");
    }
    return true;
  }

  /** Whether the string read last is this one (ASCII). */
  protected textIs(word: string): bool {
    const length = word.length;
    if (this.textLength != length) return false;
    for (let i = 0; i < length; i++) {
      if (load<u8>(this.text + i) != load<u16>(changetype<usize>(word) + ((<usize>i) << 1)))
        return false;
    }
    return true;
  }

  /** Nothing but white space may follow. */
  protected finish(): void {
    this.peek();
    if (this.at < this.limit) this.expected("the end");
  }

  /** Reads the string that starts at the cursor (its opening quote) into `text`, decoding in place. */
  protected string(): void {
    let p = this.at + 1;
    this.text = p;
    this.loneSurrogate = false;
    while (true) {
      p = plainEnd(p);
      const c: u32 = load<u8>(p);
      if (c == 0x22) break;
      if (c == 0x5c) return this.stringWithEscapes(p);
      if (c < 0x20) this.failInString(p);
      p = this.character(p);
    }
    this.textLength = p - this.text;
    this.at = p + 1;
  }

  /** The rest of a string from its first escape on. The decoded text is never longer, and ends with a byte of 0. */
  private stringWithEscapes(p: usize): void {
    let to = p;
    for (;;) {
      const c: u32 = load<u8>(p);
      if (c == 0x22) break;
      if (c == 0x5c) {
        let code: u32 = load<u8>(p + 1);
        if (code == 0x75) {
          code = this.hexadecimal(p);
          if ((code & 0xf800) == 0xd800) {
            let low: u32 = 0;
            if (code < 0xdc00 && load<u16>(p + 6) == 0x755c) low = this.hexadecimal(p + 6);
            if ((low & 0xfc00) == 0xdc00) {
              code = 0x10000 + ((code & 0x3ff) << 10) + (low & 0x3ff);
              p += 6;
            } else {
              this.loneSurrogate = true;
            }
          }
          p += 4;
        } else if (code == 0x6e) code = 0x0a;
        else if (code == 0x74) code = 0x09;
        else if (code == 0x72) code = 0x0d;
        else if (code == 0x62) code = 0x08;
        else if (code == 0x66) code = 0x0c;
        else if (code != 0x22 && code != 0x5c && code != 0x2f) this.failAt("bad escape", p);
        to += encodeUtf8(to, code);
        p += 2;
      } else if (c < 0x20) {
        this.failInString(p);
      } else {
        const next = c < 0x80 ? p + 1 : this.character(p);
        do store<u8>(to++, load<u8>(p++));
        while (p < next);
      }
    }
    store<u8>(to, 0);
    this.textLength = to - this.text;
    this.at = p + 1;
  }

  /** The value of the `\uXXXX` at the address. */
  private hexadecimal(escape: usize): u32 {
    let code: u32 = 0;
    for (let i: usize = 2; i < 6; i++) {
      const c: u32 = load<u8>(escape + i);
      const letter = (c | 0x20) - 0x61;
      if (c - 0x30 > 9 && letter > 5) this.failAt("bad escape", escape);
      code = (code << 4) | (c - 0x30 <= 9 ? c - 0x30 : letter + 10);
    }
    return code;
  }

  /** Checks the character of more than one byte at the address and returns the address after it. */
  private character(at: usize): usize {
    // As many leading ones as bytes: 2 to 4.
    const lead: u32 = load<u8>(at);
    const more = clz(~(lead << 24)) - 1;
    let code = lead & (0x3f >> more);
    let p = at + 1;
    let ok = more - 1 < 3;
    for (let i: u32 = 0; ok && i < more; i++) {
      const next: u32 = load<u8>(p++);
      ok = (next & 0xc0) == 0x80;
      code = (code << 6) | (next & 0x3f);
    }
    // No longer than needed, no surrogate, not beyond Unicode.
    const least: u32 = more == 1 ? 0x80 : more == 2 ? 0x800 : 0x10000;
    if (!ok || code < least || code > 0x10ffff || code >> 11 == 0x1b) this.failAt("not UTF-8", at);
    return p;
  }

  private failInString(at: usize): void {
    this.failAt(at < this.limit ? "control character" : "unclosed string", at);
  }

  /** Reads past any value, checking it. */
  protected skip(): void {
    // One bit for each open bracket: 1 for an object, 0 for an array.
    let objects: u64 = 0;
    let depth = 0;
    let first = false;
    for (;;) {
      // At a value.
      const c = this.peek();
      first = false;
      if (c == 0x22) {
        this.string();
      } else if (c == 0x7b || c == 0x5b) {
        if (++depth > 64) this.fail("more than 64 deep");
        objects = (objects << 1) | u64(c == 0x7b);
        this.at++;
        first = true;
      } else {
        this.scalar(c);
      }
      // After a value, or just inside a bracket: on to the next value.
      for (;;) {
        if (depth == 0) return;
        if (objects & 1 ? this.nextKey(first) : this.nextItem(first)) break;
        first = false;
        objects >>= 1;
        depth--;
      }
    }
  }

  /** Reads past a number, `true`, `false` or `null`. */
  private scalar(c: u32): void {
    const start = this.at;
    if (c == 0x74) this.word(0x65757274, 0, 4);
    else if (c == 0x66) this.word(0x736c6166, 0x65, 5);
    else if (c == 0x6e) this.word(0x6c6c756e, 0, 4);
    else {
      this.at = decimal(start);
      if (this.at == 0) this.expectedAt("a value", start);
    }
  }

  private word(four: u32, fifth: u32, length: usize): void {
    if (load<u32>(this.at) != four || (length == 5 && load<u8>(this.at, 4) != fifth))
      this.expected("a value");
    this.at += length;
  }
}
