import pc from "picocolors";
import { askedHelp } from "./core/asked-help.js";
import type { CommandDescription } from "./core/command.js";
import { wantsColor } from "./ui/colors.js";
import { processStdout, type ProcessSink } from "./ui/process-sink.js";
import { endOnSignals } from "./ui/signals.js";
import { VERSION } from "./version.js";

/** What help shows of each command; the bundle puts it here (scripts/bundle.mjs). */
declare const COMMAND_DESCRIPTIONS: readonly CommandDescription[];

/** Runs a command line in this process. Help and the version are printed without loading the commands, which takes as long again as Node. */
export async function enter(argv: readonly string[]): Promise<number> {
  const stdout = processStdout();
  const text = quickAnswer(argv, stdout);
  if (text !== null) {
    stdout.write(`${text}\n`);
    if ((await stdout.ended()) === null) return 0;
    // It could not be written: the command reports that.
  }
  endOnSignals(() => undefined);
  const { start } = await import("./start.js");
  return await start(argv);
}

function quickAnswer(argv: readonly string[], stdout: ProcessSink): string | null {
  if (argv[0] === "--version" || argv[0] === "-V") return VERSION;
  const help = askedHelp(argv, COMMAND_DESCRIPTIONS);
  return help?.(pc.createColors(wantsColor(stdout, process.env)), stdout.columns) ?? null;
}
