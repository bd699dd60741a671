import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";
import { adoptErrors } from "../../errors/adopt-errors.js";
import { shownPath } from "../../files/read.js";
import { isProjectFolder } from "../../project/project.js";
import { COMMAND_LINE, WASM_PATH } from "../../project/schema/field.js";
import { ascEntry } from "./asc-entry.js";
import { BLS_FILE, readBlsToml, type BlsProject } from "./bls-toml.js";

/** How a Blockless function becomes a weightkit project. */
export interface Adoption {
  readonly name: string;
  /** The AssemblyScript file that weightkit compiles, or null for a WASM that the project's own command builds. */
  readonly entry: string | null;
  readonly bls: BlsProject;
}

/**
 * Reads what is in the folder; writes and runs nothing.
 * @param asBuilt whether the project's own build is taken in any language
 * @throws WeightkitError WK111, WK160 to WK163
 */
export function planAdoption(directory: string, cwd: string, asBuilt: boolean): Adoption {
  const shown = shownPath(directory, cwd);
  if (isProjectFolder(directory)) throw fault(adoptErrors.adoptedAlready, { directory: shown });
  if (!existsSync(join(directory, BLS_FILE)))
    throw fault(adoptErrors.nothingToAdopt, { directory: shown });
  const bls = readBlsToml(directory, cwd);
  const entry = asBuilt ? null : ascEntry(directory, bls.command);
  if (entry === null && bls.wasm === null) {
    throw fault(adoptErrors.notBuilt, { file: BLS_FILE, wasm: null, command: bls.command });
  }
  if (entry === null && bls.wasm !== null && !WASM_PATH.test(bls.wasm)) {
    const reason = `its build writes ${bls.wasm}, which is not a .wasm file inside the folder`;
    const place = { file: shownPath(join(directory, BLS_FILE), cwd) };
    throw fault(adoptErrors.badBlsToml, { reason }, { place });
  }
  return { name: projectName(bls.name ?? basename(directory)), entry, bls };
}

/** The text of weightkit.json; what it leaves out has a default. */
export function projectText({ name, entry, bls }: Adoption): string {
  // What was written for AssemblyScript's own runtime counts on it to free memory.
  const own = {
    wasm: bls.wasm,
    ...(isCommandLine(bls.command) ? { buildCommand: bls.command } : {}),
  };
  const source = entry === null ? own : { entry, gc: "incremental" };
  const topic = { metadata: "", inferenceCadence: 3600, weightCadence: 7200 };
  const project = { name, description: "", ...source, topic, permissions: bls.permissions };
  return `${JSON.stringify(project, null, 2)}\n`;
}

/** A name as weightkit.json takes it, as close to the given one as can be. */
function projectName(given: string): string {
  const slug = given
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^[^a-z]+|-+$/g, "");
  return slug === "" ? "weights" : slug.slice(0, 64);
}

/** Whether weightkit.json takes a command: one line. */
function isCommandLine(command: string | null): boolean {
  return command !== null && COMMAND_LINE.test(command);
}
