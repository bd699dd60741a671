// Which mutants the type checker refuses: `npm run typecheck` notices them before any test.

import { join } from "node:path";
import ts from "typescript";

/** Ids of those mutants with which their file has an error of types. */
export function refusedByCompiler(root, mutants) {
  const folder = join(root, "packages/testkit");
  const config = ts.readConfigFile(join(folder, "tsconfig.json"), ts.sys.readFile);
  const { options, fileNames } = ts.parseJsonConfigFileContent(config.config, ts.sys, folder);
  const changed = new Map();
  let version = 0;
  const service = ts.createLanguageService({
    getCompilationSettings: () => ({
      ...options,
      noEmit: true,
      composite: false,
      incremental: false,
    }),
    getScriptFileNames: () => fileNames,
    getScriptVersion: (name) => changed.get(name)?.version ?? "0",
    getScriptSnapshot: (name) => {
      const text = changed.get(name)?.text ?? ts.sys.readFile(name);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => folder,
    getDefaultLibFileName: (settings) => ts.getDefaultLibFilePath(settings),
    ...{
      fileExists: ts.sys.fileExists,
      readFile: ts.sys.readFile,
      readDirectory: ts.sys.readDirectory,
    },
    ...{ directoryExists: ts.sys.directoryExists, getDirectories: ts.sys.getDirectories },
  });
  const refused = new Set();
  for (const { id, file, start, end, to } of mutants) {
    const name = join(root, file);
    const original = ts.sys.readFile(name);
    version += 1;
    const text = original.slice(0, start) + to + original.slice(end);
    changed.set(name, { version: String(version), text });
    const faults = [
      ...service.getSyntacticDiagnostics(name),
      ...service.getSemanticDiagnostics(name),
    ];
    if (faults.length > 0) refused.add(id);
    version += 1;
    changed.set(name, { version: String(version), text: original });
  }
  return refused;
}
