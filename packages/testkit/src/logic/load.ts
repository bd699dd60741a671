import { basename, dirname, join } from "node:path";
import { logicErrors } from "../errors/logic-errors.js";
import { fault } from "../errors/weightkit-error.js";
import { inspectWasm } from "../wasm/inspect.js";
import { readNameSection } from "../wasm/name-section.js";
import type { Logic } from "./logic.js";
import type { Manifest } from "./manifest.js";
import { exists, kindOf, readLimited } from "./read-file.js";
import { hash, readArchive, readManifest, readPackage } from "./read-package.js";

const MAX_WASM = 64 << 20;
const MAX_MAP = 16 << 20;

/**
 * Loads weight logic from a `.wasm`, a package's folder (with `manifest.json`), the manifest itself, or a
 * `NAME.tar.gz` (whose manifest, if it is next to it, is checked and used).
 * @throws WeightkitError WK400 to WK413
 */
export function loadLogic(path: string): Logic {
  if (kindOf(path) === "folder") {
    const manifest = join(path, "manifest.json");
    if (!exists(manifest)) throw fault(logicErrors.noManifest, { path }, { place: { file: path } });
    return loadPackage(manifest);
  }
  if (path.endsWith(".json")) return loadPackage(path);
  if (/\.(tar\.gz|tgz)$/.test(path)) return loadArchive(path);
  const name = basename(path).replace(/\.wasm$/, "");
  return makeLogic({ name, bytes: readLimited(path, MAX_WASM), manifest: null, file: path });
}

function loadPackage(manifestPath: string): Logic {
  const { file, bytes, manifest } = readPackage(manifestPath);
  const modulePath = join(dirname(manifestPath), file);
  return makeLogic({ name: file.replace(/\.wasm$/, ""), bytes, manifest, file: modulePath });
}

function loadArchive(path: string): Logic {
  const manifest = join(dirname(path), "manifest.json");
  if (exists(manifest) && readManifest(manifest).runtime.url === basename(path))
    return loadPackage(manifest);
  const { file, bytes } = readArchive(path);
  const modulePath = join(dirname(path), file);
  return makeLogic({ name: file.replace(/\.wasm$/, ""), bytes, manifest: null, file: modulePath });
}

interface Parts {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly manifest: Manifest | null;
  /** Where the `.wasm` is or would be: its source map is next to it. */
  readonly file: string;
}

/** Gives the bytes their identity, after checking that they are a module with code. */
function makeLogic({ name, bytes, manifest, file }: Parts): Logic {
  inspectWasm(bytes);
  const map = `${file}.map`;
  const sourceMap = exists(map) ? Buffer.from(readLimited(map, MAX_MAP)).toString("utf8") : null;
  const kept = `${file}.names`;
  const names = exists(kept) ? { names: readNameSection(readLimited(kept, MAX_MAP)) } : {};
  return { name, bytes, sha256: hash("sha256", bytes), sourceMap, ...names, manifest };
}

/** Weight logic from bytes at hand, e.g. fresh from a compiler. @throws WeightkitError WK401 to WK413 */
export function logicFromBytes(
  name: string,
  bytes: Uint8Array,
  extra: {
    readonly sourceMap?: string;
    /** The content of a `name` section. */
    readonly names?: Uint8Array | null;
    readonly manifest?: Manifest;
  } = {},
): Logic {
  inspectWasm(bytes);
  const { sourceMap = null, manifest = null, names = null } = extra;
  const named = names === null ? {} : { names: readNameSection(names) };
  return { name, bytes, sha256: hash("sha256", bytes), sourceMap, ...named, manifest };
}
