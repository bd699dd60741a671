import type { Place } from "@weightkit/testkit/internal/errors/weightkit-error";
import { position } from "../project/json-document.js";
import { blanked } from "./blanked.js";
import type { OwnSource } from "./own-source.js";

/** What makes the compiler import a function of another name. */
const CALLS = new Map([["seed", "Math.random"]]);

/** Where the project first names what became the import `name` of the module `env`, e.g. `console.log`, or null. */
export function importPlace(name: string, sources: readonly OwnSource[]): Place | null {
  const words = (CALLS.get(name) ?? name).split(".").filter((word) => /^\w+$/.test(word));
  if (words.length === 0) return null;
  const call = new RegExp(`\\b${words.join("\\s*\\.\\s*")}\\b`);
  for (const { file, text } of sources) {
    const at = blanked(text).search(call);
    if (at !== -1) return { file, ...position(text, at) };
  }
  return null;
}
