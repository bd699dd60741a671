import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly link?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** Licences of packages whose package file names none: in a file of theirs, or on their page. */
const OWN_FILE: ReadonlyMap<string, string> = new Map([
  ["as-wasi", "MIT"],
  ["vega-datasets", "BSD-3-Clause"],
]);

/** All permissive, but MPL-2.0, which binds changes to its own files only: none of it is changed or shipped here. */
const ALLOWED = new Set([
  ...[
    "MIT",
    "ISC",
    "0BSD",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BlueOak-1.0.0",
    "CC-BY-4.0",
    "MPL-2.0",
  ],
  ...["Apache-2.0", "APACHE-2.0", "Apache-2.0 OR MIT", "(MIT AND Apache-2.0)"],
]);

const SHIPPED = [
  "assemblyscript: Apache-2.0",
  "binaryen: Apache-2.0",
  "fast-check: MIT",
  "fzstd: MIT",
  "hyparquet-compressors: MIT",
  "hyparquet-writer: MIT",
  "hyparquet: MIT",
  "hysnappy: MIT",
  "json-as: MIT",
  "long: Apache-2.0",
  "pure-rand: MIT",
  "xjb-as: (MIT AND Apache-2.0)",
];

const lock = JSON.parse(
  readFileSync(new URL("../../package-lock.json", import.meta.url), "utf8"),
) as { packages: Record<string, Locked> };
const installed = Object.entries(lock.packages).flatMap(([path, { license, link }]) => {
  const name = nameOf(path);
  if (!path.includes("node_modules/") || link === true) return [];
  return [{ path, name, licence: license ?? OWN_FILE.get(name) ?? "none" }];
});

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
}

/** Where the lock file has a package that another one asks for: next to it, or in a folder above. */
function resolved(from: string, name: string): string | null {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/")))) {
    const path = `${folder === "" ? "" : `${folder}/`}node_modules/${name}`;
    if (path in lock.packages) return path;
    if (folder === "") return null;
  }
}

/** All that comes with the packages; an optional peer, such as vitest, is the user's own choice. */
function shippedPaths(): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = ["packages/sdk", "packages/testkit", "packages/cli"];
  for (const path of waiting) {
    const { dependencies, optionalDependencies } = lock.packages[path] ?? {};
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const next = resolved(path, name);
      if (next === null || found.has(next)) continue;
      found.add(next);
      waiting.push(next);
    }
  }
  return found;
}

test("what users install with the packages has these licences", () => {
  const paths = shippedPaths();
  const shipped = installed
    .filter(({ path }) => paths.has(path))
    .map(({ name, licence }) => `${name}: ${licence}`);
  expect([...new Set(shipped)].sort()).toEqual(SHIPPED);
});

test("what this repository installs has a licence that allows its use", () => {
  const odd = installed.filter(({ licence }) => !ALLOWED.has(licence));
  expect(odd.map(({ name, licence }) => `${name}: ${licence}`)).toEqual([]);
});
