import { existsSync, readFileSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, posix } from "node:path";

/** An installed package as the compiler sees it. */
export interface InstalledPackage {
  /** Absolute path with links resolved. */
  readonly directory: string;
  /** Folder of its AssemblyScript entry (`ascMain`), relative to the directory, `.` when it names none. */
  readonly sources: string;
}

/** Finds AssemblyScript packages: the project's own installation first, then what this CLI came with. */
export class Packages {
  readonly #found = new Map<string, InstalledPackage | null>();

  constructor(private readonly directory: string) {}

  /** The package `name` as seen from the folder `from` (absolute), or null. */
  find(name: string, from = this.directory): InstalledPackage | null {
    const key = `${from}\0${name}`;
    let found = this.#found.get(key);
    if (found === undefined) {
      const directory = upwards(name, from) ?? upwards(name, import.meta.dirname) ?? required(name);
      found = directory === null ? null : { directory, sources: sourcesOf(directory) };
      this.#found.set(key, found);
    }
    return found;
  }

  /** Where a file below `node_modules/` may lie, likeliest first: `node_modules/@a/b/c.ts` to absolute paths. */
  candidates(path: string): string[] {
    const parts = path.split("node_modules/").slice(1);
    let from: string | undefined = undefined;
    for (const [index, part] of parts.entries()) {
      const match = /^((?:@[^/]+\/)?[^/]+)(?:\/(.*))?$/.exec(part);
      const found: InstalledPackage | null =
        match?.[1] === undefined ? null : this.find(match[1], from);
      if (found === null) return [];
      if (index === parts.length - 1) {
        const rest = match?.[2] ?? "";
        return [join(found.directory, found.sources, rest), join(found.directory, rest)];
      }
      from = found.directory;
    }
    return [];
  }
}

function upwards(name: string, from: string): string | null {
  for (let directory = from; ; directory = dirname(directory)) {
    const candidate = join(directory, "node_modules", name);
    if (existsSync(join(candidate, "package.json"))) return realpathSync(candidate);
    if (dirname(directory) === directory) return null;
  }
}

function required(name: string): string | null {
  try {
    return realpathSync(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)));
  } catch {
    return null;
  }
}

function sourcesOf(directory: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(directory, "package.json"), "utf8"));
  if (typeof manifest !== "object" || manifest === null || !("ascMain" in manifest)) return ".";
  return typeof manifest.ascMain === "string" ? posix.dirname(manifest.ascMain) : ".";
}
