import { STDERR, write } from "./host/wasi";
import { Text } from "./text/text";

/**
 * Prints a line on stderr. stdout is only for the committed weights: anything else there makes the run fail.
 * @param message the line, without its line break
 */
export function log(message: string): void {
  const line = new Text().string(message).byte(0x0a);
  write(STDERR, line.start, line.length);
}
