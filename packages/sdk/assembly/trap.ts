import { STDERR, write } from "./host/wasi";
import { Text } from "./text/text";

/** Ends the run because of an author's mistake: the message on stderr, then a trap, so that the runtime shows where. */
export function trap(message: Text): void {
  message.byte(0x0a);
  write(STDERR, message.start, message.length);
  unreachable();
}

/** The same for a message without names of the round. */
export function mistake(message: string): void {
  trap(new Text().string(message));
}
