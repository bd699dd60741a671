// Writes docs/api/testkit.api.md, what the package's public entries export, with types: a change of the public surface shows
// in the diff. `npm run api:report`; with --check it fails when the file is out of date. Reads the built .d.ts files.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import prettier from "prettier";
import ts from "typescript";

const root = resolve(import.meta.dirname, "..");
const TARGET = join(root, "docs/api/testkit.api.md");
const folder = join(root, "packages/testkit");
const { exports } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
const entries = Object.entries(exports).filter(([, to]) => to.types?.includes("/public/"));
const program = ts.createProgram(
  entries.map(([, { types }]) => join(folder, types)),
  {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    skipLibCheck: true,
  },
);
const checker = program.getTypeChecker();

/** The declaration of an exported name, without comments. */
function declaration(symbol) {
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const printer = ts.createPrinter({ removeComments: true });
  return (target.declarations ?? [])
    .map((node) => (ts.isVariableDeclaration(node) ? node.parent.parent : node))
    .map((node) => printer.printNode(ts.EmitHint.Unspecified, node, node.getSourceFile()))
    .join("\n");
}

/** Names of the package's own types in a declaration that no entry exports: a user could not write them down. */
function unnamed(symbol, exported) {
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const found = [];
  const visit = (node) => {
    if (ts.isTypeReferenceNode(node) || ts.isExpressionWithTypeArguments(node)) {
      const name = ts.isTypeReferenceNode(node) ? node.typeName : node.expression;
      const used = checker.getSymbolAtLocation(name);
      const own = used && used.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(used) : used;
      const file = own?.declarations?.[0]?.getSourceFile().fileName ?? "";
      const isParameter = (own?.flags ?? 0) & ts.SymbolFlags.TypeParameter;
      if (own && !isParameter && file.startsWith(folder) && !exported.has(own))
        found.push(own.name);
    }
    ts.forEachChild(node, visit);
  };
  for (const node of target.declarations ?? []) visit(node);
  return found;
}

const exportsOf = ([, { types }]) =>
  checker.getExportsOfModule(
    checker.getSymbolAtLocation(program.getSourceFile(join(folder, types))),
  );
const all = entries.flatMap(exportsOf);
const exported = new Set(
  all.map((symbol) =>
    symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol,
  ),
);
const missing = [...new Set(all.flatMap((symbol) => unnamed(symbol, exported)))].sort();
if (missing.length > 0) {
  console.error(`no entry exports these types, which entries use: ${missing.join(", ")}`);
  process.exitCode = 1;
}

const parts = entries.map((entry) => {
  const [name] = entry;
  const texts = exportsOf(entry)
    .map((symbol) => [symbol.name, declaration(symbol)])
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, text]) => text);
  return `## \`@weightkit/testkit${name.slice(1)}\`\n\n\`\`\`ts\n${texts.join("\n\n")}\n\`\`\`\n`;
});
const head =
  "# API of @weightkit/testkit\n\nMade by `npm run api:report`: review its changes as changes of the public surface.\n";
const options = { ...(await prettier.resolveConfig(TARGET)), parser: "markdown" };
const text = await prettier.format(`${head}\n${parts.join("\n")}`, options);
if (process.argv.includes("--check")) {
  if (readFileSync(TARGET, "utf8") !== text) {
    console.error("docs/api/testkit.api.md is out of date: npm run build && npm run api:report");
    process.exitCode = 1;
  }
} else {
  mkdirSync(dirname(TARGET), { recursive: true });
  writeFileSync(TARGET, text);
}
