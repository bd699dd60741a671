// The ESLint rule behind the floors of architecture/floors.json: no import runs up, and none leaves its package by a path.
import { readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");
const { commands, ...floors } = JSON.parse(
  readFileSync(resolve(root, "architecture/floors.json"), "utf8"),
);

/** The package, room and feature (a command's folder) of a file, or null outside of `src`. */
function placeOf(file) {
  const path = relative(root, file).replaceAll("\\", "/");
  for (const [folder, rooms] of Object.entries(floors)) {
    if (!path.startsWith(`${folder}/`)) continue;
    const [first = "", second = ""] = path.slice(folder.length + 1).split("/");
    const room = first.replace(/\.[jt]s$/, "");
    return { folder, rooms, room, floor: rooms.indexOf(room), part: second };
  }
  return null;
}

function isListed(from, to) {
  return commands.some((one) => one.from.includes(from) && one.to === to);
}

/** What is wrong with an import, or null. */
function fault(from, source) {
  if (/^@weightkit\/cli(\/|$)|^assemblyscript(\/|$)/.test(source))
    return from.folder.includes("testkit")
      ? "testkit knows nothing of the CLI or of AssemblyScript"
      : null;
  if (/^@weightkit\/testkit(\/|$)/.test(source) && from.folder.includes("testkit"))
    return "testkit imports its own files by their relative path";
  if (!source.startsWith(".")) return null;
  if (from.floor < 0)
    return `the room ${from.room} is not on a floor: add it to architecture/floors.json`;
  const to = placeOf(resolve(dirname(from.file), source));
  if (to === null || to.folder !== from.folder) return "no import leaves its package by a path";
  if (to.floor < 0)
    return `the room ${to.room} is not on a floor: add it to architecture/floors.json`;
  if (to.floor > from.floor) return `${from.room} stands below ${to.room}: no import runs up`;
  if (from.room === "commands" && to.room === "commands" && !/\.ts$/.test(from.part))
    if (to.part !== from.part && !isListed(from.part, to.part))
      return "a command does not import another command's files";
  return null;
}

/** @type {import("eslint").Rule.RuleModule} */
const rule = {
  meta: { type: "problem", schema: [] },
  create(context) {
    const place = placeOf(context.filename);
    if (place === null) return {};
    const from = { ...place, file: context.filename };
    const check = (node) => {
      if (node.source?.type !== "Literal" || typeof node.source.value !== "string") return;
      const message = fault(from, node.source.value);
      if (message !== null) context.report({ node: node.source, message });
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
      TSImportType: check,
    };
  },
};

export default { rules: { floors: rule } };
