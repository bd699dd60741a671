import { UNSAFE } from "../errors/escaped-json.js";
import type { Labels } from "./labels.js";
import type { Profile } from "./profile.js";

/**
 * Collapsed stacks, as flamegraph.pl and its kin read them: a line for each path of calls, functions from the outermost
 * to the innermost, separated by semicolons, and the fuel that the innermost itself spent. The lines' fuel adds up to
 * the run's.
 */
export function collapsedStacks(profile: Profile, labels: Labels): string {
  const paths: string[] = [];
  const lines = new Map<string, number>();
  for (const { parent, functionIndex, fuel } of profile.calls) {
    const name = clean(labels.function(functionIndex).name);
    const above = parent === null ? "" : (paths[parent] ?? "");
    // The outside world is on no stack but its own.
    paths.push(parent === null ? "" : above === "" ? name : `${above};${name}`);
    const path = parent === null ? name : (paths.at(-1) ?? name);
    if (fuel > 0) lines.set(path, (lines.get(path) ?? 0) + fuel);
  }
  return [...lines].map(([path, fuel]) => `${path} ${fuel}\n`).join("");
}

/** Semicolons and line breaks have a meaning in the format; names come from the guest. */
function clean(name: string): string {
  return name.replaceAll(";", "_").replace(UNSAFE, "_");
}
