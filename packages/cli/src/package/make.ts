import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { fault, throwFaults } from "@weightkit/testkit/internal/errors/weightkit-error";
import { memoryFaults } from "@weightkit/testkit/internal/logic/manifest-faults";
import { nearFile } from "@weightkit/testkit/internal/history/near-file";
import type { CidProfile } from "@weightkit/testkit/internal/logic/unixfs";
import type { Compiled, CompileRequest } from "../compiler/compile.js";
import type { Compile } from "../compiler/compiler.js";
import { usesTypedJson } from "../compiler/typed-json.js";
import { compileErrors } from "../errors/compile-errors.js";
import { projectErrors } from "../errors/project-errors.js";
import { MAX_INPUT, readText, shownPath } from "../files/read.js";
import type { Project } from "../project/project.js";
import { pack, type Package } from "./pack.js";
import { parameterFaults } from "./parameter-faults.js";
import type { NamedFile } from "../files/named-file.js";

/** A build in memory. */
export interface Made {
  readonly compiled: Compiled;
  readonly packed: Package;
  /** NAME.wasm, NAME.wasm.map when compiled here, NAME.wasm.names unless the WASM has them, NAME.wat on request, manifest.json, NAME.tar.gz, NAME.car. */
  readonly outputs: readonly NamedFile[];
}

/**
 * What the compiler gets for a project.
 * @param given values of parameters that count instead of the project's
 */
export function compileRequest(
  project: Project,
  debug: boolean,
  cwd: string,
  given: ReadonlyMap<string, number> = new Map(),
): CompileRequest {
  const { settings, directory } = project;
  const { entry, wasm = null, gc, name, target, limits } = settings;
  const own = Object.entries(settings.parameters).flatMap(([parameter, { value }]) =>
    value === undefined ? [] : [[parameter, Number(value)] as const],
  );
  const parameters = Object.fromEntries([...own, ...given]);
  return {
    ...{ directory, entry, wasm, gc, name, target, debug, cwd, start: "_start" },
    payloadBytes: limits.payloadBytes,
    parameters,
  };
}

/**
 * Compiles and packs a project without writing anything.
 * @throws WeightkitError WK111, WK201 to WK208, WK453
 */
export async function make(
  project: Project,
  request: CompileRequest,
  compile: Compile,
  cidProfile: CidProfile = "256k",
): Promise<Made> {
  checkSources(project, request);
  const compiled = await compile(request);
  const { name, description, permissions, limits, target } = project.settings;
  throwFaults(memoryFaults(limits.memoryPages, compiled.wasm));
  const packed = pack({
    name,
    description,
    wasm: compiled.wasm,
    permissions,
    fuel: limits.fuel,
    memoryPages: limits.memoryPages,
    stdin: target === "wasi" ? "inherit" : null,
    cidProfile,
  });
  const outputs = [
    { name: `${name}.wasm`, bytes: compiled.wasm },
    ...(compiled.sourceMap === null
      ? []
      : [{ name: `${name}.wasm.map`, bytes: Buffer.from(compiled.sourceMap) }]),
    ...(compiled.names === null ? [] : [{ name: `${name}.wasm.names`, bytes: compiled.names }]),
    ...(compiled.text === null ? [] : [{ name: `${name}.wat`, bytes: Buffer.from(compiled.text) }]),
    ...packed.files,
    packed.car,
  ];
  return { compiled, packed, outputs };
}

/** Entries for which the compiler reports success and emits an empty program when they have JSON classes. */
const NAMED_INDEX = /^(.*\/)?assembly\/index\.ts$|^index\.ts$/;

/**
 * Sources that cannot become a program never reach the compiler: an entry that is absent, unreadable, without a statement or of a name
 * that breaks the compiler, and parameters that do not agree with the project file.
 * @throws WeightkitError WK111, WK125, WK150, WK151, WK203, WK204, WK211, WK212
 */
export function checkSources(project: Project, request: CompileRequest): void {
  const { directory, entry, wasm, cwd } = request;
  if (wasm !== null) return;
  const path = resolve(directory, entry);
  const shown = shownPath(path, cwd);
  if (!existsSync(path)) {
    const suggestion = nearFile(path, shown);
    throw fault(compileErrors.entryMissing, { entry: shown, suggestion });
  }
  const text = readText(path, "the entry", shown, MAX_INPUT.source);
  const bare = text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/\/\/.*$/gm, "");
  if (bare.trim() === "") {
    throw fault(compileErrors.entryEmpty, { entry: shown }, { place: { file: shown, line: 1 } });
  }
  if (NAMED_INDEX.test(entry) && usesTypedJson(directory, entry)) {
    throw fault(projectErrors.entryNamedIndex, { entry }, { place: project.places.of(["entry"]) });
  }
  throwFaults(parameterFaults(project, request));
}
