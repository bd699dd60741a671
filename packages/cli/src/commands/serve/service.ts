import { WeightkitError } from "@weightkit/testkit/internal/errors/weightkit-error";
import type { LossFunction } from "@weightkit/testkit/internal/runtime/loss/loss-function";
import type { Losses } from "./losses.js";

/** An answer to a request: a status of HTTP and a JSON document. */
export interface Answer {
  readonly status: number;
  readonly body: object;
}

/** A decimal as the chain's arithmetic and Go write one. */
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
/** Characters of what a client sent that an answer repeats. */
const MAX_SHOWN = 60;
const METHOD = "loss_method";

/** What is wrong with a request. */
class BadRequest extends Error {}

/** The two questions of a loss service (protocol section 9), without HTTP: same question, same answer. */
export class LossService {
  readonly #losses: Losses;
  readonly #methods: ReadonlySet<string>;

  /** @param methods what `options.loss_method` may be */
  constructor(losses: Losses, methods: readonly string[]) {
    this.#losses = losses;
    this.#methods = new Set(methods);
  }

  /** `{"y_true","y_pred","options"}` to `{"loss"}`. */
  calculate(body: string): Answer {
    return attempt(() => {
      const request = objectOf(body);
      const loss = this.#lossFor(request);
      const yTrue = decimalOf(request, "y_true");
      const yPred = decimalOf(request, "y_pred");
      const outcome = loss.calculate(yTrue, yPred);
      if (!outcome.ok) return failed(outcome.failure);
      const { value } = outcome;
      if (!Number.isFinite(value))
        return problem(422, "not_finite", `The loss is ${value}, which the chain does not take`);
      if (value < 0 && isNeverNegative(loss))
        return problem(500, "negative", `The loss is ${value}, and is_never_negative is true`);
      return { status: 200, body: { loss: decimalText(value) } };
    });
  }

  /** `{"options"}` to `{"is_never_negative"}`. */
  isNeverNegative(body: string): Answer {
    return attempt(() => {
      const outcome = this.#lossFor(objectOf(body)).isNeverNegative();
      if (!outcome.ok) return failed(outcome.failure);
      return { status: 200, body: { is_never_negative: outcome.value !== 0 } };
    });
  }

  /** The loss that a request's options name. Go sends null for options that are not set. */
  #lossFor(request: Readonly<Record<string, unknown>>): LossFunction {
    const given = request["options"] ?? {};
    if (typeof given !== "object" || Array.isArray(given))
      throw new BadRequest("options must be an object of texts");
    const values = new Map<string, number>();
    for (const [name, value] of Object.entries(given)) {
      if (name === METHOD) this.#checkMethod(value);
      else values.set(name, optionOf(name, value));
    }
    return this.#losses.with(values);
  }

  #checkMethod(given: unknown): void {
    if (typeof given === "string" && this.#methods.has(given)) return;
    const own = [...this.#methods].join(", ");
    throw new BadRequest(`This server calculates ${own}, and options.${METHOD} is ${shown(given)}`);
  }
}

/** An answer that reports what is wrong. */
export function problem(status: number, code: string, message: string): Answer {
  return { status, body: { error: { code, message } } };
}

function attempt(answer: () => Answer): Answer {
  try {
    return answer();
  } catch (error) {
    if (error instanceof BadRequest) return problem(400, "bad_request", error.message);
    if (error instanceof WeightkitError)
      return problem(400, error.code, `${error.message}. ${error.hint}`);
    throw error;
  }
}

function failed({ code, message }: { readonly code: string; readonly message: string }): Answer {
  return problem(422, code, message);
}

function isNeverNegative(loss: LossFunction): boolean {
  const outcome = loss.isNeverNegative();
  return outcome.ok && outcome.value !== 0;
}

function objectOf(text: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new BadRequest("The body is not JSON");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new BadRequest("The body is not a JSON object");
  return { ...value };
}

/** The nearest double to a decimal; JSON numbers are taken too. */
function decimalOf(request: Readonly<Record<string, unknown>>, name: string): number {
  const given = request[name];
  if (given === undefined) throw new BadRequest(`${name} is missing`);
  const value = numberIn(given);
  if (value !== null) return value;
  throw new BadRequest(`${name} must be a decimal number as a text, and is ${shown(given)}`);
}

function optionOf(name: string, given: unknown): number {
  if (given === true || given === "true") return 1;
  if (given === false || given === "false") return 0;
  const value = numberIn(given);
  if (value !== null) return value;
  throw new BadRequest(`options.${name} must be a decimal number, and is ${shown(given)}`);
}

function numberIn(given: unknown): number | null {
  if (typeof given !== "number" && !(typeof given === "string" && DECIMAL.test(given))) return null;
  const value = Number(given);
  return Number.isFinite(value) ? value : null;
}

/** The shortest decimal that reads back as the same double. */
function decimalText(value: number): string {
  return String(value === 0 ? 0 : value);
}

function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}
