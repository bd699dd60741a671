import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";
import { internalErrors } from "../errors/internal-errors.js";

/** What the user gave to a command, checked against its table row. */
export class Input {
  constructor(
    readonly args: readonly string[],
    private readonly values: ReadonlyMap<string, readonly (string | number | true)[]>,
  ) {}

  flag(name: string): boolean {
    return this.values.has(name);
  }

  /** The last value given, or undefined. */
  text(name: string): string | undefined {
    const value = this.values.get(name)?.at(-1);
    if (value === undefined || typeof value === "string") return value;
    throw fault(internalErrors.unexpected, { reason: `--${name} is not a text option` });
  }

  /** The last number given, or undefined. */
  number(name: string): number | undefined {
    const value = this.values.get(name)?.at(-1);
    if (value === undefined || typeof value === "number") return value;
    throw fault(internalErrors.unexpected, { reason: `--${name} is not a number option` });
  }

  /** All values given, in order. */
  texts(name: string): readonly string[] {
    return (this.values.get(name) ?? []).filter((value) => typeof value === "string");
  }
}
