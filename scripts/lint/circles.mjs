// Refuses circles of imports between files: `npm run lint` runs it. Those of architecture/floors.json are allowed.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const ROOTS = [
  "packages/testkit/src",
  "packages/testkit/page",
  "packages/cli/src",
  "packages/sdk/assembly",
];
const IMPORT = /\b(?:from|import)\s*\(?\s*["'](\.[^"']*)["']/g;

/**
 * The circles of files below a folder, each as sorted paths.
 * @param {string} root
 * @returns {string[][]}
 */
export function circles(root) {
  const graph = new Map();
  for (const folder of ROOTS)
    for (const file of filesIn(join(root, folder))) graph.set(file, importsOf(file));
  return components(graph)
    .filter((files) => files.length > 1)
    .map((files) => files.map((file) => relative(root, file).replaceAll("\\", "/")).sort());
}

function filesIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => join(entry.parentPath, entry.name));
}

function importsOf(file) {
  const text = readFileSync(file, "utf8").replace(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, "");
  return Array.from(text.matchAll(IMPORT), ([, path]) => resolve(dirname(file), path)).flatMap(
    (path) => {
      const found = [path.replace(/\.js$/, ".ts"), `${path}.ts`, join(path, "index.ts")].find(
        (one) => existsSync(one),
      );
      return found === undefined ? [] : [found];
    },
  );
}

/** Strongly connected components (Tarjan 1972). */
function components(graph) {
  const order = new Map();
  const lowest = new Map();
  const stack = [];
  const found = [];
  const visit = (node) => {
    order.set(node, order.size);
    lowest.set(node, order.get(node));
    stack.push(node);
    for (const next of graph.get(node) ?? []) {
      if (!graph.has(next)) continue;
      if (!order.has(next)) visit(next);
      if (stack.includes(next)) lowest.set(node, Math.min(lowest.get(node), lowest.get(next)));
    }
    if (lowest.get(node) === order.get(node)) found.push(stack.splice(stack.indexOf(node)));
  };
  for (const node of graph.keys()) if (!order.has(node)) visit(node);
  return found;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const root = resolve(import.meta.dirname, "../..");
  const { circles: allowed } = JSON.parse(
    readFileSync(join(root, "architecture/floors.json"), "utf8"),
  );
  const found = circles(root);
  const allows = (one, files) =>
    files.every((file) => one.files.some((path) => file.startsWith(path)));
  const refused = found.filter((files) => !allowed.some((one) => allows(one, files)));
  const stale = allowed.filter((one) => !found.some((files) => allows(one, files)));
  for (const files of refused) console.error(`circle of imports:\n  ${files.join("\n  ")}`);
  for (const { files } of stale)
    console.error(`architecture/floors.json allows a circle that is gone: ${files.join(", ")}`);
  if (refused.length + stale.length > 0) process.exitCode = 1;
}
