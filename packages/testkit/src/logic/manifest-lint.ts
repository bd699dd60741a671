import type { Manifest } from "./manifest.js";
import { EMPTY_STDIN } from "./import-lint.js";

/** What in a valid manifest will not work as its author expects. One sentence each. */
export function lintManifest(manifest: Manifest): readonly string[] {
  const notes: string[] = [];
  if (manifest.run_time !== undefined)
    notes.push(
      `The manifest sets run_time: bls-runtime then sleeps ${manifest.run_time} and exits 15 without running the logic; remove it`,
    );
  if (manifest.limited_fuel === 0)
    notes.push(
      "The manifest sets limited_fuel to 0: bls-runtime then ends each run at its first instruction; raise it, or remove it for no limit",
    );
  if (manifest.entry !== "_start" && manifest.entry !== "")
    notes.push(
      `The manifest's entry is ${JSON.stringify(manifest.entry)}, but nodes run the .wasm itself, whose entry is _start`,
    );
  if (manifest.modules.some((module) => module.type.toLowerCase() !== "entry"))
    notes.push("The manifest lists further modules, which nodes do not load; only the entry runs");
  if (manifest.stdin === "inherit")
    notes.push(
      `The manifest asks for the payload on WASI stdin ("stdin": "inherit"). ${EMPTY_STDIN} unless it reads it with memory_read`,
    );
  return notes;
}
