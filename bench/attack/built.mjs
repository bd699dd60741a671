import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const CACHE = join(tmpdir(), "weightkit-holes");

/**
 * Compiles weight logic as its author would, once for the same sources.
 * @param files Sources and `weightkit.json`, whose name is `rule`, by path.
 * @returns Path of the WASM.
 */
export function built(files) {
  const hash = createHash("sha256");
  for (const [path, text] of Object.entries(files)) hash.update(`${path}\0${text}\0`);
  const kept = join(CACHE, `${hash.digest("hex").slice(0, 16)}.wasm`);
  if (existsSync(kept)) return kept;
  const folder = mkdtempSync(join(tmpdir(), "weightkit-rule-"));
  try {
    mkdirSync(join(folder, "node_modules/@weightkit"), { recursive: true });
    symlinkSync(join(ROOT, "packages/sdk"), join(folder, "node_modules/@weightkit/sdk"));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(folder, dirname(path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const bin = join(ROOT, "packages/cli/bin/weightkit.js");
    execFileSync(process.execPath, [bin, "build", "-p", folder], {
      stdio: ["ignore", "ignore", "inherit"],
    });
    mkdirSync(CACHE, { recursive: true });
    cpSync(join(folder, "build/rule.wasm"), kept);
    return kept;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
