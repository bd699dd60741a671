import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";
import { internalErrors } from "../errors/internal-errors.js";
import type { GivenValue, GivenValues } from "./command.js";
import { camelCase } from "./define.js";
import { isGiven, type Sources } from "./source.js";

/** What the user gave to a command, checked against its table row. */
export class Input {
  readonly args: readonly string[];
  readonly #values: GivenValues;
  readonly #sources: Sources;

  constructor(values: GivenValues, sources: Sources) {
    this.args = typeof values["path"] === "string" ? [values["path"]] : [];
    this.#values = values;
    this.#sources = sources;
  }

  flag(name: string): boolean {
    return isGiven(this.#sources, name) && this.#value(name) !== false;
  }

  /** The last value given, or undefined. */
  text(name: string): string | undefined {
    const value = this.#value(name);
    if (value === undefined || typeof value === "string") return value;
    throw fault(internalErrors.unexpected, { reason: `--${name} is not a text option` });
  }

  /** The last number given, or undefined. */
  number(name: string): number | undefined {
    const value = this.#value(name);
    if (value === undefined || typeof value === "number") return value;
    throw fault(internalErrors.unexpected, { reason: `--${name} is not a number option` });
  }

  /** All values given, in order. */
  texts(name: string): readonly string[] {
    const value = this.#value(name);
    return Array.isArray(value) ? value.map(String) : [];
  }

  #value(name: string): GivenValue {
    return this.#values[camelCase(name)];
  }
}
