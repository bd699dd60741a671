import { Text } from "./text/text";
import { STDERR, write } from "./host/wasi";

/**
 * What a failed assertion, an index out of range or `throw new Error(message)` calls: prints `message (file:line:column)` on
 * stderr and traps, so that the run counts as failed and the runtime can show a trace. Logic need not call it: the build puts it, with
 * `--use abort=…`, in place of the `env.abort` that no node provides.
 */
export function abort(message: string | null, file: string | null, line: u32, column: u32): void {
  const text = new Text();
  if (message !== null) text.string(message);
  if (file !== null) {
    text.string(" (").string(file).byte(0x3a).unsigned(line).byte(0x3a).unsigned(column).byte(0x29);
  }
  text.byte(0x0a);
  write(STDERR, text.start, text.length);
  unreachable();
}
