import { utf8 } from "../numbers/bytes.js";
import { chainErrors } from "../errors/chain-errors.js";
import { fault, type FaultOptions, type WeightkitError } from "../errors/weightkit-error.js";
import type { Descriptor } from "../errors/descriptor.js";
import { JsonSyntaxError, JsonWalker } from "./go-json.js";

/** What the head node reads from stdout: weight texts by worker, or why it reads none. */
export type Output =
  | { readonly kind: "weights"; readonly weights: ReadonlyMap<string, string> }
  | { readonly kind: "refused"; readonly fault: WeightkitError };

// The byte order mark must stay: Go refuses it.
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const EXCERPT = 60;

/**
 * Reads stdout as the head node does: Go's `json.Unmarshal` into `{type string; weights map[string]string}`. Keys match in
 * any case, unknown keys are ignored, of duplicate keys the last wins (two `weights` objects merge), null is not a value.
 * Syntax faults anywhere come first, then the type, then the first value that is not a string.
 */
export function parseOutput(stdout: Uint8Array): Output {
  const text = decoder.decode(stdout);
  if (/^[ \t\r\n]*$/.test(text)) return refuse(chainErrors.outputEmpty, {});
  const walker = new JsonWalker(text);
  const reader = new OutputReader(walker);
  try {
    const kind = walker.peek();
    if (kind === "object")
      walker.object((key) => {
        reader.member(key);
      });
    else walker.skip();
    const after = walker.at;
    try {
      walker.end();
    } catch {
      const tail = text.slice(after);
      return kind === "object"
        ? refuse(chainErrors.textAfter, { text: excerpt(tail.trimStart()) }, text, after)
        : notJson(text, "more than one value", after);
    }
    if (kind !== "object") return refuse(chainErrors.outputNotObject, { kind });
  } catch (error) {
    if (error instanceof JsonSyntaxError) return notJson(text, error.message, error.at);
    throw error;
  }
  return reader.verdict();
}

/** Remembers what Go would have decoded so far, and the first mismatch of each field. */
class OutputReader {
  #type: string | null = null;
  #typeFault: WeightkitError | null = null;
  #weights: Map<string, string> | null = null;
  #weightFault: WeightkitError | null = null;

  constructor(readonly walker: JsonWalker) {}

  member(key: string): void {
    const kind = this.walker.peek();
    const name = fold(key);
    if (name === "type") {
      if (kind === "string") this.#type = this.walker.string();
      else {
        if (kind !== "null") this.#typeFault ??= fault(chainErrors.typeNotText, { kind });
        this.walker.skip();
      }
    } else if (name === "weights") this.#readWeights();
    else this.walker.skip();
  }

  verdict(): Output {
    if (this.#typeFault !== null) return { kind: "refused", fault: this.#typeFault };
    if (this.#type !== "weights") return refuse(chainErrors.wrongType, { type: this.#type });
    if (this.#weightFault !== null) return { kind: "refused", fault: this.#weightFault };
    if (this.#weights === null) return refuse(chainErrors.weightsMissing, {});
    return { kind: "weights", weights: this.#weights };
  }

  #readWeights(): void {
    const kind = this.walker.peek();
    if (kind !== "object") {
      if (kind === "null") this.#weights = null;
      else this.#weightFault ??= fault(chainErrors.weightsNotObject, { kind });
      this.walker.skip();
      return;
    }
    const weights = (this.#weights ??= new Map<string, string>());
    this.walker.object((worker) => {
      const valueKind = this.walker.peek();
      if (valueKind === "string") {
        weights.set(worker, this.walker.string());
        return;
      }
      // Go leaves the zero value, "", for a null; it then fails to parse as a number and is skipped.
      if (valueKind === "null") weights.set(worker, "");
      else this.#weightFault ??= fault(chainErrors.weightNotText, { worker, kind: valueKind });
      this.walker.skip();
    });
  }
}

/** Go folds ASCII case and two letters beyond: U+017F is an s, U+212A a k. */
function fold(key: string): string {
  return key.length > 7 ? key : key.replaceAll("\u017f", "s").toLowerCase();
}

function notJson(text: string, reason: string, at: number): Output {
  const start = text.search(/\{\s*"/);
  const before = text.slice(0, Math.max(0, start)).trim();
  if (at < start && before !== "") {
    return refuse(chainErrors.textBefore, { text: excerpt(before) }, text, 0);
  }
  return refuse(chainErrors.outputNotJson, { reason }, text, at);
}

function refuse<Args>(row: Descriptor<Args>, args: Args, text?: string, at?: number): Output {
  const options: FaultOptions =
    text === undefined || at === undefined
      ? {}
      : { place: { file: "stdout", byte: utf8(text.slice(0, at)).length } };
  return { kind: "refused", fault: fault(row, args, options) };
}

function excerpt(text: string): string {
  const line = text.split("\n", 1)[0] ?? "";
  return JSON.stringify(line.length > EXCERPT ? `${line.slice(0, EXCERPT)}…` : line);
}
