import { fault, type WeightkitError } from "@weightkit/testkit/internal/errors/weightkit-error";
import { unixSeconds } from "@weightkit/testkit/internal/numbers/iso-time";
import { usageErrors } from "../errors/usage-errors.js";
import type { Option } from "./command.js";
import { secondsOf } from "./duration.js";
import { nearest } from "@weightkit/testkit/internal/numbers/nearest";

/** What a time may be written as, to complete "must be …". */
export const TIME_WANTED = "UNIX seconds or a UTC time like 2024-03-01 or 2024-03-01T12:00Z";

/**
 * The value that a text stands for.
 * @param called what errors call the option: `--fuel` or `WEIGHTKIT_FUEL`
 */
export function readValue(
  option: Option,
  called: string,
  text: string,
): string | number | boolean | WeightkitError {
  const bad = (wanted: string, suggestion: string | null = null): WeightkitError =>
    fault(usageErrors.badOptionValue, { option: called, value: text, wanted, suggestion });
  switch (option.kind) {
    case "flag": {
      return flagValue(text) ?? bad("1 or true to turn it on, 0 or false to turn it off");
    }
    case "text":
      return text;
    case "choice": {
      if (option.choices.includes(text)) return text;
      return bad(`one of ${option.choices.join(", ")}`, nearest(text, option.choices));
    }
    case "time":
      return unixSeconds(text) ?? bad(TIME_WANTED);
    case "integer":
    case "number": {
      const { minimum = 0, maximum = Number.MAX_SAFE_INTEGER } = option;
      const whole = option.kind === "integer";
      const number = (whole ? /^\d+$/ : /^-?\d+(\.\d+)?$/).test(text) ? Number(text) : NaN;
      if (number >= minimum && number <= maximum) return number;
      const range = option.maximum === undefined ? minimum : `${minimum} to ${maximum}`;
      const example = `${called}${called.startsWith("-") ? " " : "="}${exampleValue(option)}`;
      const meant = option.value === "SECONDS" ? secondsOf(text) : null;
      return bad(`a ${whole ? "whole " : ""}number from ${range}, e.g. ${example}`, meant);
    }
  }
}

/** Whether an environment variable turns a flag on; null for a text that does neither. */
export function flagValue(text: string): boolean | null {
  return FLAG_TEXTS.get(text.toLowerCase()) ?? null;
}

const FLAG_TEXTS: ReadonlyMap<string, boolean> = new Map([
  ["1", true],
  ["true", true],
  ["0", false],
  ["false", false],
]);

function exampleValue({ example }: Option): string {
  return example.slice(example.indexOf(" ") + 1);
}
