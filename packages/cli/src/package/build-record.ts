import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import * as v from "valibot";
import type { CidProfile } from "@weightkit/testkit/internal/logic/unixfs";
import type { CompileRequest } from "../compiler/compile.js";
import { sha256 } from "../compiler/source-host.js";
import type { ProjectSettings } from "../project/schema/project-schema.js";
import { VERSION } from "../version.js";
import type { Made } from "./make.js";
import type { NamedFile } from "../files/named-file.js";
import { relativePath } from "../files/relative.js";
import { isSealed, sealOf } from "../files/seal.js";

/** Stored next to the outputs: from which inputs they were made. */
const RECORD_FILE = ".weightkit-build.json";

const recordSchema = v.object({
  key: v.string(),
  /** Path relative to the project -> SHA-256, or null for a file that must stay absent. */
  reads: v.record(v.string(), v.nullable(v.string())),
  /** Output's name -> SHA-256. */
  outputs: v.record(v.string(), v.string()),
  facts: v.object({
    functionId: v.string(),
    wasmBytes: v.number(),
    archiveBytes: v.number(),
    wasmSha256: v.string(),
  }),
});

/** As it is kept: a record without this user's seal may have been planted, with a package that was never made of these sources. */
const keptSchema = v.object({ record: recordSchema, seal: v.string() });
const PURPOSE = "build";

export type BuildRecord = v.InferOutput<typeof recordSchema>;

/** Identifies all settings that decide the output's bytes, and who makes them. */
export function buildKey(
  request: CompileRequest,
  settings: ProjectSettings,
  cidProfile: CidProfile,
): string {
  const { entry, wasm, gc, name, target, payloadBytes, debug, text = false } = request;
  const { parameters: chosen } = request;
  const { description, permissions, limits, parameters } = settings;
  const compiled = { VERSION, entry, wasm, gc, name, target, payloadBytes, debug, text };
  const decisive = { ...compiled, chosen, parameters, cidProfile };
  return sha256(JSON.stringify({ ...decisive, description, permissions, limits }));
}

/** Writes down what a build was made from and what came of it. */
export function record(key: string, project: string, made: Made): BuildRecord {
  const { compiled, packed, outputs } = made;
  const reads = [...compiled.reads].map(
    ([path, hash]) => [relativePath(project, path), hash] as const,
  );
  const archive = packed.files.find((file) => file.name.endsWith(".tar.gz"));
  return {
    key,
    reads: Object.fromEntries(reads.sort(([a], [b]) => (a < b ? -1 : 1))),
    outputs: Object.fromEntries(outputs.map(({ name, bytes }) => [name, sha256(bytes)])),
    facts: {
      functionId: packed.functionId,
      wasmBytes: compiled.wasm.length,
      archiveBytes: archive?.bytes.length ?? 0,
      wasmSha256: sha256(compiled.wasm),
    },
  };
}

/** The record as a file; none where it cannot be sealed, since it would not be believed. */
export function recordFiles(made: BuildRecord): NamedFile[] {
  const seal = sealOf(PURPOSE, JSON.stringify(made));
  if (seal === null) return [];
  const kept = { record: made, seal };
  return [{ name: RECORD_FILE, bytes: Buffer.from(`${JSON.stringify(kept)}\n`) }];
}

/** The record of this user's last build when all inputs and outputs are still the same, else null. */
export function isFresh(directory: string, key: string, project: string): BuildRecord | null {
  const text = contentOf(join(directory, RECORD_FILE));
  if (text === null) return null;
  const parsed = v.safeParse(keptSchema, parse(text.toString("utf8")));
  if (!parsed.success || parsed.output.record.key !== key) return null;
  const { record: last, seal } = parsed.output;
  if (!isSealed(PURPOSE, JSON.stringify(last), seal)) return null;
  const same = (path: string, hash: string | null): boolean => {
    const bytes = contentOf(path);
    return bytes === null ? hash === null : sha256(bytes) === hash;
  };
  const { reads, outputs } = last;
  const inputsStand = Object.entries(reads).every(([path, hash]) =>
    same(resolve(project, path), hash),
  );
  const outputsStand = Object.entries(outputs).every(([name, hash]) =>
    same(join(directory, name), hash),
  );
  return inputsStand && outputsStand ? last : null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A file's content, or null when it is not there to be read: then there is nothing to reuse. */
function contentOf(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}
