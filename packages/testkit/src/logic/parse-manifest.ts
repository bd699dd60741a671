import { logicErrors } from "../errors/logic-errors.js";
import { fault, throwFaults } from "../errors/weightkit-error.js";
import type { WeightkitError } from "../errors/weightkit-error.js";
import { isPlainFileName } from "./entry-name.js";
import type { Manifest, ManifestModule } from "./manifest.js";

const MAX_LIST = 1000;

/**
 * Reads and validates a manifest; all its faults are thrown together.
 * @param file for the errors' place
 * @throws WeightkitError WK404
 */
export function parseManifest(text: string, file: string): Manifest {
  const fields = new Fields(parseObject(text, file), file, "");
  const manifest: Manifest = {
    id: fields.text("id", ""),
    version: fields.whole("version", 1),
    name: fields.text("name"),
    hooks: fields.list("hooks"),
    description: fields.text("description", ""),
    fs_root_path: fields.text("fs_root_path", "./"),
    drivers_root_path: fields.text("drivers_root_path", "./"),
    runtime_logger: fields.text("runtime_logger", "runtime.log"),
    entry: fields.text("entry", "_start"),
    contentType: fields.text("contentType", ""),
    modules: readModules(fields, file),
    permissions: readPermissions(fields),
    runtime: readRuntime(fields, file),
    ...fields.limit("limited_fuel"),
    ...fields.limit("limited_memory"),
    ...fields.optionalWhole("run_time"),
    ...(fields.has("stdin") ? { stdin: fields.text("stdin") } : {}),
  };
  throwFaults(fields.faults);
  return manifest;
}

function parseObject(text: string, file: string): object {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : "";
    throw fault(logicErrors.badManifest, { what: `no JSON (${why})` }, { place: { file }, cause });
  }
  if (!isObject(value))
    throw fault(logicErrors.badManifest, { what: "no JSON object" }, { place: { file } });
  return value;
}

function readModules(fields: Fields, file: string): readonly ManifestModule[] {
  return fields.list("modules").map((item, i) => {
    const module = fields.inner(item, `modules[${i}]`, file);
    const name = module.text("file");
    if (name !== "" && !isPlainFileName(name)) module.add("file", "must be a plain file name");
    const md5 = module.text("md5", "").toLowerCase();
    if (md5 !== "" && !/^[0-9a-f]{32}$/.test(md5)) module.add("md5", "must be 32 hex digits");
    return { file: name, name: module.text("name", ""), type: module.text("type", "entry"), md5 };
  });
}

function readPermissions(fields: Fields): readonly string[] {
  return fields.list("permissions").map((item, i) => {
    if (typeof item === "string") return item;
    fields.add(`permissions[${i}]`, "must be a text");
    return "";
  });
}

function readRuntime(fields: Fields, file: string): Manifest["runtime"] {
  const runtime = fields.inner(fields.get("runtime"), "runtime", file);
  const url = runtime.text("url");
  const checksum = runtime.text("checksum").toLowerCase();
  if (url !== "" && !isPlainFileName(url))
    runtime.add("url", "must be the plain file name of an archive next to the manifest");
  if (checksum !== "" && !/^[0-9a-f]{64}$/.test(checksum))
    runtime.add("checksum", "must be the archive's SHA-256, 64 hex digits");
  return { url, checksum };
}

/** A name as encoding/json compares names: without case, where the long s and the Kelvin sign are letters too. */
function folded(name: string): string {
  return name.replaceAll("\u017f", "s").toLowerCase();
}

/** Reads fields of one object and collects what is wrong with them. */
class Fields {
  readonly #object: object;
  readonly #file: string;
  readonly #path: string;
  /** Fields that were compared with all names. */
  readonly #compared = new Set<string>();

  readonly faults: WeightkitError[];

  constructor(object: object, file: string, path: string, faults: WeightkitError[] = []) {
    this.#object = object;
    this.#file = file;
    this.#path = path;
    this.faults = faults;
  }

  has(key: string): boolean {
    return this.get(key) !== undefined;
  }

  get(key: string): unknown {
    this.#refuseOtherCases(key);
    return Object.hasOwn(this.#object, key) ? Reflect.get(this.#object, key) : undefined;
  }

  /** b7s reads a manifest with Go's encoding/json, which takes a name in any case, and the last one of several. */
  #refuseOtherCases(key: string): void {
    if (this.#compared.has(key)) return;
    this.#compared.add(key);
    for (const name of Object.keys(this.#object)) {
      if (name !== key && folded(name) === folded(key))
        this.add(name, `must be spelled ${key}: a node takes one for the other`);
    }
  }

  add(key: string, what: string): void {
    const field = `${this.#path}${key}`;
    const place = { file: this.#file, field };
    this.faults.push(fault(logicErrors.badManifest, { what: `${field} ${what}` }, { place }));
  }

  /** A text; without `fallback` it must be there and not empty. */
  text(key: string, fallback?: string): string {
    const value = this.get(key) ?? fallback;
    if (typeof value === "string" && (value !== "" || fallback !== undefined)) return value;
    this.add(key, value === undefined ? "is missing" : "must be a text, and not empty");
    return "";
  }

  whole(key: string, fallback: number): number {
    const value = this.get(key) ?? fallback;
    if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
    this.add(key, "must be a whole number");
    return fallback;
  }

  optionalWhole<Key extends string>(key: Key): Partial<Record<Key, number>> {
    if (!this.has(key)) return {};
    const found: Partial<Record<Key, number>> = {};
    found[key] = this.whole(key, 0);
    return found;
  }

  /** A limit as b7s and bls-runtime read it, up to 2^64 - 1; what lies above the exact numbers stands for no limit. */
  limit<Key extends string>(key: Key): Partial<Record<Key, number>> {
    const value = this.get(key);
    if (value === undefined || value === null) return {};
    const found: Partial<Record<Key, number>> = {};
    if (typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 2 ** 64) {
      found[key] = Math.min(value, Number.MAX_SAFE_INTEGER);
    } else {
      this.add(key, "must be a whole number: bls-runtime takes anything else as no limit");
    }
    return found;
  }

  list(key: string): readonly unknown[] {
    const value: unknown = this.get(key) ?? [];
    if (Array.isArray(value) && value.length <= MAX_LIST) return Array.from<unknown>(value);
    this.add(key, `must be a list of at most ${MAX_LIST}`);
    return [];
  }

  inner(value: unknown, path: string, file: string): Fields {
    if (!isObject(value)) {
      this.add(path, value === undefined ? "is missing" : "must be an object");
      // Its fields are not asked for one by one: one fault is enough.
      return new Fields({}, file, `${path}.`, []);
    }
    return new Fields(value, file, `${path}.`, this.faults);
  }
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
