import { parseArgs } from "node:util";
import {
  fault,
  throwFaults,
  type WeightkitError,
} from "@weightkit/testkit/internal/errors/weightkit-error";
import { usageErrors } from "../errors/usage-errors.js";
import { nearest } from "./nearest.js";
import type { Command, Option } from "./command.js";
import { Input } from "./input.js";

/** Options that every command has. */
export const helpOption: Option = {
  name: "help",
  short: "h",
  kind: "flag",
  summary: "show this help",
  example: "--help",
};

export type Parsed = { readonly help: true } | { readonly help: false; readonly input: Input };

/**
 * Reads what follows the command's name.
 * @throws WeightkitError WK102 to WK107, with all faults at once
 */
export function parse(command: Command, argv: readonly string[]): Parsed {
  const options = [...command.options, helpOption];
  const { tokens } = parseArgs({
    args: [...argv],
    strict: false,
    tokens: true,
    allowPositionals: true,
    options: Object.fromEntries(options.map((option) => [option.name, declared(option)])),
  });
  if (tokens.some((token) => token.kind === "option" && token.name === "help"))
    return { help: true };
  const faults: WeightkitError[] = [];
  const values = new Map<string, (string | number | true)[]>();
  const args: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") args.push(token.value);
    if (token.kind !== "option") continue;
    const option = options.find((one) => one.name === token.name);
    const read =
      option === undefined
        ? unknown(command, options, token.rawName)
        : readValue(command, option, token.rawName, token.value, token.inlineValue === true);
    if (typeof read === "object") faults.push(read);
    else values.set(token.name, [...(values.get(token.name) ?? []), read]);
  }
  // What follows an unknown option may have been meant as its value: one fault at a time then.
  if (faults.length === 0) faults.push(...argumentFaults(command, args));
  throwFaults(faults);
  return { help: false, input: new Input(args, values) };
}

function declared(option: Option): { type: "string" | "boolean"; short?: string } {
  const type = option.kind === "flag" ? "boolean" : "string";
  return option.short === undefined ? { type } : { type, short: option.short };
}

function unknown(command: Command, options: readonly Option[], given: string): WeightkitError {
  const known = options.map((option) => `--${option.name}`);
  const suggestion = nearest(given, known);
  return fault(usageErrors.unknownOption, { command: command.name, given, suggestion });
}

function readValue(
  command: Command,
  option: Option,
  given: string,
  value: string | undefined,
  inline: boolean,
): string | number | true | WeightkitError {
  if (option.kind === "flag") {
    if (value === undefined) return true;
    return fault(usageErrors.unwantedValue, { option: given, value });
  }
  if (value === undefined || value === "" || (!inline && /^-./.test(value))) {
    const placeholder = option.value ?? "VALUE";
    return fault(usageErrors.missingValue, { command: command.name, option: given, placeholder });
  }
  const bad = (wanted: string, suggestion: string | null = null): WeightkitError =>
    fault(usageErrors.badOptionValue, { option: given, value, wanted, suggestion });
  if (option.kind === "integer" || option.kind === "number") {
    const { minimum = 0, maximum = Number.MAX_SAFE_INTEGER } = option;
    const whole = option.kind === "integer";
    const number = (whole ? /^\d+$/ : /^-?\d+(\.\d+)?$/).test(value) ? Number(value) : NaN;
    if (number >= minimum && number <= maximum) return number;
    const range = option.maximum === undefined ? minimum : `${minimum} to ${maximum}`;
    return bad(`a ${whole ? "whole " : ""}number from ${range}, e.g. ${option.example}`);
  }
  const { choices = [] } = option;
  if (option.kind === "choice" && !choices.includes(value)) {
    return bad(`one of ${choices.join(", ")}`, nearest(value, choices));
  }
  return value;
}

function argumentFaults(command: Command, args: readonly string[]): WeightkitError[] {
  const missing = command.args.slice(args.length).filter((argument) => argument.required);
  const extra = args.slice(command.args.length);
  return [
    ...missing.map((argument) =>
      fault(usageErrors.missingArgument, {
        command: command.name,
        argument: argument.name,
        example: command.examples[0]?.command ?? `weightkit ${command.name} ${argument.name}`,
      }),
    ),
    ...command.args.flatMap(({ name, choices }, index) => {
      const value = args[index];
      if (value === undefined || choices?.includes(value) !== false) return [];
      const suggestion = nearest(value, choices);
      return [fault(usageErrors.badArgument, { argument: name, value, choices, suggestion })];
    }),
    ...extra.map((given) => fault(usageErrors.extraArgument, { command: command.name, given })),
  ];
}
