// Typed JSON from outside sources, as "@weightkit/sdk/json". It links json-as, which costs some 30 KB and needs its compiler transform:
// `weightkit build` adds it.

import { JSON } from "json-as";
import { Text } from "../text/text";
import { CanonicalJson } from "./canonical";

/**
 * Reads a JSON text into a class marked `@json` (or an array or a map of such). json-as trusts its input: on malformed text it reads beyond
 * the end, loops or returns garbage. So the whole text is checked first and rewritten plainly; malformed text ends the run with exit code 65
 * and the place on stderr. One check is left to you: json-as does not check types. Declare what the source really sends, and declare numbers
 * that must be exact as `JSON.Raw`, for `parseNumber`.
 * @param text the JSON text
 * @param name how messages refer to it, e.g. the URL that it came from
 */
export function parseJson<T>(text: string, name: string): T {
  const plain = new CanonicalJson(new Text().string(text), name).write();
  return JSON.parse<T>(String.UTF8.decodeUnsafe(plain.start, plain.length));
}
