import { Response } from "../host/http";
import { decimal, decimalValue } from "../number/decimal";
import { unsigned, unsignedValue } from "../number/unsigned";
import { Text } from "../text/text";
import { JsonCursor } from "./cursor";

/** Finds the value that an RFC 6901 pointer names in an HTTP answer, checking the whole text. */
export class JsonPointer extends JsonCursor {
  /** The pointer's parts, unescaped. */
  private readonly parts: StaticArray<string>;
  private readonly url: Text;
  private readonly pointer: string;
  private found: bool = false;
  private value: f64 = NaN;

  /** @param pointer its first slash may be left out */
  constructor(response: Response, pointer: string) {
    super(response.body, response.length);
    this.url = response.url;
    const path = pointer.startsWith("/") ? pointer.substring(1) : pointer;
    this.pointer = path;
    this.parts = split(path);
  }

  /** The number there, in a string or not; NaN when there is null. Ends the run when there is nothing or something else. */
  number(): f64 {
    this.descend(0);
    this.finish();
    if (!this.found) this.fail("nothing there");
    return this.value;
  }

  private descend(depth: i32): void {
    if (depth == this.parts.length) return this.take();
    const c = this.peek();
    if (c == 0x7b) {
      this.at++;
      for (let first = true; this.nextKey(first); first = false) {
        if (this.textEquals(this.parts[depth])) this.descend(depth + 1);
        else this.skip();
      }
    } else if (c == 0x5b) {
      const wanted = indexOf(this.parts[depth]);
      this.at++;
      let index: i64 = 0;
      for (let first = true; this.nextItem(first); first = false) {
        if (index++ == wanted) this.descend(depth + 1);
        else this.skip();
      }
    } else {
      this.skip();
    }
  }

  /** Takes the value at the cursor. */
  private take(): void {
    const c = this.peek();
    const start = this.at;
    this.found = true;
    this.value = NaN;
    this.skip();
    if (c == 0x6e) return;
    let ok = c == 0x2d || c - 0x30 <= 9;
    if (c == 0x22) ok = decimal(this.text) == this.text + this.textLength;
    if (!ok || !isFinite(decimalValue)) this.fail("expected a number", start);
    this.value = decimalValue;
  }

  private textEquals(word: string): bool {
    const bytes = new Text().string(word);
    return (
      bytes.length == this.textLength &&
      memory.compare(bytes.start, this.text, this.textLength) == 0
    );
  }

  /** Where in the answer: its URL and the pointer. */
  protected writePath(message: Text): void {
    message.bytes(this.url.start, this.url.length).string(" at /").string(this.pointer);
  }
}

function split(pointer: string): StaticArray<string> {
  const escaped = pointer.split("/");
  const parts = new StaticArray<string>(escaped.length);
  for (let i = 0; i < parts.length; i++)
    parts[i] = escaped[i].replaceAll("~1", "/").replaceAll("~0", "~");
  return parts;
}

/** The index that a pointer's part means in an array, -1 when it means none. */
function indexOf(part: string): i64 {
  const text = new Text().string(part).byte(0);
  return unsigned(text.start) == text.start + text.length - 1 ? <i64>unsignedValue : -1;
}
