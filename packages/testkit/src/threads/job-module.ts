import { statSync } from "node:fs";
import { resolveModule } from "./resolve-module.js";

const OWN = "@weightkit/testkit/internal/";

const found = new Map<string, URL>();

/**
 * Where a job is read: this package's own jobs are bundled with all that they import, so that a thread starts in half the
 * processor time (scripts/bundle-jobs.mjs).
 */
export function jobModule(module: string): URL {
  const url = found.get(module) ?? locate(module);
  found.set(module, url);
  return url;
}

function locate(module: string): URL {
  const compiled = resolveModule(module);
  if (!module.startsWith(OWN)) return compiled;
  const file = `${module.slice(OWN.length)}.js`;
  const dist = compiled.href.slice(0, -file.length);
  const bundled = new URL(`bundled/${file}`, dist);
  return isCurrent(bundled, new URL("tsconfig.tsbuildinfo", dist)) ? bundled : compiled;
}

/** Whether a bundle is there and was made after the last compilation; a published package has no record of one. */
export function isCurrent(bundled: URL, compilation: URL): boolean {
  const made = changedAt(bundled);
  return made !== null && made >= (changedAt(compilation) ?? 0);
}

/** When a file was last written, or null when there is none. */
function changedAt(file: URL): number | null {
  try {
    return statSync(file).mtimeMs;
  } catch {
    return null;
  }
}
