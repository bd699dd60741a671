// An independent reading of payloads, slow and plain: V8 decides what is UTF-8 and what is JSON, a small parser keeps what V8's throws
// away (duplicate keys, the text of numbers), and the schema is applied to that.

export type Expected =
  | { readonly rejected: true }
  | {
      readonly rejected: false;
      readonly sets: { timestamp: bigint; inferences: [string, number][]; leftOut: string[] }[];
      /** Stored weights as the chain keeps them. */
      readonly stored: Map<string, bigint>;
      readonly workers: Set<string>;
    };

const REJECTED: Expected = { rejected: true };
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

type Node =
  | { readonly kind: "object"; readonly entries: [string, Node][] }
  | { readonly kind: "array"; readonly items: Node[] }
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "number"; readonly text: string }
  | { readonly kind: "word"; readonly value: boolean | null };

/** Thrown where the schema is broken. */
class Broken extends Error {}

/** What the SDK must make of these bytes. */
export function reference(bytes: Uint8Array): Expected {
  let text: string;
  try {
    text = utf8.decode(bytes);
    JSON.parse(text);
  } catch {
    return REJECTED;
  }
  const node = new Parser(text).document();
  try {
    return interpret(node);
  } catch (error) {
    if (error instanceof Broken) return REJECTED;
    throw error;
  }
}

/** Parses JSON that V8 has accepted. */
class Parser {
  readonly #text: string;

  #at = 0;
  constructor(text: string) {
    this.#text = text;
  }

  document(): Node {
    const node = this.#value();
    // The two parsers must agree, or the reference is worth nothing.
    const ours = JSON.stringify(plain(node));
    const v8 = JSON.stringify(JSON.parse(this.#text));
    if (ours !== v8) throw new Error(`the reference differs from V8: ${this.#text}`);
    return node;
  }

  #token(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? "";
    this.#at += found.length;
    return found;
  }

  #value(): Node {
    this.#token(/[ \t\r\n]*/y);
    const c = this.#text[this.#at];
    if (c === "{") {
      const entries: [string, Node][] = [];
      this.#list("}", () => {
        this.#token(/[ \t\r\n]*/y);
        const key = this.#string();
        this.#token(/[ \t\r\n]*:/y);
        entries.push([key, this.#value()]);
      });
      return { kind: "object", entries };
    }
    if (c === "[") {
      const items: Node[] = [];
      this.#list("]", () => items.push(this.#value()));
      return { kind: "array", items };
    }
    if (c === '"') return { kind: "string", value: this.#string() };
    const word = this.#token(/true|false|null/y);
    if (word) return { kind: "word", value: word === "null" ? null : word === "true" };
    return { kind: "number", text: this.#token(/[-+.0-9eE]+/y) };
  }

  #list(close: string, item: () => void): void {
    this.#at += 1;
    this.#token(/[ \t\r\n]*/y);
    while (this.#text[this.#at] !== close) {
      item();
      this.#token(/[ \t\r\n]*,?[ \t\r\n]*/y);
    }
    this.#at += 1;
  }

  #string(): string {
    return String(JSON.parse(this.#token(/"(?:[^"\\]|\\.)*"/y)));
  }
}

function plain(node: Node): unknown {
  switch (node.kind) {
    case "object": {
      const object = {};
      for (const [key, value] of node.entries) {
        const descriptor = { value: plain(value), enumerable: true, configurable: true };
        Object.defineProperty(object, key, { ...descriptor, writable: true });
      }
      return object;
    }
    case "array":
      return node.items.map(plain);
    case "number":
      return Number(node.text);
    default:
      return node.value;
  }
}

/** An object's values by key; keys that are known must not be doubled. */
function fields(node: Node | undefined, known: readonly string[]): Map<string, Node> {
  if (node?.kind !== "object") throw new Broken();
  const found = new Map<string, Node>();
  for (const [key, value] of node.entries) {
    if (!known.includes(key)) skip(value);
    else if (found.has(key)) throw new Broken();
    else found.set(key, value);
  }
  return found;
}

/** What is skipped may be nested 64 deep. */
function skip(node: Node, depth = 0): void {
  if (node.kind !== "object" && node.kind !== "array") return;
  if (depth === 64) throw new Broken();
  const inner = node.kind === "array" ? node.items : node.entries.map(([, value]) => value);
  for (const value of inner) skip(value, depth + 1);
}

function array(node: Node | undefined): readonly Node[] {
  if (node?.kind !== "array") throw new Broken();
  return node.items;
}

function name(value: string): string {
  if (value === "" || /\p{Surrogate}/u.test(value)) throw new Broken();
  return value;
}

function unsigned(node: Node | undefined): bigint {
  const text = node?.kind === "string" ? node.value : node?.kind === "number" ? node.text : "";
  if (!/^(0|[1-9][0-9]*)$/.test(text)) throw new Broken();
  const value = BigInt(text);
  if (value >> 64n) throw new Broken();
  return value;
}

function number(node: Node | undefined): number {
  if (node === undefined) return NaN;
  skip(node);
  const text = node.kind === "string" ? node.value : node.kind === "number" ? node.text : "";
  return /^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?$/.test(text) ? Number(text) : NaN;
}

function interpret(node: Node): Expected {
  const payload = fields(node, ["inferences", "latest_weights"]);
  const workers = new Set<string>();
  const sets = array(payload.get("inferences")).map((item) => {
    const set = fields(item, ["timestamp", "inferences"]);
    const inferences: [string, number][] = [];
    const leftOut: string[] = [];
    const here = new Set<string>();
    for (const one of array(set.get("inferences"))) {
      const inference = fields(one, ["worker", "inference"]);
      const given = inference.get("worker");
      if (given?.kind !== "string") throw new Broken();
      const worker = name(given.value);
      const value = number(inference.get("inference"));
      if (here.has(worker) || !Number.isFinite(value)) leftOut.push(worker);
      else inferences.push([worker, value]);
      here.add(worker);
      workers.add(worker);
    }
    return { timestamp: unsigned(set.get("timestamp")), inferences, leftOut };
  });
  const stored = new Map<string, bigint>();
  const weights = payload.get("latest_weights");
  if (weights !== undefined) {
    if (weights.kind !== "object") throw new Broken();
    for (const [key, value] of weights.entries) {
      if (stored.has(name(key))) throw new Broken();
      stored.set(key, unsigned(value));
      workers.add(key);
    }
  }
  const order = sets.map((set, i) => ({ set, i }));
  order.sort((a, b) =>
    a.set.timestamp === b.set.timestamp ? a.i - b.i : a.set.timestamp > b.set.timestamp ? -1 : 1,
  );
  return { rejected: false, sets: order.map(({ set }) => set), stored, workers };
}
