// The documents with executed commands, and how one is compared with what it should contain.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { split } from "./fences.mjs";
import { ROOT } from "./play.mjs";

export { ROOT };

/** Folders with READMEs that are not documents of the site. */
const OTHER_READMES = ["packages", "templates"];

/** All Markdown whose links must lead somewhere: documents, decisions, and what is read in the repository only. */
export function linkedDocuments() {
  const readmes = OTHER_READMES.flatMap((folder) =>
    readdirSync(join(ROOT, folder)).map((name) => `${folder}/${name}/README.md`),
  );
  const others = [
    "CONTRIBUTING.md",
    "SECURITY.md",
    "bench/README.md",
    "examples/README.md",
    "llms.txt",
    ...readmes,
  ];
  return [...new Set([...documents(), ...below("docs"), ...others])].filter((path) =>
    existsSync(join(ROOT, path)),
  );
}

/** Paths, from the repository's root, of all documents for readers. */
export function documents() {
  return [
    "README.md",
    ...below("docs").filter((path) => !path.startsWith("docs/decisions/")),
    ...readdirSync(join(ROOT, "examples")).map((name) => `examples/${name}/README.md`),
  ].filter((path) => existsSync(join(ROOT, path)));
}

/** The documents that have console blocks. */
export function executedDocuments() {
  return documents().filter((path) => hasConsole(readDocument(path)));
}

/** @param {string} path */
export function readDocument(path) {
  return readFileSync(join(ROOT, path), "utf8");
}

/** @param {string} markdown */
function hasConsole(markdown) {
  return split(markdown).some((part) => part.kind === "fence" && part.language === "console");
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function below(folder) {
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter((entry) => entry.name !== "node_modules" && !entry.name.startsWith("."))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return below(path);
      return entry.name.endsWith(".md") ? [path] : [];
    })
    .sort();
}
