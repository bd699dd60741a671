// A room's files with every mutant in them, switched off: StrykerJS's instrumenter writes `active(7) ? a - b : (hit(7), a + b)`.

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { Instrumenter } from "@stryker-mutator/instrumenter";
import { transformSync } from "esbuild";

const silent = () => undefined;
const logger = {
  ...{ debug: silent, info: silent, warn: console.warn, error: console.error },
  isDebugEnabled: () => false,
};

/** Texts, whose tests are the recorded outputs of the command; a wrong one is seen there. */
const EXCLUDED = ["StringLiteral"];
/** The two functions that instrumented code calls, put into its scope; see preload.mjs. */
const HEADER =
  "const { active: stryMutAct_9fa48, hit: stryCov_9fa48 } = globalThis.weightkitMutation;\n";

/**
 * Writes a room's instrumented files to `into`, as JavaScript with the paths of the sources.
 *
 * @returns {Promise<{ mutants: Mutant[] }>} numbered as in the code
 * @typedef {{ id: number, file: string, key: string, mutator: string, line: number, from: string, to: string, start: number, end: number }} Mutant
 *   `file` is relative to `root`; `key` stays the same while the file does.
 */
export async function instrument(root, folder, into) {
  const names = readdirSync(join(root, folder), { recursive: true })
    .filter((name) => name.endsWith(".ts"))
    .sort();
  const files = names.map((name) => {
    const path = join(root, folder, name);
    return { name: path, mutate: true, content: readFileSync(path, "utf8") };
  });
  const options = {
    ...{ plugins: null, excludedMutations: EXCLUDED, ignorers: [], noHeader: true },
  };
  const result = await new Instrumenter(logger).instrument(files, options);
  rmSync(into, { recursive: true, force: true });
  for (const { name, content } of result.files) {
    const { code } = transformSync(HEADER + numbered(content), {
      ...{ loader: "ts", target: "es2022", format: "esm" },
    });
    const path = join(into, `${relative(root, name)}.js`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, code);
  }
  const texts = new Map(files.map(({ name, content }) => [name, content]));
  const hashes = new Map(files.map(({ name, content }) => [name, sha256(content)]));
  const seen = new Map();
  return result.mutants
    .filter(({ statusReason }) => statusReason === undefined)
    .map(({ id, fileName, location, mutatorName, replacement }) => {
      const text = texts.get(fileName);
      const start = offsetOf(text, location.start);
      const end = offsetOf(text, location.end);
      const index = seen.get(fileName) ?? 0;
      seen.set(fileName, index + 1);
      return {
        ...{ id: Number(id), file: relative(root, fileName), mutator: mutatorName },
        ...{ key: `${hashes.get(fileName)}:${index}`, line: location.start.line + 1 },
        ...{ from: text.slice(start, end), to: replacement, start, end },
      };
    });
}

/** Numbers rather than texts for the mutants' names, which compare faster. */
function numbered(code) {
  return code.replaceAll(/stry(MutAct|Cov)_9fa48\(([^()]*)\)/g, (call) => call.replaceAll('"', ""));
}

function offsetOf(text, { line, column }) {
  let at = 0;
  for (let i = 0; i < line; i += 1) at = text.indexOf("\n", at) + 1;
  return at + column;
}

function sha256(text) {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
