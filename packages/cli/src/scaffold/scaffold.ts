import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";
import { fileErrors } from "../errors/file-errors.js";
import { projectErrors } from "../errors/project-errors.js";
import { reasonOf } from "../files/read.js";
import { writeFiles } from "../files/write.js";
import type { NamedFile } from "../files/named-file.js";
import { dependencyText, dependencyVersions } from "./dependencies.js";
import type { Template } from "./templates.js";

/** What a template's folder may hold that no project starts with. */
const LEFT_OUT = new Set(["build", "node_modules", ".weightkit", ".gitignore"]);
const NAME = /^[a-z][a-z0-9-]{0,63}$/;

/** Not in the templates themselves, since npm leaves files of that name out of packages. */
const GITIGNORE: NamedFile = { name: ".gitignore", bytes: Buffer.from("node_modules/\nbuild/\n") };

/** True, or what is wrong with the name. */
export function checkName(name: string): string | true {
  return NAME.test(name) || fault(projectErrors.badName, { name }).hint;
}

/**
 * Writes a new project into `directory`, which must be absent or empty, and returns its files' paths in order.
 * @throws WeightkitError WK112, WK130, WK131
 */
export function scaffold(template: Template, name: string, directory: string): string[] {
  if (checkName(name) !== true) throw fault(projectErrors.badName, { name });
  checkEmpty(directory);
  const files = [
    ...filesIn(template.directory).map((path) => made(template, path, name, directory)),
    GITIGNORE,
  ].sort((a, b) => (a.name < b.name ? -1 : 1));
  writeFiles(directory, files);
  return files.map((file) => file.name);
}

function checkEmpty(directory: string): void {
  if (!existsSync(directory)) return;
  if (!statSync(directory).isDirectory()) {
    throw fault(fileErrors.unwritableFile, { path: directory, reason: "it is a file" });
  }
  let held: string[];
  try {
    held = readdirSync(directory);
  } catch (cause) {
    throw fault(fileErrors.unwritableFile, { path: directory, reason: reasonOf(cause) }, { cause });
  }
  const [first] = held.filter((one) => one !== ".git");
  if (first === undefined) return;
  throw fault(projectErrors.folderNotEmpty, { path: directory, found: first });
}

/** All regular files below a folder, as relative paths with slashes. */
function filesIn(root: string, below = ""): string[] {
  return readdirSync(join(root, below), { withFileTypes: true }).flatMap((entry) => {
    if (LEFT_OUT.has(entry.name)) return [];
    const path = below === "" ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) return filesIn(root, path);
    return entry.isFile() ? [path] : [];
  });
}

/** A template's file as the project's own: its name in place of the template's. */
function made(template: Template, path: string, name: string, directory: string): NamedFile {
  const bytes = readFileSync(join(template.directory, path));
  if (path.endsWith(".csv")) return { name: path, bytes };
  const text = renamed(bytes.toString("utf8"), template.name, name);
  const final = path === "package.json" ? withVersions(text, directory) : text;
  return { name: path, bytes: Buffer.from(final) };
}

/**
 * A text with the project's name where it stands for the template: as `"name"`, as the title and in paths of what is built. Elsewhere the
 * word means something else, e.g. `"valueKind": "probability"`.
 */
function renamed(text: string, template: string, name: string): string {
  return text.replaceAll(
    new RegExp(`("name": "|^# |\\bbuild/)${template}(?=["\\n.]|$)`, "gm"),
    (_, before: string) => `${before}${name}`,
  );
}

/** Points the dependencies at the packages that this command belongs to. */
function withVersions(text: string, directory: string): string {
  return Object.entries(dependencyVersions()).reduce((result, [dependency, version]) => {
    const written = dependencyText(directory, version);
    const entry = new RegExp(`("${dependency}": )"[^"]*"`);
    return result.replace(entry, (_, key: string) => `${key}${JSON.stringify(written)}`);
  }, text);
}
