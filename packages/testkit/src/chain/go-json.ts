/** Deepest nesting that Go's `encoding/json` takes. */
const MAX_DEPTH = 10_000;

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["\\", "\\"],
  ["/", "/"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);
const [QUOTE, BACKSLASH, FIRST_PRINTABLE] = [0x22, 0x5c, 0x20];
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const SPACE = /[ \t\r\n]*/y;
const HEX4 = /[0-9a-fA-F]{4}/y;

export type JsonKind = "object" | "array" | "string" | "number" | "boolean" | "null";

/** By the code of a value's first character. */
const KINDS: ReadonlyMap<number, JsonKind> = new Map(
  (
    [
      ["{", "object"],
      ["[", "array"],
      ['"', "string"],
      ["tf", "boolean"],
      ["n", "null"],
      ["-0123456789", "number"],
    ] as const
  ).flatMap(([first, kind]) =>
    Array.from(first, (character) => [character.charCodeAt(0), kind] as const),
  ),
);

/** Text that is not JSON; `at` counts UTF-16 units from 0. */
export class JsonSyntaxError extends Error {
  override readonly name = "JsonSyntaxError";
  constructor(
    message: string,
    readonly at: number,
  ) {
    super(message);
  }
}

/**
 * Walks JSON text exactly as strictly as Go's `encoding/json`, value by value, without building them. Lone surrogates
 * in escapes become U+FFFD, as in Go.
 */
export class JsonWalker {
  #at = 0;
  /** Objects around the value that is walked. */
  #depth = 0;

  constructor(readonly text: string) {}

  get at(): number {
    return this.#at;
  }

  /** Skips white space and finds what kind of value starts here. */
  peek(): JsonKind {
    this.#space();
    const kind = KINDS.get(this.text.charCodeAt(this.#at));
    if (kind === undefined) throw this.#wrong("a value");
    return kind;
  }

  /** Walks an object; `member` must consume exactly one value. */
  object(member: (key: string) => void): void {
    this.#expect("{");
    this.#space();
    if (this.#take("}")) return;
    this.#depth += 1;
    do {
      this.#space();
      const key = this.string();
      this.#space();
      this.#expect(":");
      member(key);
      this.#space();
    } while (this.#take(","));
    this.#expect("}", "',' or '}'");
    this.#depth -= 1;
  }

  string(): string {
    this.#expect('"', "a string");
    let text = this.#plain();
    while (!this.#take('"')) {
      if (this.#at >= this.text.length) throw this.#wrong("the end of the string");
      if (!this.#take("\\")) throw this.#wrong("an escaped control character");
      text += this.#escape() + this.#plain();
    }
    return text;
  }

  /** Skips one value of any kind, however deep, without recursion. */
  skip(): void {
    const closers: string[] = [];
    do {
      const kind = this.peek();
      if (kind === "object" || kind === "array") {
        this.#at += 1;
        if (this.#depth + closers.push(kind === "object" ? "}" : "]") > MAX_DEPTH) {
          throw new JsonSyntaxError(`nested more than ${MAX_DEPTH} deep`, this.#at);
        }
        this.#space();
        if (this.text[this.#at] !== closers.at(-1)) {
          if (kind === "object") this.#key();
          continue;
        }
      } else this.#scalar(kind);
      this.#afterValue(closers);
    } while (closers.length > 0);
  }

  /** Makes sure that nothing but white space is left. */
  end(): void {
    this.#space();
    if (this.#at < this.text.length) throw this.#wrong("nothing more");
  }

  /** Closes what ends here and steps over the comma (and key) to the next value. */
  #afterValue(closers: string[]): void {
    for (;;) {
      const closer = closers[closers.length - 1];
      if (closer === undefined) return;
      this.#space();
      if (this.#take(closer)) {
        closers.pop();
        continue;
      }
      this.#expect(",", `',' or '${closer}'`);
      if (closer === "}") {
        this.#space();
        this.#key();
      }
      return;
    }
  }

  #key(): void {
    this.string();
    this.#space();
    this.#expect(":");
  }

  #scalar(kind: JsonKind): void {
    if (kind === "string") this.string();
    else if (kind === "number") this.#number();
    else if (kind === "null") this.#word("null");
    else this.#word(this.text[this.#at] === "t" ? "true" : "false");
  }

  #number(): void {
    if (this.#match(NUMBER) === "") throw this.#wrong("a number");
  }

  #word(word: string): void {
    if (!this.text.startsWith(word, this.#at)) throw this.#wrong(`'${word}'`);
    this.#at += word.length;
  }

  #escape(): string {
    const letter = this.text[this.#at] ?? "";
    const short = ESCAPES.get(letter);
    if (short !== undefined) {
      this.#at += 1;
      return short;
    }
    if (letter !== "u") throw this.#wrong("an escape");
    const unit = this.#unit();
    if (unit < 0xd800 || unit > 0xdfff) return String.fromCharCode(unit);
    if (unit < 0xdc00 && this.text.startsWith("\\u", this.#at)) {
      const before = this.#at++;
      const low = this.#unit();
      if (low >= 0xdc00 && low <= 0xdfff) return String.fromCharCode(unit, low);
      this.#at = before;
    }
    return "\ufffd";
  }

  /** Reads `uXXXX`. */
  #unit(): number {
    this.#at += 1;
    const digits = this.#match(HEX4);
    if (digits === "") throw this.#wrong("four hexadecimal digits");
    return parseInt(digits, 16);
  }

  /** Reads up to the next quote, backslash or control character: what most of a text is, so by codes rather than by a pattern. */
  #plain(): string {
    const { text } = this;
    const start = this.#at;
    let end = start;
    for (; end < text.length; end += 1) {
      const code = text.charCodeAt(end);
      if (code === QUOTE || code === BACKSLASH || code < FIRST_PRINTABLE) break;
    }
    this.#at = end;
    return text.slice(start, end);
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.text)?.[0] ?? "";
    this.#at += found.length;
    return found;
  }

  #space(): void {
    const code = this.text.charCodeAt(this.#at);
    if (code === 0x20 || (code >= 0x09 && code <= 0x0d)) this.#match(SPACE);
  }

  /** @param character One UTF-16 unit. */
  #take(character: string): boolean {
    if (this.text.charCodeAt(this.#at) !== character.charCodeAt(0)) return false;
    this.#at += 1;
    return true;
  }

  #expect(character: string, wanted = `'${character}'`): void {
    if (!this.#take(character)) throw this.#wrong(wanted);
  }

  #wrong(wanted: string): JsonSyntaxError {
    const next = this.text.codePointAt(this.#at);
    const found = next === undefined ? "the end" : JSON.stringify(String.fromCodePoint(next));
    return new JsonSyntaxError(`expected ${wanted}, found ${found}`, this.#at);
  }
}
