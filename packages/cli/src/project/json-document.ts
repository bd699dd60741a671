import {
  fault,
  throwFaults,
  type WeightkitError,
} from "@weightkit/testkit/internal/errors/weightkit-error";
import { projectErrors } from "../errors/project-errors.js";

/** A JSON value that knows where it is: `offset` counts UTF-16 units from 0. */
export type JsonNode = ObjectNode | ArrayNode | ScalarNode;

export interface ObjectNode {
  readonly kind: "object";
  readonly offset: number;
  readonly members: readonly Member[];
}
export interface ArrayNode {
  readonly kind: "array";
  readonly offset: number;
  readonly items: readonly JsonNode[];
}
export interface ScalarNode {
  readonly kind: "scalar";
  readonly offset: number;
  readonly value: string | number | boolean | null;
}
export interface Member {
  readonly key: string;
  readonly offset: number;
  readonly value: JsonNode;
}

/** Deepest nesting that is read; a project file needs three levels. */
const DEPTH = 64;
const BLANK = /[ \t\r\n]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// Control characters must be escaped in JSON.
const STRING_START = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*/y;
const STRING = new RegExp(`${STRING_START.source}"`, "y");

/**
 * Parses JSON text (RFC 8259) and keeps every value's place.
 * @throws WeightkitError WK120 at the first offence, or WK121 for all keys given twice
 */
export function parseJson(text: string, file: string): JsonNode {
  const parser = new Parser(text.charCodeAt(0) === 0xfeff ? ` ${text.slice(1)}` : text, file);
  return parser.document();
}

/** Line and column, both from 1, of an offset. */
export function position(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const line = before.split("\n").length;
  return { line, column: offset - before.lastIndexOf("\n") };
}

/** The plain value of a node. */
export function plain(node: JsonNode): unknown {
  if (node.kind === "scalar") return node.value;
  if (node.kind === "array") return node.items.map(plain);
  return Object.fromEntries(node.members.map(({ key, value }) => [key, plain(value)]));
}

class Parser {
  #at = 0;
  readonly #twice: WeightkitError[] = [];

  readonly #text: string;
  readonly #file: string;

  constructor(text: string, file: string) {
    this.#text = text;
    this.#file = file;
  }

  document(): JsonNode {
    const node = this.#value(0);
    this.#blank();
    if (this.#at < this.#text.length) this.#fail("the end of the file");
    throwFaults(this.#twice);
    return node;
  }

  #value(depth: number): JsonNode {
    this.#blank();
    const offset = this.#at;
    if (depth > DEPTH) this.#fail(`at most ${DEPTH} levels`);
    switch (this.#text[offset]) {
      case "{":
        return { kind: "object", offset, members: this.#members(depth) };
      case "[":
        return { kind: "array", offset, items: this.#items(depth) };
      case '"':
        return { kind: "scalar", offset, value: this.#string() };
      default:
        return { kind: "scalar", offset, value: this.#literal() };
    }
  }

  #members(depth: number): Member[] {
    const members: Member[] = [];
    const seen = new Map<string, number>();
    this.#at += 1;
    for (let first = true; !this.#take("}"); first = false) {
      if (!first) this.#expect(",", 'a comma or "}"');
      this.#blank();
      const offset = this.#at;
      if (this.#text[offset] !== '"') this.#fail("a name in double quotes");
      const key = this.#string();
      const earlier = seen.get(key);
      if (earlier === undefined) seen.set(key, offset);
      else this.#duplicate(key, earlier, offset);
      this.#expect(":", "a colon after the name");
      members.push({ key, offset, value: this.#value(depth + 1) });
    }
    return members;
  }

  #items(depth: number): JsonNode[] {
    const items: JsonNode[] = [];
    this.#at += 1;
    for (let first = true; !this.#take("]"); first = false) {
      if (!first) this.#expect(",", 'a comma or "]"');
      items.push(this.#value(depth + 1));
    }
    return items;
  }

  #string(): string {
    const token = this.#match(STRING);
    if (token === null) this.#failInString();
    const value: unknown = JSON.parse(token);
    return String(value);
  }

  #failInString(): never {
    STRING_START.lastIndex = this.#at;
    const end = this.#at + (STRING_START.exec(this.#text)?.[0].length ?? 0);
    const next = this.#text[end];
    if (next === undefined || next === "\n" || next === "\r")
      this.#fail("a text that ends with a double quote on the same line");
    this.#at = end;
    // Paths of Windows are where this happens.
    if (next === "\\") this.#fail("two backslashes for one within a text", "one");
    this.#fail("control characters of a text to be written as escapes, such as \\t");
  }

  #literal(): number | boolean | null {
    for (const [word, value] of [
      ["true", true],
      ["false", false],
      ["null", null],
    ] as const) {
      if (this.#text.startsWith(word, this.#at)) {
        this.#at += word.length;
        return value;
      }
    }
    const token = this.#match(NUMBER);
    if (token === null) this.#fail("a value");
    return Number(token);
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const token = pattern.exec(this.#text)?.[0] ?? null;
    if (token !== null) this.#at += token.length;
    return token;
  }

  #blank(): void {
    this.#match(BLANK);
  }

  #take(character: string): boolean {
    this.#blank();
    if (this.#text[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }

  #expect(character: string, wanted: string): void {
    if (!this.#take(character)) this.#fail(wanted);
  }

  #duplicate(key: string, earlier: number, offset: number): void {
    const firstLine = position(this.#text, earlier).line;
    const place = { file: this.#file, ...position(this.#text, offset) };
    this.#twice.push(fault(projectErrors.duplicateKey, { key, firstLine }, { place }));
  }

  #fail(wanted: string, instead?: string): never {
    const rest = /^(?:\w+|.)?/su.exec(this.#text.slice(this.#at))?.[0] ?? "";
    const there = rest === "" ? "the end of the file" : JSON.stringify(rest.slice(0, 20));
    const place = { file: this.#file, ...position(this.#text, this.#at) };
    throw fault(projectErrors.badJson, { wanted, found: instead ?? there }, { place });
  }
}
