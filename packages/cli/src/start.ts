import { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";
import { fault, WeightkitError } from "@weightkit/testkit/internal/errors/weightkit-error";
import { endSpareThreads, keepThreads } from "@weightkit/testkit/internal/threads/spare-threads";
import { fileErrors } from "./errors/file-errors.js";
import { removePending } from "./files/temporary.js";
import { main, reported } from "./main.js";
import { currentFolder, processIo, type ProcessIo } from "./ui/process-io.js";
import { renderError } from "./ui/render-error.js";
import { endOnSignals } from "./ui/signals.js";
import { Ui } from "./ui/ui.js";

// For a process that runs many command lines, each with its own streams (test/support/compiled/serve.mjs).
export { endSpareThreads, keepThreads, main };
// For the bundle, which keeps what help shows of them (scripts/bundle.mjs).
export { commands } from "./commands/table.js";

/** Runs a command line in this process; an interrupted one leaves no half-written file. */
export async function start(argv: readonly string[]): Promise<number> {
  endOnSignals(removePending);
  const folder = currentFolder();
  if (folder instanceof WeightkitError) {
    const io = processIo("");
    return await ended(reported(folder, argv, new Ui(io)), io);
  }
  const io = processIo(folder);
  keepThreads();
  const code = await main(argv, io);
  await endSpareThreads();
  return await ended(code, io);
}

/** The exit code, once all is printed. */
async function ended(code: number, io: ProcessIo): Promise<number> {
  const reason = await io.outputFailure();
  if (reason === null) return code;
  const ui = new Ui(io);
  const error = fault(fileErrors.unwritableOutput, { reason });
  ui.note(renderError(error, ui.err, io.cwd, ui.errorLayout).trimEnd());
  return code === ExitCode.ok ? ExitCode.output : code;
}
