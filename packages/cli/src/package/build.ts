import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fault, type WeightkitError } from "@weightkit/testkit/errors/weightkit-error";
import type { CompileRequest } from "../compiler/compile.js";
import { sha256 } from "../compiler/source-host.js";
import { compileErrors } from "../errors/compile-errors.js";
import { reasonOf, shownPath } from "../project/files.js";
import type { Project } from "../project/project.js";
import { buildKey, isFresh, record, RECORD_FILE, type BuildRecord } from "./build-record.js";
import { pack, type Package } from "./pack.js";
import { writeFiles } from "./write-files.js";

export interface BuildOptions {
  readonly debug: boolean;
  readonly cwd: string;
  /** Compile even when nothing has changed. */
  readonly force?: boolean;
}

export interface Built {
  /** Folder with manifest.json, NAME.wasm, NAME.wasm.map and NAME.tar.gz, absolute. */
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
 * Compiles and packs a project, unless the last build still stands.
 * @throws WeightkitError WK112, WK201 to WK208
 */
export async function build(project: Project, options: BuildOptions): Promise<Built> {
  const { settings } = project;
  const directory = buildDirectory(project, options.debug);
  const request: CompileRequest = {
    directory: project.directory,
    entry: settings.entry,
    name: settings.name,
    target: settings.target,
    payloadBytes: settings.limits.payloadBytes,
    debug: options.debug,
    cwd: options.cwd,
  };
  const key = buildKey(request, settings);
  const last = options.force === true ? null : isFresh(directory, key, project.directory);
  if (last !== null) return { ...told(last, directory, settings.name), fresh: true, warnings: [] };
  checkEntry(request);
  const { compile } = await import("../compiler/compile.js");
  const compiled = await compile(request);
  const packed = pack({
    name: settings.name,
    description: settings.description,
    wasm: compiled.wasm,
    permissions: settings.permissions,
    fuel: settings.limits.fuel,
    memoryPages: settings.limits.memoryPages,
    stdin: settings.target === "wasi" ? "inherit" : null,
  });
  const outputs = [
    { name: `${settings.name}.wasm`, bytes: compiled.wasm },
    { name: `${settings.name}.wasm.map`, bytes: Buffer.from(compiled.sourceMap) },
    ...packed.files,
  ];
  const made = record(
    key,
    project.directory,
    compiled.reads,
    outputs,
    facts(packed, compiled.wasm),
  );
  // With warnings there is no record, so that the next build tells them again.
  const kept = compiled.warnings.length > 0 ? [] : [recordFile(made)];
  writeFiles(directory, [...outputs, ...kept]);
  const { warnings } = compiled;
  return { ...told(made, directory, settings.name), fresh: false, warnings };
}

function recordFile(made: BuildRecord): { name: string; bytes: Uint8Array } {
  return { name: RECORD_FILE, bytes: Buffer.from(`${JSON.stringify(made)}\n`) };
}

function facts(packed: Package, wasm: Uint8Array): BuildRecord["facts"] {
  const archive = packed.files.find((file) => file.name.endsWith(".tar.gz"));
  return {
    functionId: packed.functionId,
    wasmBytes: wasm.length,
    archiveBytes: archive?.bytes.length ?? 0,
    wasmSha256: sha256(wasm),
  };
}

function told(
  { facts: known }: BuildRecord,
  directory: string,
  name: string,
): Omit<Built, "fresh" | "warnings"> {
  return { directory, name, ...known };
}

/** An entry that is absent, unreadable or without a statement never reaches the compiler. */
function checkEntry({ directory, entry, cwd }: CompileRequest): void {
  const path = resolve(directory, entry);
  const shown = shownPath(path, cwd);
  if (!existsSync(path)) throw fault(compileErrors.entryMissing, { entry: shown });
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    throw fault(
      compileErrors.compilerFailed,
      { reason: `${shown}: ${reasonOf(cause)}` },
      { cause },
    );
  }
  const bare = text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/\/\/.*$/gm, "");
  if (bare.trim() === "") {
    throw fault(compileErrors.entryEmpty, { entry: shown }, { place: { file: shown, line: 1 } });
  }
}
