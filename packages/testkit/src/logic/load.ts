import { readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { logicErrors } from "../errors/logic-errors.js";
import { fault } from "../errors/weightkit-error.js";
import { inspectWasm } from "../wasm/inspect.js";
import { readNameSection } from "../wasm/name-section.js";
import { readCar } from "./car.js";
import { cidText, isCidText } from "./cid.js";
import type { Logic } from "./logic.js";
import type { Manifest } from "./manifest.js";
import type { PackageFile } from "./package-file.js";
import { inArchive, inFolder } from "./package-places.js";
import { parseManifest } from "./parse-manifest.js";
import { exists, kindOf, readLimited } from "./read-file.js";
import {
  hash,
  MAX_ARCHIVE,
  MAX_MANIFEST,
  readArchive,
  readPackage,
  type PackagedModule,
  type PackagePlace,
} from "./read-package.js";
import { CID_PROFILES, directoryCid, type CidProfile } from "./unixfs.js";
import { readFiles } from "./unixfs-read.js";

const MAX_WASM = 64 << 20;
const MAX_MAP = 16 << 20;
const MAX_CID_FILES = 16;

/** Weight logic and what it came in. */
export interface Loaded {
  readonly logic: Logic;
  /** What is published, manifest first and then the archive; null for a bare WASM and an archive without its manifest. */
  readonly files: readonly PackageFile[] | null;
  /** The identifier that the place claims: that of a CAR's root or of a folder's name, checked; null elsewhere. */
  readonly cid: string | null;
}

/**
 * Loads weight logic from a `.wasm`, a package's folder (with `manifest.json`), the manifest itself, a `NAME.tar.gz` (whose manifest, if it
 * is next to it, is checked and used), or a `.car`. A folder whose name is a CID must have just that content.
 * @throws WeightkitError WK400 to WK416
 */
export function loadLogic(path: string): Logic {
  return loadPackaged(path).logic;
}

/** The same, with the package's files. @throws WeightkitError WK400 to WK416 */
export function loadPackaged(path: string): Loaded {
  if (kindOf(path) === "folder") {
    const manifest = join(path, "manifest.json");
    if (!exists(manifest)) throw fault(logicErrors.noManifest, { path }, { place: { file: path } });
    const loaded = loadPackage("manifest.json", inFolder(path), path);
    const name = basename(path);
    return isCidText(name) ? { ...loaded, cid: checkedName(path, name) } : loaded;
  }
  if (path.endsWith(".json"))
    return loadPackage(basename(path), inFolder(dirname(path)), dirname(path));
  if (/\.(tar\.gz|tgz)$/.test(path)) return loadArchive(path);
  if (path.endsWith(".car")) return loadCar(path);
  const name = basename(path).replace(/\.wasm$/, "");
  const bytes = readLimited(path, MAX_WASM);
  return { logic: makeLogic({ name, bytes, manifest: null, file: path }), files: null, cid: null };
}

function loadPackage(manifestName: string, place: PackagePlace, folder: string): Loaded {
  const { files, ...module } = readPackage(manifestName, place);
  return { logic: ofModule(module, folder), files, cid: null };
}

function loadArchive(path: string): Loaded {
  const folder = dirname(path);
  const manifest = join(folder, "manifest.json");
  if (exists(manifest) && urlIn(manifest) === basename(path))
    return loadPackage("manifest.json", inFolder(folder), folder);
  const module = readArchive(readLimited(path, MAX_ARCHIVE), path);
  return { logic: ofModule(module, folder), files: null, cid: null };
}

function urlIn(manifest: string): string {
  const text = Buffer.from(readLimited(manifest, MAX_MANIFEST)).toString("utf8");
  return parseManifest(text, manifest).runtime.url;
}

function loadCar(path: string): Loaded {
  const car = readCar(readLimited(path, MAX_ARCHIVE));
  const cid = cidText(car.root);
  const files = readFiles(car, MAX_ARCHIVE);
  const folder = dirname(path);
  if (files.some(({ name }) => name === "manifest.json"))
    return { ...loadPackage("manifest.json", inArchive(path, files), folder), cid };
  const modules = files.filter(({ name }) => name.endsWith(".wasm") || name === cid);
  const [only] = modules;
  if (only === undefined || modules.length > 1)
    throw fault(
      logicErrors.noModule,
      { wanted: "manifest.json", found: files.map(({ name }) => name) },
      { place: { file: path } },
    );
  const file = only.name === cid ? basename(path).replace(/\.car$/, ".wasm") : only.name;
  const logic = ofModule({ file, bytes: only.bytes, manifest: null }, folder);
  return { logic, files: null, cid };
}

function ofModule({ file, bytes, manifest }: PackagedModule, folder: string): Logic {
  const name = file.replace(/\.wasm$/, "");
  return makeLogic({ name, bytes, manifest, file: join(folder, file) });
}

/** The folder's name, when its files have that identifier with one of the profiles. @throws WeightkitError WK415 */
function checkedName(folder: string, name: string): string {
  const entries = readdirSync(folder);
  const place = { place: { file: folder } };
  if (entries.length > MAX_CID_FILES)
    throw fault(logicErrors.contentDiffers, { what: `The folder ${name}` }, place);
  const files = entries.map((entry) => ({
    name: entry,
    bytes: readLimited(join(folder, entry), MAX_ARCHIVE),
  }));
  const profiles = Object.keys(CID_PROFILES).filter(
    (key): key is CidProfile => key in CID_PROFILES,
  );
  if (profiles.some((profile) => directoryCid(files, profile) === name)) return name;
  throw fault(logicErrors.contentDiffers, { what: `The folder ${name}` }, place);
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
    readonly sourceMap?: string | null;
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
