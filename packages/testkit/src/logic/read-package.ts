import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { logicErrors } from "../errors/logic-errors.js";
import { fault } from "../errors/weightkit-error.js";
import type { Manifest } from "./manifest.js";
import type { PackageFile } from "./package-file.js";
import { parseManifest } from "./parse-manifest.js";
import { readTar } from "./tar.js";
import type { TarFiles } from "./tar.js";

export const MAX_MANIFEST = 1 << 20;
export const MAX_ARCHIVE = 64 << 20;
const MAX_UNPACKED = 256 << 20;

/** Where a package's files are: a folder, or an archive in memory. */
export interface PackagePlace {
  /** @throws WeightkitError WK400, WK408, WK411 */
  read(name: string, limit: number): Uint8Array;
  /** A file's place for people. */
  shown(name: string): string;
}

/** One module out of a package. */
export interface PackagedModule {
  /** File name inside the archive. */
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly manifest: Manifest | null;
}

/** Reads a manifest and the archive next to it, checks both checksums, and takes the entry module out. */
export function readPackage(
  manifestName: string,
  place: PackagePlace,
): PackagedModule & { readonly files: readonly PackageFile[] } {
  const manifestBytes = place.read(manifestName, MAX_MANIFEST);
  const manifest = parseManifest(
    Buffer.from(manifestBytes).toString("utf8"),
    place.shown(manifestName),
  );
  const archive = place.read(manifest.runtime.url, MAX_ARCHIVE);
  const shown = place.shown(manifest.runtime.url);
  const actual = hash("sha256", archive);
  const expected = manifest.runtime.checksum;
  if (actual !== expected)
    throw fault(logicErrors.badChecksum, { expected, actual }, { place: { file: shown } });
  const entry = manifest.modules.find((module) => module.type.toLowerCase() === "entry");
  const found = takeModule(unpack(archive, shown), entry?.file ?? null, shown);
  if (entry !== undefined && entry.md5 !== "") {
    const md5 = hash("md5", found.bytes);
    if (md5 !== entry.md5)
      throw fault(
        logicErrors.badModuleChecksum,
        { file: entry.file, expected: entry.md5, actual: md5 },
        { place: { file: shown } },
      );
  }
  const files = [
    { name: manifestName, bytes: manifestBytes },
    { name: manifest.runtime.url, bytes: archive },
  ];
  return { ...found, manifest, files };
}

/** Reads an archive that has no manifest: the one `.wasm` at its root. */
export function readArchive(archive: Uint8Array, path: string): PackagedModule {
  return { ...takeModule(unpack(archive, path), null, path), manifest: null };
}

function takeModule(
  files: TarFiles,
  wanted: string | null,
  path: string,
): { file: string; bytes: Uint8Array } {
  const found = [...files.keys()];
  const roots = found.filter((name) => name.endsWith(".wasm") && !name.includes("/"));
  const file = wanted ?? (roots.length === 1 ? roots[0] : undefined);
  const bytes = file === undefined ? undefined : files.get(file);
  if (file === undefined || bytes === undefined)
    throw fault(logicErrors.noModule, { wanted, found }, { place: { file: path } });
  return { file, bytes };
}

function unpack(archive: Uint8Array, path: string): TarFiles {
  const place = { file: path };
  let tar: Uint8Array;
  try {
    tar = gunzipSync(archive, { maxOutputLength: MAX_UNPACKED });
  } catch (cause) {
    const code: unknown = cause instanceof Error ? Reflect.get(cause, "code") : undefined;
    if (code === "ERR_BUFFER_TOO_LARGE") {
      const what = `${path}, unpacked,`;
      throw fault(logicErrors.tooLarge, { what, limit: MAX_UNPACKED }, { place, cause });
    }
    const what = cause instanceof Error ? cause.message : "no gzip";
    throw fault(logicErrors.badArchive, { what, offset: null }, { place, cause });
  }
  return readTar(tar);
}

export function hash(algorithm: "sha256" | "md5", bytes: Uint8Array): string {
  return createHash(algorithm).update(bytes).digest("hex");
}
