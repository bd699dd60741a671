import { existsSync, realpathSync } from "node:fs";
import native, { dirname, join } from "node:path";
import { type Paths, relativePath } from "../files/relative.js";
import { VERSION } from "../version.js";

const PACKAGES = ["cli", "sdk", "testkit"] as const;

/**
 * What a new project should depend on: the published versions, or, when this command runs from a checkout, the
 * absolute folders of its packages.
 */
export function dependencyVersions(): Record<string, string> {
  const checkout = checkoutPackages(realpathSync.native(import.meta.dirname));
  const entries = PACKAGES.map((name) => {
    const version = checkout === null ? `^${VERSION}` : join(checkout, name);
    return [`@weightkit/${name}`, version] as const;
  });
  return Object.fromEntries(entries);
}

/**
 * How a project in a folder names a package: a version as it is, a package's own folder as npm writes it, with slashes on every system. On
 * Windows a folder on another drive has no relative path.
 * @param path those of the system, or of another for tests
 */
export function dependencyText(directory: string, version: string, path: Paths = native): string {
  if (!path.isAbsolute(version)) return version;
  return `file:${relativePath(directory, version, path)}`;
}

/** The `packages` folder of the checkout that `from` lies in, or null when installed. */
function checkoutPackages(from: string): string | null {
  for (let directory = from; dirname(directory) !== directory; directory = dirname(directory)) {
    const all = PACKAGES.every((name) =>
      existsSync(join(directory, "packages", name, "package.json")),
    );
    if (all) return join(directory, "packages");
  }
  return null;
}
