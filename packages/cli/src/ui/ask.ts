import input from "@inquirer/input";
import select from "@inquirer/select";
import { Interrupted, type Choice } from "./io.js";

/** Where a prompt is shown and answered; the terminal's own streams when left out. */
export interface PromptStreams {
  readonly input?: NodeJS.ReadableStream;
  readonly output?: NodeJS.WritableStream;
}

/**
 * Asks for a line of text, again until `check` returns true.
 * @throws Interrupted on Ctrl-C
 */
export async function askText(
  question: string,
  fallback: string,
  check: (answer: string) => string | true,
  streams: PromptStreams = {},
): Promise<string> {
  const prompt = { message: question, default: fallback, validate: check };
  return await interruptible(input(prompt, { output: process.stderr, ...streams }));
}

/**
 * Asks to choose one of a list.
 * @throws Interrupted on Ctrl-C
 */
export async function askChoice(
  question: string,
  choices: readonly Choice[],
  streams: PromptStreams = {},
): Promise<string> {
  const prompt = { message: question, choices: [...choices] };
  return await interruptible(select(prompt, { output: process.stderr, ...streams }));
}

async function interruptible(answer: Promise<string>): Promise<string> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Error && error.name === "ExitPromptError") throw new Interrupted();
    throw error;
  }
}
