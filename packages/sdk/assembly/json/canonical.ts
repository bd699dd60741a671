import { Text } from "../text/text";
import { JsonCursor, PADDING } from "./cursor";

/**
 * Checks a JSON text as a whole and rewrites it plainly: no white space, no escapes but those that must be (so `\/` becomes `/` and
 * `\u0061` becomes `a`), numbers as they stand. Ends the run, with exit code 65 and the place, when the text is malformed, holds half a
 * surrogate pair or is nested deeper than 64.
 */
export class CanonicalJson extends JsonCursor {
  private readonly output: Text = new Text();

  /**
   * @param source the UTF-8 text; it is used up
   * @param name what messages call it, e.g. its URL
   */
  constructor(
    source: Text,
    private readonly name: string,
  ) {
    super(padded(source), source.length - PADDING);
  }

  write(): Text {
    this.value(0);
    this.finish();
    return this.output;
  }

  private value(depth: i32): void {
    const c = this.peek();
    if (c == 0x22) {
      this.string();
      this.writeString();
    } else if (c == 0x7b || c == 0x5b) {
      if (depth == 64) this.fail("more than 64 deep");
      this.at++;
      this.output.byte(c);
      let first = true;
      while (c == 0x7b ? this.nextKey(first) : this.nextItem(first)) {
        if (!first) this.output.byte(0x2c);
        first = false;
        if (c == 0x7b) {
          this.writeString();
          this.output.byte(0x3a);
        }
        this.value(depth + 1);
      }
      // The closing brackets are the opening ones plus two.
      this.output.byte(c + 2);
    } else {
      const start = this.at;
      this.skip();
      this.output.bytes(start, this.at - start);
    }
  }

  private writeString(): void {
    if (this.loneSurrogate) this.failAt("lone surrogate", this.text - 1);
    this.output.quoted(this.text, this.textLength);
  }

  protected writePath(message: Text): void {
    message.string(this.name);
  }
}

/** Appends the padding that the cursor needs and returns the text's address. */
function padded(source: Text): usize {
  memory.fill(source.room(PADDING), 0, PADDING);
  return source.start;
}
