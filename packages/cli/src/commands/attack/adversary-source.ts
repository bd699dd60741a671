import { createHash } from "node:crypto";
import { dirname, extname, resolve } from "node:path";
import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";
import { pathStatus } from "@weightkit/testkit/internal/history/path-status";
import type {
  AuthoredModule,
  AuthoredSource,
} from "@weightkit/testkit/internal/lab/attack/authored/authored-source";
import { transform } from "sucrase";
import { attackErrors } from "../../errors/attack-errors.js";
import { MAX_INPUT, readText, shownPath } from "../../files/read.js";
import { ADVERSARY_ENDINGS, adversaryName } from "../../project/adversary-files.js";

/** Files that an adversary may consist of. */
const MAX_FILES = 100;

/**
 * An adversary's file and those that it imports, as JavaScript with the same lines. Types are left out, not checked.
 * @param path Absolute.
 * @param home The folder that paths in reports are relative to.
 * @throws WeightkitError WK111, WK117, WK158, WK167
 */
export function readAdversarySource(path: string, home: string): AuthoredSource {
  const modules = new Map<string, AuthoredModule>();
  const waiting = [path];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (modules.has(next) || modules.size >= MAX_FILES) continue;
    const module = readModule(next, home);
    modules.set(next, module);
    waiting.push(...Object.values(module.imports));
  }
  return { name: adversaryName(path), modules: [...modules.values()] };
}

function readModule(place: string, home: string): AuthoredModule {
  const shown = shownPath(place, home);
  const text = readText(place, "the adversary", place, MAX_INPUT.source);
  const code = javascript(text, place);
  // What stands in a text or a comment and looks like an import does no harm: nothing asks for it.
  const names = [...code.matchAll(/\brequire\(['"](\.[^'"]*)['"]\)/g)].flatMap(([, name]) =>
    name === undefined ? [] : [name],
  );
  const imports = names.flatMap((name) => {
    const found = importedFile(resolve(dirname(place), name));
    return found === null ? [] : [[name, found] as const];
  });
  return {
    ...{ place, code, imports: Object.fromEntries(imports) },
    file: { path: shown, sha256: createHash("sha256").update(text).digest("hex") },
  };
}

/** A CommonJS module of the same lines. @throws WeightkitError WK167 */
function javascript(text: string, file: string): string {
  const isTypescript = [".ts", ".mts"].includes(extname(file));
  try {
    return transform(text, {
      transforms: isTypescript ? ["typescript", "imports"] : ["imports"],
      disableESTransforms: true,
    }).code;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const [, why = error.message, line = "1", column = "1"] =
      /^(?:Error transforming [^:]*: )?(.*?)(?: \((\d+):(\d+)\))?$/s.exec(error.message) ?? [];
    const place = { file, line: Number(line), column: Number(column) };
    throw fault(attackErrors.adversarySyntax, { why }, { place });
  }
}

/** The file that an import means, whose ending may be left out or be the one of its JavaScript. */
function importedFile(path: string): string | null {
  const bare = path.replace(/\.m?js$/, "");
  const tried = [
    path,
    ...ADVERSARY_ENDINGS.flatMap((ending) => [`${bare}${ending}`, `${path}${ending}`]),
  ];
  return tried.find((one) => pathStatus(one)?.isFile() === true) ?? null;
}
