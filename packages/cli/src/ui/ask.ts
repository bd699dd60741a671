import input from "@inquirer/input";
import select from "@inquirer/select";
import type { Choice } from "./io.js";

/** Asks for a line of text, again until `check` returns true. */
export function askText(
  question: string,
  fallback: string,
  check: (answer: string) => string | true,
): Promise<string> {
  return input(
    { message: question, default: fallback, validate: check },
    { output: process.stderr },
  );
}

/** Asks to choose one of a list. */
export function askChoice(question: string, choices: readonly Choice[]): Promise<string> {
  return select({ message: question, choices: [...choices] }, { output: process.stderr });
}
