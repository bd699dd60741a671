import { existsSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { VERSION } from "../version.js";

const PACKAGES = ["cli", "sdk", "testkit"] as const;

/**
 * What a new project should depend on: the published versions, or, when this command runs from a checkout, the
 * absolute folders of its packages.
 */
export function dependencyVersions(): Record<string, string> {
  const checkout = checkoutPackages(realpathSync(import.meta.dirname));
  const entries = PACKAGES.map((name) => {
    const version = checkout === null ? `^${VERSION}` : join(checkout, name);
    return [`@weightkit/${name}`, version] as const;
  });
  return Object.fromEntries(entries);
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
