import { PADDING } from "../json/cursor";
import { Text } from "../text/text";
import { trap } from "../trap";
import { sameBytes } from "../bytes";
import { env_var_read } from "./blockless";

const QUOTE: u32 = 0x22;
const COLON: u32 = 0x3a;

/** Room for the environment's variables, in bytes: the node crashes when they need more. */
const LIMIT: u32 = 64 << 10;

/**
 * Appends the value of a variable that the node gives (those named in `BLS_LIST_VARS`; the head node names `TOPIC_ID`). The node gives a JSON
 * object, `{"TOPIC_ID": "1"}`, but does not escape what is in it: a value ends at the first quote. Traps when the variable is not given.
 */
export function environmentVariable(name: string, output: Text): Text {
  const start = heap.alloc(LIMIT + PADDING);
  const lengthAt = memory.data(4, 4);
  const error = env_var_read(start, LIMIT, lengthAt);
  const end = start + (error ? 0 : load<u32>(lengthAt));
  memory.fill(end, 0, PADDING);
  const wanted = new Text().byte(QUOTE).string(name).byte(QUOTE);
  for (let at = start; at + wanted.length <= end; at++) {
    if (!sameBytes(at, wanted.start, wanted.length)) continue;
    let value = afterSpace(at + wanted.length);
    if (load<u8>(value) != COLON) continue;
    value = afterSpace(value + 1);
    if (load<u8>(value) != QUOTE) continue;
    for (value++; value < end && load<u8>(value) != QUOTE; value++) output.byte(load<u8>(value));
    return output;
  }
  trap(new Text().string("environment: no variable ").string(name).string(" (see BLS_LIST_VARS)"));
  return output;
}

/** The address of the first byte that is not JSON's white space. */
function afterSpace(at: usize): usize {
  for (
    let c: u32 = load<u8>(at);
    c == 0x20 || c == 0x09 || c == 0x0a || c == 0x0d;
    c = load<u8>(++at)
  );
  return at;
}

/**
 * The value of a variable of the node's environment, e.g. `TOPIC_ID`. The node's `BLS_LIST_VARS` must name it, or the run ends. The runtime
 * does not escape values: they end at the first quote.
 */
export function environment(name: string): string {
  const value = environmentVariable(name, new Text());
  return String.UTF8.decodeUnsafe(value.start, value.length);
}
