// The built command with a compiler that has a store (asc.mjs), for tests that run it as a process. For those that run it as readers
// do, one process runs all command lines (serve.mjs), and each costs the start of a small program that asks it (ask.mjs).
import { spawn } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const PARTS = ["bin", "dist", "schema", "package.json"];
const cli = fileURLToPath(new URL("../../../packages/cli/", import.meta.url));
const COMPILER = 'import("assemblyscript/asc")';
const stored = `import("${new URL("asc.mjs", import.meta.url).href}")`;
/** Where copies of the command lie. */
const copies = fileURLToPath(new URL("../../../.weightkit/commands/", import.meta.url));

/** @type {Promise<string> | undefined} */
let serving;

/**
 * Puts `weightkit` into a folder of commands. It runs in a process that ends with this one.
 * @param {string} folder absolute
 * @returns {Promise<Record<string, string>>} the variables that the command needs
 */
export async function installCommand(folder) {
  mkdirSync(folder, { recursive: true });
  const scratch = join(folder, `.${randomUUID()}`);
  symlinkSync(fileURLToPath(new URL("ask.mjs", import.meta.url)), scratch);
  renameSync(scratch, join(folder, "weightkit"));
  serving ??= serve(copyOfCommand());
  return { WEIGHTKIT_SERVED_AT: await serving };
}

/** Path of the script to run as `weightkit` in a process. */
export function storedCommand() {
  return join(copyOfCommand(), "bin/weightkit.js");
}

/**
 * Starts the process that runs command lines.
 * @param {string} copy folder of the command
 * @returns {Promise<string>} where it listens
 */
async function serve(copy) {
  const script = fileURLToPath(new URL("serve.mjs", import.meta.url));
  // It ends when the channel to this process does, however that ends.
  const child = spawn(
    process.execPath,
    ["--max-semi-space-size=128", script, join(copy, "dist/main.js")],
    {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    },
  );
  const address = await new Promise((resolve, reject) => {
    child.once("message", resolve);
    child.once("exit", (code) => reject(new Error(`serve.mjs ended with ${code}`)));
  });
  child.unref();
  child.channel?.unref();
  return address;
}

/** The copy of the command as it is built now. */
function copyOfCommand() {
  const hash = createHash("sha256");
  for (const path of PARTS.flatMap((part) => files(join(cli, part))))
    hash.update(`${path}\0`).update(readFileSync(path));
  const copy = join(copies, hash.digest("hex").slice(0, 16));
  if (existsSync(copy)) return copy;
  const scratch = `${copy}-${randomUUID()}`;
  for (const part of PARTS) cpSync(join(cli, part), join(scratch, part), { recursive: true });
  const compilers = files(join(scratch, "dist")).filter((path) => {
    const text = path.endsWith(".js") ? readFileSync(path, "utf8") : "";
    if (!text.includes(COMPILER)) return false;
    writeFileSync(path, text.replaceAll(COMPILER, stored));
    return true;
  });
  if (compilers.length === 0) throw new Error("the built command does not import its compiler");
  for (const name of readdirSync(copies))
    if (!name.includes("-")) rmSync(join(copies, name), { recursive: true, force: true });
  try {
    renameSync(scratch, copy);
  } catch (error) {
    // Another process was faster.
    rmSync(scratch, { recursive: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
}

/** A file, or all files below a folder. @param {string} path */
function files(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => files(join(path, name)));
}
