import { PADDING } from "../json/cursor";
import { Text } from "../text/text";
import { trap } from "../trap";
import { sameBytes } from "../bytes";
import { env_var_read } from "./blockless";

/** Room for the environment's variables, in bytes: the node crashes when they need more. */
const LIMIT: u32 = 64 << 10;

/**
 * Appends the value of a variable that the node gives (those named in `BLS_LIST_VARS`, and `TOPIC_ID`). The node gives a JSON object, but
 * does not escape what is in it: a value ends at the first quote. Traps when the variable is not given.
 */
export function environmentVariable(name: string, output: Text): Text {
  const start = heap.alloc(LIMIT + PADDING);
  const lengthAt = memory.data(4, 4);
  const error = env_var_read(start, LIMIT, lengthAt);
  const end = start + (error ? 0 : load<u32>(lengthAt));
  const wanted = new Text().byte(0x22).string(name).string('":');
  for (let at = start; at + wanted.length < end; at++) {
    if (!sameBytes(at, wanted.start, wanted.length)) continue;
    at += wanted.length;
    // bls-runtime puts a space before the value.
    while (at < end && load<u8>(at) == 0x20) at++;
    if (at >= end || load<u8>(at) != 0x22) continue;
    for (at++; at < end && load<u8>(at) != 0x22; at++) output.byte(load<u8>(at));
    return output;
  }
  trap(new Text().string("environment: no variable ").string(name).string(" (see BLS_LIST_VARS)"));
  return output;
}

/** A variable that the node gives, e.g. `TOPIC_ID`; see `environmentVariable`. */
export function environment(name: string): string {
  const value = environmentVariable(name, new Text());
  return String.UTF8.decodeUnsafe(value.start, value.length);
}
