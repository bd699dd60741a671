import type { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";
import type { Ui } from "../ui/ui.js";
import type { Input } from "./input.js";

/** A command as data: parsing, help, the reference page and shell completion all come from this. */
export interface Command {
  /** Words after `weightkit`, e.g. `build` or `history check`. */
  readonly name: string;
  readonly group: CommandGroup;
  /** One line, no full stop. */
  readonly summary: string;
  /** What it does, for whom, with which files: one or more paragraphs. */
  readonly description: string;
  readonly args: readonly Argument[];
  readonly options: readonly Option[];
  readonly examples: readonly Example[];
  /** Does it; what is heavy is imported inside. */
  readonly run: (input: Input, context: Context) => Promise<ExitCode>;
}

export const COMMAND_GROUPS = ["Start", "Run", "Data", "Ship", "Other"] as const;
export type CommandGroup = (typeof COMMAND_GROUPS)[number];

export interface Argument {
  readonly name: string;
  readonly summary: string;
  readonly required: boolean;
  /** What it may be, when that is one of a few. */
  readonly choices?: readonly string[];
}

export interface Option {
  /** Long name without dashes. */
  readonly name: string;
  readonly short?: string;
  readonly kind: "flag" | "text" | "integer" | "number" | "choice";
  /** What stands for the value in help, e.g. FILE; none for flags. */
  readonly value?: string;
  readonly choices?: readonly string[];
  /** Smallest number that is taken; 0 when left out. */
  readonly minimum?: number;
  /** Largest number that is taken; any when left out. */
  readonly maximum?: number;
  readonly summary: string;
  /** As it would be written on the command line. */
  readonly example: string;
}

export interface Example {
  readonly command: string;
  readonly explains: string;
}

export interface Context {
  readonly ui: Ui;
  readonly cwd: string;
  /** The command line, without `weightkit`. */
  readonly argv: readonly string[];
}

/** Options that more than one command has. */
export const jsonOption: Option = {
  name: "json",
  kind: "flag",
  summary: "print the result as one JSON document",
  example: "--json",
};

export const projectOption: Option = {
  name: "project",
  short: "p",
  kind: "text",
  value: "DIR",
  summary: "the project's folder (default: found upwards from here)",
  example: "--project topics/sf-traffic",
};
