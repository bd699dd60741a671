import { rmSync } from "node:fs";
import { join } from "node:path";
import { WeightkitError } from "@weightkit/testkit/internal/errors/weightkit-error";
import type { CidProfile } from "@weightkit/testkit/internal/logic/unixfs";
import type { Compile } from "../compiler/compiler.js";
import type { Project } from "../project/project.js";
import { buildKey, isFresh, record, recordFiles, type BuildRecord } from "./build-record.js";
import { compileRequest, make } from "./make.js";
import type { NamedFile } from "../files/named-file.js";
import { stands, writeInside } from "../files/write.js";
import { fileErrors } from "../errors/file-errors.js";

export interface BuildOptions {
  readonly debug: boolean;
  readonly cwd: string;
  /** What compiles. */
  readonly compile: Compile;
  /** Compile even when nothing has changed. */
  readonly force?: boolean;
  /** Values of parameters that count instead of the project's. */
  readonly parameters?: ReadonlyMap<string, number>;
  /** Write NAME.wat too, the module as text. */
  readonly wat?: boolean;
  /** How the archive is cut into blocks, which decides the function id; `ipfs add`'s way when left out. */
  readonly cidProfile?: CidProfile;
}

export interface Built {
  /** Folder with manifest.json, NAME.wasm, NAME.wasm.map, NAME.tar.gz and NAME.car, absolute. */
  readonly directory: string;
  readonly name: string;
  /** Whether it was there already. */
  readonly fresh: boolean;
  readonly functionId: string;
  readonly wasmBytes: number;
  readonly archiveBytes: number;
  readonly wasmSha256: string;
  readonly warnings: readonly WeightkitError[];
}

/** Where a project's build goes: `build`, and `build/debug` for debug builds, which must never be published by mistake. */
export function buildDirectory(project: Project, debug: boolean): string {
  return join(project.directory, debug ? "build/debug" : "build");
}

/**
 * Compiles and packs a project, unless the last build is still current.
 * @throws WeightkitError WK111, WK112, WK150, WK151, WK159, WK201 to WK212, WK453
 */
export async function build(project: Project, options: BuildOptions): Promise<Built> {
  const { settings } = project;
  const directory = buildDirectory(project, options.debug);
  const { debug, cwd, wat = false, cidProfile = "256k", parameters } = options;
  const request = { ...compileRequest(project, debug, cwd, parameters), text: wat };
  const key = buildKey(request, settings, cidProfile);
  const last = options.force === true ? null : isFresh(directory, key, project.directory);
  if (last !== null)
    return { ...summary(last, directory, settings.name), fresh: true, warnings: [] };
  const made = await make(project, request, options.compile, cidProfile);
  const { warnings } = made.compiled;
  const now = record(key, project.directory, made);
  // With warnings there is no record, so that the next build prints them again.
  const records = warnings.length > 0 ? [] : recordFiles(now);
  const changed = made.outputs.filter(({ name, bytes }) => !stands(join(directory, name), bytes));
  if (changed.length > 0) writeInside(project.directory, directory, [...changed, ...records]);
  else writeRecords(project.directory, directory, records);
  // What an earlier build wrote besides would no longer belong to the WASM next to it.
  const written = new Set(made.outputs.map(({ name }) => name));
  for (const ending of ["wat", "wasm.map", "wasm.names"]) {
    const name = `${settings.name}.${ending}`;
    if (!written.has(name)) rmSync(join(directory, name), { force: true });
  }
  return { ...summary(now, directory, settings.name), fresh: false, warnings };
}

/**
 * Where all outputs stand already, made by somebody else or elsewhere, a folder that cannot be written makes nothing fail: a
 * record only saves the next build.
 */
function writeRecords(project: string, directory: string, records: readonly NamedFile[]): void {
  try {
    writeInside(project, directory, records);
  } catch (error) {
    const unwritable =
      error instanceof WeightkitError && error.code === fileErrors.unwritableFile.code;
    if (!unwritable) throw error;
  }
}

function summary(
  { facts }: BuildRecord,
  directory: string,
  name: string,
): Omit<Built, "fresh" | "warnings"> {
  return { directory, name, ...facts };
}
