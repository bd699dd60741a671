import { main } from "./main.js";
import { removePending } from "./files/write.js";
import { processIo } from "./ui/process-io.js";

/** Exit code of a shell's Ctrl-C: 128 + SIGINT. */
const INTERRUPTED = 130;

/** Runs a command line in this process; an interrupted one leaves no half-written file. */
export async function start(argv: readonly string[]): Promise<number> {
  process.once("SIGINT", () => {
    removePending();
    process.exit(INTERRUPTED);
  });
  return await main(argv, processIo());
}
