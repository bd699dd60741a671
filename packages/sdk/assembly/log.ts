import { STDERR, write } from "./host/wasi";
import { Text } from "./text/text";

/**
 * Prints a line on stderr. stdout belongs to the committed weights alone: anything else there loses the run.
 * @param message the line, without its line break
 */
export function log(message: string): void {
  const line = new Text().string(message).byte(0x0a);
  write(STDERR, line.start, line.length);
}
