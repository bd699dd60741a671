import type { Io, Sink } from "./io.js";

/** Whether `sink` gets colours: FORCE_COLOR and NO_COLOR decide, else whether it is a capable terminal. */
export function wantsColor(sink: Sink, env: Io["env"]): boolean {
  const { FORCE_COLOR: force, NO_COLOR: no, TERM: term } = env;
  if (no !== undefined && no !== "") return false;
  if (force !== undefined) return force !== "0" && force !== "false";
  return sink.isTTY && term !== "dumb";
}
