// The built command for tests that run it as a process: a copy whose compiler is the one with a store (asc.mjs).
import { createHash, randomUUID } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const cli = fileURLToPath(new URL("../../../packages/cli/", import.meta.url));
const COMPILER = 'import("assemblyscript/asc")';
const stored = `import("${new URL("asc.mjs", import.meta.url).href}")`;

/**
 * Puts `weightkit` into a folder of commands.
 * @param {string} folder absolute
 */
export function installCommand(folder) {
  mkdirSync(folder, { recursive: true });
  const scratch = join(folder, `.${randomUUID()}`);
  symlinkSync(join(copyOfCommand(folder), "bin/weightkit.js"), scratch);
  renameSync(scratch, join(folder, "weightkit"));
}

/** The copy of the command as it is built now. @param {string} folder where copies lie */
function copyOfCommand(folder) {
  const chunks = readdirSync(join(cli, "dist")).filter((name) => name.endsWith(".js"));
  const hash = createHash("sha256");
  for (const name of chunks) hash.update(readFileSync(join(cli, "dist", name)));
  const copy = join(folder, `.command-${hash.digest("hex").slice(0, 16)}`);
  if (existsSync(copy)) return copy;
  const scratch = `${copy}-${randomUUID()}`;
  for (const part of ["bin", "dist", "schema", "package.json"])
    cpSync(join(cli, part), join(scratch, part), { recursive: true });
  const compilers = chunks.filter((name) => {
    const path = join(scratch, "dist", name);
    const text = readFileSync(path, "utf8");
    if (!text.includes(COMPILER)) return false;
    writeFileSync(path, text.replaceAll(COMPILER, stored));
    return true;
  });
  if (compilers.length === 0) throw new Error("the built command does not import its compiler");
  for (const name of readdirSync(folder))
    if (name.startsWith(".command-") && name.length === copy.length - folder.length - 1)
      rmSync(join(folder, name), { recursive: true, force: true });
  try {
    renameSync(scratch, copy);
  } catch (error) {
    // Another process was faster.
    rmSync(scratch, { recursive: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
}
