// Finds words that the product does not use, by architecture/english.json: `npm run lint` runs it. What stood there when the
// list was made is counted in architecture/english-baseline.json, a number a file and scope, which may only shrink:
// `npm run lint:english -- --shrink` writes lower numbers, and `--list` prints every place.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import ts from "typescript";

const root = resolve(import.meta.dirname, "../..");
const BASELINE = join(root, "architecture/english-baseline.json");
/** The product's code: its messages, names and comments are read. */
const CODE = [
  "packages/testkit/src",
  "packages/testkit/page",
  "packages/cli/src",
  "packages/sdk/assembly",
];
/** Code next to it: its comments are read, and the titles of its tests. */
const AROUND = ["templates", "examples", "bench", "scripts", "test", "packages"];
const DOCS = [
  ...["README.md", "CONTRIBUTING.md", "SECURITY.md", "llms.txt", "docs"],
  ...["examples", "templates", "bench", "packages"],
];
/** Folders and files that nobody writes by hand, and those whose text is a golden output or a vector. */
const SKIPPED =
  /(^|\/)(node_modules|dist|build|\.vitepress|reference|vectors|cases)(\/|$)|^(examples|templates)\/[^/]+\/history\//;

const read = (path) => JSON.parse(readFileSync(path, "utf8"));

/**
 * What the patterns find in one text.
 * @param {{ scope: string, text: string, line: number }[]} pieces
 * @param {Record<string, { pattern: string, use: string }[]>} scopes
 */
export function findings(pieces, scopes) {
  return pieces.flatMap(({ scope, text, line }) =>
    (scopes[scope] ?? []).flatMap(({ pattern, use }) =>
      Array.from(
        withSpaces(scope, text).matchAll(
          new RegExp(pattern.replaceAll(" ", "\\s+"), scope === "identifiers" ? "g" : "gi"),
        ),
        (found) => ({
          scope,
          line: line + text.slice(0, found.index).split("\n").length - 1,
          words: found[0],
          text: text.trim().slice(0, 100),
          use,
        }),
      ),
    ),
  );
}

/**
 * A comment with white space for its stars, so that a phrase is found across lines; other text as it is.
 * @param {string} scope
 * @param {string} text
 * @returns {string}
 */
function withSpaces(scope, text) {
  if (scope !== "comments") return text;
  return text.replace(/\n[ \t]*\*/g, (start) => `\n${" ".repeat(start.length - 1)}`);
}

/** Calls whose first argument is a title. */
const TITLED = /^(?:describe|it|test|suite)\b/;

/**
 * Messages, declared names, comments and tests' titles of a source file.
 * @param {string} path
 * @param {string} text
 * @returns {{ scope: string, text: string, line: number }[]}
 */
export function pieces(path, text) {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found = [];
  const at = (node) => file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
  const visit = (node) => {
    const isImport = ts.isImportDeclaration(node) || ts.isExportDeclaration(node);
    if (
      ts.isStringLiteralLike(node) ||
      ts.isTemplateHead(node) ||
      ts.isTemplateMiddle(node) ||
      ts.isTemplateTail(node)
    )
      found.push({ scope: "messages", text: node.text, line: at(node) });
    const name = node.name;
    if (name !== undefined && (ts.isIdentifier(name) || ts.isPrivateIdentifier(name)))
      found.push({ scope: "identifiers", text: name.text.replace(/^#/, ""), line: at(name) });
    if (ts.isCallExpression(node) && TITLED.test(node.expression.getText(file))) {
      const [title] = node.arguments;
      if (title !== undefined && (ts.isStringLiteralLike(title) || ts.isTemplateExpression(title)))
        found.push({ scope: "titles", text: title.getText(file), line: at(title) });
    }
    if (!isImport) ts.forEachChild(node, visit);
  };
  visit(file);
  return [...found, ...comments(file, text)];
}

/**
 * Comments, neighbouring lines of `//` as one.
 * @param {ts.SourceFile} file
 * @param {string} text
 * @returns {{ scope: string, text: string, line: number }[]}
 */
function comments(file, text) {
  const ranges = new Map();
  const visit = (node) => {
    for (const range of [
      ...(ts.getLeadingCommentRanges(text, node.pos) ?? []),
      ...(ts.getTrailingCommentRanges(text, node.end) ?? []),
    ])
      ranges.set(range.pos, range.end);
    for (const child of node.getChildren(file)) visit(child);
  };
  visit(file);
  const found = [];
  for (const [start, end] of [...ranges].sort(([a], [b]) => a - b)) {
    const last = found.at(-1);
    const isNext = last !== undefined && /^\n[ \t]*$/.test(text.slice(last.end, start));
    if (isNext && text.startsWith("//", start) && text.startsWith("//", last.start)) last.end = end;
    else found.push({ start, end });
  }
  return found.map((one) => ({
    scope: "comments",
    text: text
      .slice(one.start, one.end)
      .replace(/\n[ \t]*\/\//g, (slashes) => slashes.replace("//", "  ")),
    line: file.getLineAndCharacterOfPosition(one.start).line + 1,
  }));
}

function filesIn(path) {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  if (/\.\w+$/.test(path)) return [full];
  return readdirSync(full, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !SKIPPED.test(relative(root, file)));
}

function check() {
  const { scopes, exceptions } = read(join(root, "architecture/english.json"));
  const list = new Map();
  const add = (file, found) => {
    const path = relative(root, file).replaceAll("\\", "/");
    const isExcepted = ({ text }) =>
      exceptions.some((one) => one.file === path && text.includes(one.text));
    for (const one of found.filter((finding) => !isExcepted(finding))) {
      const key = `${path} ${one.scope}`;
      list.set(key, [...(list.get(key) ?? []), { ...one, path }]);
    }
  };
  const product = new Set(CODE.flatMap(filesIn).filter((path) => path.endsWith(".ts")));
  const around = AROUND.flatMap(filesIn).filter((path) => /\.m?[jt]s$/.test(path));
  for (const file of new Set([...product, ...around])) {
    const all = pieces(file, readFileSync(file, "utf8"));
    const isAuthors = /^(templates|examples)\//.test(relative(root, file));
    const isRead = ({ scope }) =>
      product.has(file) ||
      scope === "comments" ||
      (scope === "titles" && file.includes(".test.")) ||
      (scope === "identifiers" && isAuthors);
    add(file, findings(all.filter(isRead), scopes));
  }
  for (const file of DOCS.flatMap(filesIn).filter((path) => /\.(md|txt)$/.test(path)))
    add(
      file,
      findings([{ scope: "docs", text: prose(readFileSync(file, "utf8")), line: 1 }], scopes),
    );
  return list;
}

/** Markdown with its code blocks emptied, line for line. */
function prose(markdown) {
  return markdown.replace(/^```[^]*?^```$/gm, (block) => block.replace(/[^\n]/g, ""));
}

function main(options) {
  const list = check();
  const baseline = existsSync(BASELINE) ? read(BASELINE) : {};
  if (options.includes("--list"))
    for (const places of list.values())
      for (const { path, line, words, use } of places)
        console.log(`${path}:${line}: "${words}": ${use}`);
  if (options.includes("--shrink")) {
    const counts = [...list].map(([key, places]) => [
      key,
      Math.min(places.length, options.includes("--start") ? Infinity : (baseline[key] ?? 0)),
    ]);
    const kept = Object.fromEntries(counts.filter(([, count]) => count > 0).sort());
    writeFileSync(BASELINE, `${JSON.stringify(kept, null, 2)}\n`);
    return;
  }
  for (const [key, places] of list) {
    if (places.length <= (baseline[key] ?? 0)) continue;
    process.exitCode = 1;
    console.error(`${key}: ${places.length} where at most ${baseline[key] ?? 0} stood`);
    for (const { line, words, use } of places) console.error(`  line ${line}: "${words}": ${use}`);
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  main(process.argv.slice(2));
