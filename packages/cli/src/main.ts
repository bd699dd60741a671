import { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";
import { fault, WeightkitError } from "@weightkit/testkit/internal/errors/weightkit-error";
import { nearest } from "@weightkit/testkit/internal/numbers/nearest";
import { askedHelp, membersOf } from "./core/asked-help.js";
import { commandHelp, familyHelp } from "./core/help.js";
import { knownElsewhere } from "./commands/other-words.js";
import { mistypedVariables } from "./core/mistyped-variables.js";
import { optionsOf, type Command, type GivenValues } from "./core/command.js";
import { camelCase } from "./core/define.js";
import { commands } from "./commands/table.js";
import { errorPage } from "./errors/docs-page.js";
import { internalErrors } from "./errors/internal-errors.js";
import { flagValue } from "./core/read-value.js";
import { usageErrors } from "./errors/usage-errors.js";
import { Interrupted, type Io } from "./ui/io.js";
import { renderError } from "./ui/render-error.js";
import { Ui } from "./ui/ui.js";
import { VERSION } from "./version.js";

/** What a shell makes of Ctrl-C: 128 and the number of SIGINT. */
const INTERRUPTED = 130;

/** Runs one command line (without `node` and the script) and returns what the process should exit with. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  const ui = new Ui(io);
  try {
    return await dispatch(argv, ui);
  } catch (error) {
    if (error instanceof Interrupted) return INTERRUPTED;
    return reported(error instanceof WeightkitError ? error : unexpected(error), argv, ui);
  }
}

/** Prints an error that ends a command line, and returns what the process should exit with. */
export function reported(error: WeightkitError, argv: readonly string[], ui: Ui): number {
  report(error, ui, argv);
  return error.exit;
}

async function dispatch(argv: readonly string[], ui: Ui): Promise<ExitCode> {
  const [first, second = "-"] = argv;
  if (first === "--version" || first === "-V") {
    ui.result(VERSION);
    return ExitCode.ok;
  }
  const width = ui.io.stdout.columns;
  const asked = askedHelp(argv, commands);
  if (asked !== null) {
    ui.result(asked(ui.out, width));
    return ExitCode.ok;
  }
  if (first === "help") {
    ui.result(commandHelp(find(argv.slice(1))[0], ui.out, width));
    return ExitCode.ok;
  }
  const members = membersOf(first ?? "", commands);
  if (first !== undefined && members.length > 0 && second.startsWith("-")) {
    if (!argv.includes("--help") && !argv.includes("-h")) {
      const args = { family: first, commands: members.map(({ name }) => name) };
      throw fault(usageErrors.missingSubcommand, args);
    }
    ui.result(familyHelp(first, members, ui.out, width));
    return ExitCode.ok;
  }
  const [command, rest] = find(argv);
  const { parse } = await import("./core/parse.js");
  const parsed = parse(command, rest, ui.io.env);
  if (parsed.help) {
    ui.result(commandHelp(command, ui.out, width));
    return ExitCode.ok;
  }
  for (const { given, meant } of mistypedVariables(ui.io.env, commands))
    ui.warn(`${given} is not a variable that weightkit reads; did you mean ${meant}?`);
  const { values, sources } = parsed;
  await checkOutputs(command, values, ui.io.cwd);
  return await command.run(values, { ui, cwd: ui.io.cwd, argv, sources, commands });
}

/**
 * Whether the files that options name may be replaced.
 * @throws WeightkitError WK170
 */
async function checkOutputs(command: Command, values: GivenValues, cwd: string): Promise<void> {
  for (const row of optionsOf(command)) {
    if (row.kind !== "text" || row.writes === undefined) continue;
    const path = values[camelCase(row.name)];
    if (typeof path !== "string") continue;
    const { checkReplaceable } = await import("./files/replaceable.js");
    checkReplaceable(path, row.writes, cwd);
  }
}

/** The command that `argv` starts with, longest name first, and what follows it. */
function find(argv: readonly string[]): readonly [Command, readonly string[]] {
  for (const words of [2, 1]) {
    const name = argv.slice(0, words).join(" ");
    const command = commands.find((one) => one.name === name);
    if (command !== undefined) return [command, argv.slice(words)];
  }
  const first = argv[0] ?? "";
  const given = membersOf(first, commands).length > 0 ? argv.slice(0, 2).join(" ") : first;
  const names = commands.map((one) => one.name);
  const suggestion = knownElsewhere(given) ?? nearest(given, names);
  throw fault(usageErrors.unknownCommand, { given, suggestion });
}

/** Writes the error to stderr and, when JSON was requested, to stdout too. */
function report(error: WeightkitError, ui: Ui, argv: readonly string[]): void {
  ui.note(renderError(error, ui.err, ui.io.cwd, ui.errorLayout).trimEnd());
  if (wantsTrace(ui.io.env["WEIGHTKIT_DEBUG"] ?? "")) {
    ui.note(error.stack ?? "");
    if (error.cause instanceof Error)
      ui.note(`caused by ${error.cause.stack ?? error.cause.message}`);
  }
  if (argv.includes("--json") || flagValue(ui.io.env["WEIGHTKIT_JSON"] ?? "") === true) {
    const errors = [error, ...error.others].map((one) => ({
      ...one.report(),
      docs: errorPage(one.code),
    }));
    ui.json({ weightkit: VERSION, ok: false, exitCode: error.exit, errors });
  }
}

/** Any text asks for stack traces, but what turns a flag off. */
function wantsTrace(text: string): boolean {
  return text !== "" && flagValue(text) !== false;
}

function unexpected(cause: unknown): WeightkitError {
  const reason = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  return fault(internalErrors.unexpected, { reason }, { cause });
}
