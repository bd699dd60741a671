import { STDERR, write } from "./host/wasi";
import { Text } from "./text/text";

/** Prints the message on stderr and traps: for an author's mistakes that name something of the round. */
export function trap(message: Text): void {
  message.byte(0x0a);
  write(STDERR, message.start, message.length);
  unreachable();
}
