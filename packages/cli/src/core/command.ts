import type { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";
import type { WrittenKind } from "../files/replaceable.js";
import type { Ui } from "../ui/ui.js";
import type { Sources } from "./source.js";

/** A command as data: parsing, help, the reference page and shell completion all come from this. */
export interface Command extends CommandDescription {
  /** Does it, with values by camel-case name; what is heavy is imported inside. */
  readonly run: (values: GivenValues, context: Context) => Promise<ExitCode>;
}

/** What help shows of a command. */
export interface CommandDescription {
  /** Words after `weightkit`, e.g. `build` or `history check`. */
  readonly name: string;
  readonly group: CommandGroup;
  /** One line, no full stop. */
  readonly summary: string;
  /** What it does, for whom, with which files: one or more paragraphs. */
  readonly description: string;
  readonly args: readonly Argument[];
  readonly options: readonly OptionGroup[];
  readonly examples: readonly Example[];
}

export const COMMAND_GROUPS = ["Start", "Run", "Data", "Ship", "Other"] as const;
export type CommandGroup = (typeof COMMAND_GROUPS)[number];

export interface Argument {
  /** In capitals, as help shows it. */
  readonly name: string;
  readonly summary: string;
  readonly required: boolean;
  /** Whether it takes all words that are left, at least one where required. Only the last argument may. */
  readonly multiple?: true;
  /** What it may be, when that is one of a few. */
  readonly choices?: readonly string[];
  /** What completion offers for it. */
  readonly names?: NameKind;
}

export const NAME_KINDS = [
  "templates",
  "topics",
  "workers",
  "codes",
  "properties",
  "adversaries",
] as const;

/** Names that are found out when they are asked for: in the project here, or in a table of ours. */
export type NameKind = (typeof NAME_KINDS)[number];

/** Options that help lists under one heading. */
export interface OptionGroup {
  readonly title: string;
  readonly options: readonly Option[];
}

export type Option = FlagOption | TextOption | NumberOption | ChoiceOption;

interface OptionRow {
  /** Long name without dashes. */
  readonly name: string;
  readonly short?: string;
  readonly summary: string;
  /** As it would be written on the command line. */
  readonly example: string;
  /** The environment variable, where it is not `WEIGHTKIT_` and the name in capitals. */
  readonly env?: string;
  /** The setting of weightkit.json that counts when the option is not given, e.g. `topic.weightCadence`. */
  readonly setting?: string;
  /** What counts, for help, when neither an option nor a project gives it. */
  readonly otherwise?: string | number;
  /** What excludes this option. */
  readonly conflicts?: readonly Relation[];
  /** What this option is of no use without. */
  readonly needs?: readonly Relation[];
}

export interface FlagOption extends OptionRow {
  readonly kind: "flag";
}

export interface TextOption extends OptionRow {
  readonly kind: "text";
  /** What stands for the value in help, e.g. FILE. */
  readonly value: string;
  /** Whether it may be repeated; then all values count. */
  readonly multiple?: true;
  /** Whether two words follow it, which make its value with a blank between them. */
  readonly twoWords?: true;
  readonly default?: string;
  /** What completion offers for it. */
  readonly names?: NameKind;
  /** What the command writes to the file that it names: only such a file may be replaced. */
  readonly writes?: WrittenKind;
}

export interface NumberOption extends OptionRow {
  /** A time is UNIX seconds, and may be written in ISO 8601. */
  readonly kind: "integer" | "number" | "time";
  readonly value: string;
  /** Smallest number that is taken; 0 when left out. */
  readonly minimum?: number;
  /** Largest number that is taken; any when left out. */
  readonly maximum?: number;
  /** What counts when the option is given without a number. Default: it needs one. */
  readonly bare?: number;
  readonly default?: number;
}

export interface ChoiceOption extends OptionRow {
  readonly kind: "choice";
  readonly value: string;
  readonly choices: readonly string[];
  readonly default?: string;
}

/** Another option of the same command, whatever its value or with just that one. */
export interface Relation {
  readonly option: string;
  readonly value?: string;
  /** What to do, as the hint of the error. */
  readonly why: string;
}

export interface Example {
  readonly command: string;
  readonly explains: string;
}

export type GivenValue = string | number | boolean | readonly string[] | undefined;

/** Values of options and arguments by camel-case name, as far as given or with a default. */
export type GivenValues = Readonly<Record<string, GivenValue>>;

export interface Context {
  readonly ui: Ui;
  readonly cwd: string;
  /** The command line, without `weightkit`. */
  readonly argv: readonly string[];
  /** Where each option's value comes from, by the option's name. */
  readonly sources: Sources;
  /** All commands. */
  readonly commands: readonly Command[];
}

/** All options of a command, in the order of its groups. */
export function optionsOf({ options }: Pick<CommandDescription, "options">): readonly Option[] {
  return options.flatMap((group) => group.options);
}

/** What stands for an option's value, or null for a flag, which has none. */
export function placeholder(option: Option): string | null {
  return option.kind === "flag" ? null : option.value;
}
