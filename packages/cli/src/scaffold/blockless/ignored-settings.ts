import { posix } from "node:path";
import { readObject } from "../../files/read-object.js";

/** Settings of an asconfig.json that decide what the program does, and that weightkit does not take over. */
const DECISIVE = ["transform", "use", "lib", "enable", "disable", "importMemory", "noAssert"];
/** Files that extend one another, at most. */
const MAX_CONFIGS = 10;
/** Ours is the same one. */
const KNOWN_TRANSFORM = /^(\.\/node_modules\/)?json-as(\/|$)/;

/**
 * Settings of the project's asconfig.json, of what it extends inside the project and of its release target, that weightkit's compiler
 * does not get, by name.
 */
export function ignoredSettings(directory: string): string[] {
  const names = new Set<string>();
  let file = "asconfig.json";
  for (let depth = 0; depth < MAX_CONFIGS; depth += 1) {
    const config = readObject(directory, file);
    const release = object(object(config["targets"])["release"]);
    for (const settings of [object(config["options"]), release]) {
      for (const name of DECISIVE) if (counts(name, settings[name])) names.add(name);
    }
    const base = config["extends"];
    if (typeof base !== "string" || !base.startsWith(".")) break;
    file = posix.join(posix.dirname(file), base);
    if (file.startsWith("..") || file.includes("node_modules/")) break;
  }
  return [...names].sort();
}

function counts(name: string, value: unknown): boolean {
  if (value === undefined || value === false) return false;
  if (name !== "transform") return !Array.isArray(value) || value.length > 0;
  const all: readonly unknown[] = Array.isArray(value) ? value : [value];
  return all.some((one) => typeof one === "string" && !KNOWN_TRANSFORM.test(one));
}

function object(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
