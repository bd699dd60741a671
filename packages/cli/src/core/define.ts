import type { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";
import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";
import { internalErrors } from "../errors/internal-errors.js";
import {
  optionsOf,
  type Argument,
  type Command,
  type Context,
  type GivenValue,
  type GivenValues,
  type Option,
  type OptionGroup,
} from "./command.js";

/** `weightCadence` for `weight-cadence`. */
export type CamelCase<Text extends string> = Text extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : Text;

type RowOf<Groups extends readonly OptionGroup[]> = Groups[number]["options"][number];

/** What a row's value is: a default takes `undefined` away. */
type ValueOf<Row extends Option> = Row extends { readonly kind: "flag" }
  ? boolean
  : Row extends { readonly multiple: true }
    ? readonly string[]
    : Scalar<Row> | (Row extends { readonly default: string | number } ? never : undefined);

type Scalar<Row extends Option> = Row extends { readonly choices: readonly (infer Choice)[] }
  ? Choice
  : Row extends { readonly kind: "text" }
    ? string
    : number;

type ArgumentValue<Row extends Argument> = Row extends { readonly multiple: true }
  ? readonly string[]
  : OneArgument<Row>;

type OneArgument<Row extends Argument> =
  | (Row extends { readonly choices: readonly (infer Choice)[] } ? Choice : string)
  | (Row extends { readonly required: true } ? never : undefined);

/** The values that a command with these arguments and options gets, by camel-case name. */
export type Values<
  Args extends readonly Argument[],
  Groups extends readonly OptionGroup[],
> = OptionValues<Groups> & {
  readonly [Row in Args[number] as Lowercase<Row["name"]>]: ArgumentValue<Row>;
};

export type OptionValues<Groups extends readonly OptionGroup[]> = {
  readonly [Row in RowOf<Groups> as CamelCase<Row["name"]>]: ValueOf<Row>;
};

/** A command whose `run` gets values with the types that its rows declare. */
export function defineCommand<
  const Args extends readonly Argument[],
  const Groups extends readonly OptionGroup[],
>(
  declaration: Omit<Command, "args" | "options" | "run"> & {
    readonly args: Args;
    readonly options: Groups;
    readonly run: (values: Values<Args, Groups>, context: Context) => Promise<ExitCode>;
  },
): Command {
  const { args, options, run } = declaration;
  const fit = (values: GivenValues): values is GivenValues & Values<Args, Groups> =>
    args.every((row) => argumentFits(row, values[row.name.toLowerCase()])) &&
    optionsOf({ options }).every((row) => optionFits(row, values[camelCase(row.name)]));
  return {
    ...declaration,
    run: async (values, context) => {
      if (fit(values)) return await run(values, context);
      const reason = `the values of ${declaration.name} are not as declared`;
      throw fault(internalErrors.unexpected, { reason });
    },
  };
}

/** The key under which the value of an option goes. */
export function camelCase(name: string): string {
  return name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function argumentFits({ required, multiple }: Argument, value: GivenValue): boolean {
  if (multiple === true) return Array.isArray(value);
  return typeof value === "string" || (!required && value === undefined);
}

function optionFits(row: Option, value: GivenValue): boolean {
  switch (row.kind) {
    case "flag":
      return typeof value === "boolean";
    case "text":
      if (row.multiple === true) return Array.isArray(value);
      return isEither("string", value, row.default);
    case "choice":
      return isEither("string", value, row.default);
    case "integer":
    case "number":
    case "time":
      return isEither("number", value, row.default);
  }
}

function isEither(type: "string" | "number", value: GivenValue, fallback: unknown): boolean {
  return typeof value === type || (value === undefined && fallback === undefined);
}
