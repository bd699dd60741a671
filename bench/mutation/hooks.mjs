// How modules are found and read while mutants are tried: TypeScript as it is, the room's files instrumented, our own stand-in for
// vitest, and the testkit's sources wherever its built files are asked for, in threads too.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { transformSync } from "esbuild";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const TESTKIT = new URL("../../packages/testkit/", import.meta.url).href;
const STAND_INS = {
  vitest: new URL("vitest.mjs", import.meta.url).href,
  "assemblyscript/asc": new URL("../../test/support/compiled/asc.mjs", import.meta.url).href,
};
const INSTRUMENTED = process.env.MUTATION_INSTRUMENTED;
const CACHE = process.env.MUTATION_CACHE;
const WITHOUT_THREADS = process.env.MUTATION_WITHOUT_THREADS === "true";

/** `threads/resolve-module.ts`, for threads that load sources. */
const RESOLVE_MODULE = `
  import { createRequire } from "node:module";
  import { pathToFileURL } from "node:url";
  const resolve = createRequire(import.meta.url).resolve;
  const OWN = "@weightkit/testkit/internal/";
  export function resolveModule(module) {
    if (module.startsWith(OWN)) return new URL("${TESTKIT}src/" + module.slice(OWN.length) + ".ts");
    return module.startsWith("file:") ? new URL(module) : pathToFileURL(resolve(module));
  }`;
/** \`threads/job-module.ts\`: no bundles. */
const JOB_MODULE = `
  import { resolveModule } from "./resolve-module.js";
  export const jobModule = resolveModule;
  export { isCurrent } from "./job-module.js?original";`;

/** `threads/pool.ts`, without threads: what is sent is cloned as between them, and a job ends where it is given up. */
const POOL = `
  import { resolveModule } from "./resolve-module.js";
  export class WorkerPool {
    async run({ module, name }, input, { onMessage, signal } = {}) {
      const { [name]: job } = await import(resolveModule(module).href);
      const stopWhenAsked = () => {
        if (signal?.aborted) throw new Error("The job was given up");
      };
      const send = (message) => {
        stopWhenAsked();
        onMessage?.(structuredClone(message), () => undefined);
      };
      const heartbeat = { begin: stopWhenAsked, end() {} };
      return structuredClone(await job(structuredClone(input), { heartbeat, send }));
    }
    async close() {}
  }`;

export async function resolve(specifier, context, next) {
  const standIn = STAND_INS[specifier];
  const importer = context.parentURL ?? "";
  if (standIn !== undefined && importer !== standIn) return { url: standIn, shortCircuit: true };
  if (/^(\.|file:)/.test(specifier)) {
    const source = sourceOf(new URL(specifier, importer || undefined));
    if (source !== null) return { url: source, shortCircuit: true };
  }
  const found = await next(specifier, context);
  const source = sourceOf(new URL(found.url));
  return source === null ? found : { url: source, shortCircuit: true };
}

/** The TypeScript of a file that is asked for as JavaScript, or null. */
function sourceOf(url) {
  if (url.protocol !== "file:" || !/\.[jt]s$/.test(url.pathname)) return null;
  const moved = url.href.replace(`${TESTKIT}dist/`, `${TESTKIT}src/`);
  const source = moved.replace(/\.js(?=\?|$)/, ".ts");
  return /\/node_modules\//.test(source) || !existsSync(new URL(source)) ? null : source;
}

export async function load(url, context, next) {
  if (!url.startsWith("file:") || !/\.ts(\?|$)/.test(url)) return next(url, context);
  return { format: "module", shortCircuit: true, source: sourceText(url) };
}

function sourceText(url) {
  if (url === `${TESTKIT}src/threads/resolve-module.ts`) return RESOLVE_MODULE;
  if (url === `${TESTKIT}src/threads/job-module.ts`) return JOB_MODULE;
  if (WITHOUT_THREADS && url === `${TESTKIT}src/threads/pool.ts`) return POOL;
  const path = fileURLToPath(url.replace(/\?.*/, ""));
  const instrumented = join(INSTRUMENTED, `${relative(ROOT, path)}.js`);
  if (existsSync(instrumented)) return readFileSync(instrumented, "utf8");
  return transformed(readFileSync(path, "utf8"), path);
}

/** A file as JavaScript, remembered by its content. */
function transformed(text, path) {
  const kept = join(CACHE, createHash("sha256").update(text).digest("hex"));
  if (existsSync(kept)) return readFileSync(kept, "utf8");
  const options = { loader: "ts", target: "es2022", format: "esm", sourcemap: "inline" };
  const { code } = transformSync(text, { ...options, sourcefile: pathToFileURL(path).href });
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(`${kept}.${process.pid}`, code);
  renameSync(`${kept}.${process.pid}`, kept);
  return code;
}
