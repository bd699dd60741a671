import {
  fault,
  throwFaults,
  WeightkitError,
} from "@weightkit/testkit/internal/errors/weightkit-error";
import { usageErrors } from "../errors/usage-errors.js";
import {
  optionsOf,
  placeholder,
  type Command,
  type GivenValue,
  type GivenValues,
  type Option,
} from "./command.js";
import { helpOption } from "./common-options.js";
import { camelCase } from "./define.js";
import { nearest } from "@weightkit/testkit/internal/numbers/nearest";
import { readValue } from "./read-value.js";
import { relationFaults } from "./relations.js";
import { variableOf, type Source, type Sources } from "./source.js";
import { tokenize, type OptionToken } from "./tokens.js";

export type Environment = Readonly<Record<string, string | undefined>>;

export type Parsed =
  | { readonly help: true }
  | { readonly help: false; readonly values: GivenValues; readonly sources: Sources };

/**
 * Reads what follows the command's name. The command line comes first, then the environment, then the default.
 * @throws WeightkitError WK102 to WK108, WK113 and WK119, with all faults at once
 */
export function parse(command: Command, argv: readonly string[], env: Environment): Parsed {
  const options = optionsOf(command);
  const tokens = tokenize([...options, helpOption], argv);
  if (tokens.options.some(({ option }) => option === helpOption)) return { help: true };
  const faults = tokens.unknown.map((given) => unknownOption(command, options, given));
  const values: Record<string, GivenValue> = {};
  const sources = new Map<string, Source>();
  for (const option of options) {
    const given = tokens.options.filter((token) => token.option === option);
    const { read, source } =
      given.length > 0
        ? { read: fromTokens(command, option, given), source: COMMAND_LINE }
        : (fromEnvironment(option, env) ?? { read: [], source: DEFAULT });
    faults.push(...read.filter((one) => one instanceof WeightkitError));
    const value = valueOf(option, read);
    values[camelCase(option.name)] = value;
    if (source !== DEFAULT || hasDefault(option)) sources.set(option.name, source);
  }
  // What follows an unknown option may have been meant as its value: one fault at a time then.
  if (faults.length === 0) {
    faults.push(
      ...argumentFaults(command, tokens.args),
      ...relationFaults(options, values, sources),
    );
  }
  throwFaults(faults);
  command.args.forEach(({ name, multiple }, index) => {
    values[name.toLowerCase()] = multiple === true ? tokens.args.slice(index) : tokens.args[index];
  });
  return { help: false, values, sources };
}

const COMMAND_LINE: Source = { kind: "command line" };
const DEFAULT: Source = { kind: "default" };

type Read = string | number | boolean | WeightkitError;

function fromTokens(command: Command, option: Option, tokens: readonly OptionToken[]): Read[] {
  const called = `--${option.name}`;
  return tokens.map(({ text }) => {
    const wanted = placeholder(option);
    if (wanted === null) return true;
    if (text !== null && text !== "") return readValue(option, called, text);
    const args = { command: command.name, option: called, placeholder: wanted };
    return fault(usageErrors.missingValue, args);
  });
}

/** Null when the variable is not set; an empty one counts as not set. */
function fromEnvironment(
  option: Option,
  env: Environment,
): { read: Read[]; source: Source } | null {
  const variable = variableOf(option);
  const text = env[variable];
  if (text === undefined || text === "") return null;
  return { read: [readValue(option, variable, text)], source: { kind: "environment", variable } };
}

/** The last value counts, or all where the option may be repeated. */
function valueOf(option: Option, read: readonly Read[]): GivenValue {
  const known: readonly (string | number | boolean)[] = read.filter(
    (one) => typeof one !== "object",
  );
  if (option.kind === "flag") return known.at(-1) ?? false;
  if (option.kind === "text" && option.multiple === true) return known.map(String);
  return known.at(-1) ?? option.default;
}

function hasDefault(option: Option): boolean {
  return option.kind === "flag" || option.default !== undefined;
}

function unknownOption(command: Command, options: readonly Option[], word: string): WeightkitError {
  const [, given = word, value] = /^(--[^=]+)=(.*)$/s.exec(word) ?? [];
  const known = [...options, helpOption].map(({ name }) => `--${name}`);
  if (value !== undefined && known.includes(given)) {
    return fault(usageErrors.unwantedValue, { option: given, value });
  }
  const suggestion = nearest(given, known);
  return fault(usageErrors.unknownOption, { command: command.name, given, suggestion });
}

function argumentFaults(command: Command, args: readonly string[]): WeightkitError[] {
  const missing = command.args.slice(args.length).filter((argument) => argument.required);
  const extra = command.args.at(-1)?.multiple === true ? [] : args.slice(command.args.length);
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
