// Stands in for "assemblyscript/asc" in tests: the compiler, behind a store of what it compiled before. The compiler is a
// function of its arguments and of the files that it asks for, in an order that follows from them. So a stored compile
// holds its questions in order, with the hash of each answer; it counts only where every question is answered as it was.
// It lies where `npm ci` leaves it alone; `rm -r .weightkit/compiled` empties it.
import { createHash, randomUUID } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const modules = new URL("../../../node_modules/", import.meta.url);
const store = fileURLToPath(new URL("../.weightkit/compiled/", modules));
/** Compiles kept of one entry with the same arguments: of the SDK's last states, and of projects that differ elsewhere. */
const MAX_KEPT = 16;
const versions = ["assemblyscript", "binaryen", "json-as"].map((name) =>
  readFileSync(new URL(`${name}/package.json`, modules), "utf8"),
);

/** @param {string | Uint8Array | null} content */
const hash = (content) =>
  createHash("sha256")
    .update(content === null ? "absent" : typeof content)
    .update(content ?? "")
    .digest("hex");

/**
 * As the compiler's own `main`.
 * @param {string[]} args
 * @param {Record<string, any>} io
 */
export async function main(args, io) {
  const answer = answers(io);
  // Few compiles share their arguments and their entry, so that few are read to find one.
  const [entry] = args;
  const key = [versions, args, hash(await answer("readFile", entry, "."))];
  const folder = join(store, hash(JSON.stringify(key)));
  const found = await lookUp(folder, answer);
  if (found !== null) return deliver(found, io);
  const { default: asc } = await import(new URL("assemblyscript/dist/asc.js", modules).href);
  const asked = [];
  const outputs = [];
  const diagnostics = [];
  const lines = [];
  const recorded = (kind) => async (name, base) => {
    const content = await answer(kind, name, base);
    asked.push({ kind, name, base, hash: hash(plain(content)) });
    return content;
  };
  const { error } = await asc.main(args, {
    readFile: recorded("readFile"),
    listFiles: recorded("listFiles"),
    writeFile: (name, contents) =>
      void outputs.push(
        typeof contents === "string"
          ? { name, text: contents }
          : { name, base64: Buffer.from(contents).toString("base64") },
      ),
    reportDiagnostic: (message) => void diagnostics.push(message),
    stdout: { write: () => undefined },
    stderr: { write: (text) => void lines.push(String(text)) },
  });
  const compiled = { asked, outputs, diagnostics, lines, error: error?.message ?? null };
  try {
    keep(folder, compiled);
  } catch (failure) {
    // The command may run as somebody who may not write here.
    if (failure.code !== "EACCES") throw failure;
  }
  return deliver(compiled, io);
}

/** Gives a host what a compile came to. */
async function deliver({ outputs, diagnostics, lines, error }, io) {
  for (const { name, text, base64 } of outputs)
    await io.writeFile(name, text ?? new Uint8Array(Buffer.from(base64, "base64")));
  for (const message of diagnostics) io.reportDiagnostic?.(message);
  for (const line of lines) io.stderr?.write(line);
  return { error: error === null ? null : new Error(error) };
}

export default { main };

/** One way to ask the host, whatever it is asked. */
function answers(io) {
  return async (kind, name, base) => (await io[kind](name, base)) ?? null;
}

/** A list of files as a text. */
function plain(content) {
  return Array.isArray(content) ? JSON.stringify(content) : content;
}

/** The stored compile whose every question is answered as it was then, or null. Asks what the compiler would ask. */
async function lookUp(folder, answer) {
  let left = candidates(folder);
  for (let at = 0; left.length > 0; at += 1) {
    const next = left[0].asked[at];
    if (next === undefined) return left[0];
    const seen = hash(plain(await answer(next.kind, next.name, next.base)));
    left = left.filter(({ asked }) => asked[at]?.name === next.name && asked[at].hash === seen);
  }
  return null;
}

function candidates(folder) {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(".json"))
      .map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")));
  } catch {
    return [];
  }
}

function keep(folder, compiled) {
  mkdirSync(folder, { recursive: true });
  const text = JSON.stringify(compiled);
  const scratch = join(folder, `${randomUUID()}.new`);
  writeFileSync(scratch, text);
  renameSync(scratch, join(folder, `${hash(text)}.json`));
  const age = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0);
  const kept = readdirSync(folder).map((name) => join(folder, name));
  if (kept.length <= MAX_KEPT) return;
  kept.sort((a, b) => age(b) - age(a));
  for (const path of kept.slice(MAX_KEPT)) rmSync(path, { force: true });
}
