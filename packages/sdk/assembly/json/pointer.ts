import { Response } from "../host/http";
import { decimal, decimalValue } from "../number/decimal";
import { unsigned, unsignedValue } from "../number/unsigned";
import { Text } from "../text/text";
import { JsonCursor } from "./cursor";

const SLASH: u32 = 0x2f;
const TILDE: u32 = 0x7e;

function isPartEnd(c: u32): bool {
  return c == 0 || c == SLASH;
}

/** Finds the value that an RFC 6901 pointer names in an HTTP answer, checking the whole text. */
export class JsonPointer extends JsonCursor {
  private readonly url: Text;
  /** The pointer, with its first slash, and a byte of 0 at its end. */
  private readonly pointer: Text;
  private found: bool = false;
  private value: f64 = NaN;

  /** @param pointer its first slash may be left out */
  constructor(response: Response, pointer: string) {
    super(response.body, response.length);
    const text = new Text();
    if (pointer.length && pointer.charCodeAt(0) != SLASH) text.byte(SLASH);
    this.pointer = text.string(pointer).byte(0);
    this.url = response.url;
  }

  /** The number there, in a string or not; NaN when there is null. Ends the run when there is nothing or something else. */
  number(): f64 {
    this.descend(this.pointer.start);
    this.finish();
    if (!this.found) this.fail("nothing there");
    return this.value;
  }

  /** Reads the value at the cursor, looking in it for what the rest of the pointer names. */
  private descend(rest: usize): void {
    if (!load<u8>(rest)) return this.take();
    const c = this.peek();
    if (c == 0x7b) {
      this.at++;
      for (let first = true; this.nextKey(first); first = false) this.step(this.afterKey(rest));
    } else if (c == 0x5b) {
      this.at++;
      const index = unsigned(rest + 1);
      const wanted = index && isPartEnd(load<u8>(index)) ? unsignedValue : u64.MAX_VALUE;
      let place: u64 = 0;
      for (let first = true; this.nextItem(first); first = false)
        this.step(place++ == wanted ? index : 0);
    } else {
      this.skip();
    }
  }

  private step(rest: usize): void {
    if (rest) this.descend(rest);
    else this.skip();
  }

  /** When the pointer's part at the address (its slash) is the key just read: the address after it; otherwise 0. */
  private afterKey(part: usize): usize {
    const end = this.text + this.textLength;
    for (let key = this.text; ; key++) {
      let c: u32 = load<u8>(++part);
      if (isPartEnd(c)) return key == end ? part : 0;
      if (c == TILDE && (load<u8>(part + 1) | 1) == 0x31)
        c = load<u8>(++part) == 0x31 ? SLASH : TILDE;
      if (key == end || load<u8>(key) != c) return 0;
    }
    return 0;
  }

  /** Takes the value at the cursor. */
  private take(): void {
    const c = this.peek();
    const start = this.at;
    this.found = true;
    this.skip();
    if (c == 0x6e) return;
    let ok = c == 0x2d || c - 0x30 <= 9;
    if (c == 0x22) ok = decimal(this.text) == this.text + this.textLength;
    if (!ok || !isFinite(decimalValue)) this.expectedAt("a number", start);
    this.value = decimalValue;
  }

  /** Where in the answer: its URL and the pointer. */
  protected writePath(message: Text): void {
    message
      .bytes(this.url.start, this.url.length)
      .string(" at ")
      .bytes(this.pointer.start, this.pointer.length - 1);
  }
}
