import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A JSON object in a file that is not ours to judge: empty when there is none that can be read. */
export function readObject(directory: string, name: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(readFileSync(join(directory, name), "utf8"));
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
