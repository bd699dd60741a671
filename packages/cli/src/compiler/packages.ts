import { existsSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";

/** Finds AssemblyScript packages: the project's own installation first, then this CLI's. */
export class Packages {
  readonly #found = new Map<string, string | null>();

  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** Folder (absolute, links resolved) of the package `name` as seen from the folder `from` (absolute), or null. */
  find(name: string, from = this.#directory): string | null {
    const key = `${from}\0${name}`;
    let found = this.#found.get(key);
    if (found === undefined) {
      found = upwards(name, from) ?? upwards(name, import.meta.dirname);
      this.#found.set(key, found);
    }
    return found;
  }

  /** Where a file below `node_modules/` lies, or null: `node_modules/@a/b/c.ts` to an absolute path. */
  locate(path: string): string | null {
    let from: string | undefined = undefined;
    let rest = "";
    for (const part of path.split("node_modules/").slice(1)) {
      const match = /^((?:@[^/]+\/)?[^/]+)(?:\/(.*))?$/.exec(part);
      const found: string | null = match?.[1] === undefined ? null : this.find(match[1], from);
      if (found === null) return null;
      from = found;
      rest = match?.[2] ?? "";
    }
    return from === undefined ? null : join(from, rest);
  }
}

function upwards(name: string, from: string): string | null {
  for (let directory = from; ; directory = dirname(directory)) {
    const candidate = join(directory, "node_modules", name);
    if (existsSync(join(candidate, "package.json"))) return realpathSync.native(candidate);
    if (dirname(directory) === directory) return null;
  }
}
