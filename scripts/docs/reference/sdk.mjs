// docs/reference/sdk.md: everything that "@weightkit/sdk" exports, from its sources' own comments.
import { dirname, join } from "node:path/posix";
import ts from "typescript";
import { docOf, GENERATED, parse, plain } from "./source.mjs";

const INDEX = "packages/sdk/assembly/index.ts";

/** The order of the page: the seven steps first. What is not named here follows by name. */
const ORDER = [
  ...["Round", "InferenceSet", "Workers", "Worker", "Truth", "Values", "Packing", "Kind"],
  ...["Distributions", "Vectors", "WeightMatrix"],
  ...["Loss", "LossWindow", "Missing", "Age", "attendance", "naiveError", "Consensus"],
  ...["Losses", "Normalize", "Scores", "Weights", "PerWorker", "log"],
];

/** @typedef {ts.ClassDeclaration | ts.FunctionDeclaration | ts.ModuleDeclaration | ts.TypeAliasDeclaration} Declaration */

/** Names and declarations of all exports. */
export function sdkExports() {
  return parse(INDEX)
    .statements.flatMap((statement) => {
      if (!ts.isExportDeclaration(statement) || statement.moduleSpecifier === undefined) return [];
      if (statement.exportClause === undefined || !ts.isNamedExports(statement.exportClause))
        return [];
      const from = statement.moduleSpecifier.getText().slice(1, -1);
      const source = parse(`${join(dirname(INDEX), from)}.ts`);
      return statement.exportClause.elements.map(({ name }) => ({
        name: name.text,
        declaration: find(source, name.text),
      }));
    })
    .sort((a, b) => place(a.name) - place(b.name) || (a.name < b.name ? -1 : 1));
}

/** @returns {string} */
export function sdkPage() {
  const all = sdkExports();
  const sections = all.flatMap(({ name, declaration }) => section(name, declaration));
  return [
    GENERATED,
    "# SDK",
    'What weight logic imports from `"@weightkit/sdk"`, in the order of the seven steps. `Round.read` is called on the class, `round.set` on a value of it. AssemblyScript: `f64` is a number, `i32` and `u64` whole ones, `bool` a boolean.',
    all.map(({ name }) => `[${name}](#${name.toLowerCase()})`).join(" · "),
    ...sections,
    "",
  ].join("\n\n");
}

/** @param {string} name */
function place(name) {
  const at = ORDER.indexOf(name);
  return at < 0 ? ORDER.length : at;
}

/**
 * @param {ts.SourceFile} source
 * @param {string} name
 * @returns {Declaration}
 */
function find(source, name) {
  for (const statement of source.statements) {
    const known =
      ts.isClassDeclaration(statement) ||
      ts.isFunctionDeclaration(statement) ||
      ts.isModuleDeclaration(statement) ||
      ts.isTypeAliasDeclaration(statement);
    if (known && statement.name?.text === name) return statement;
  }
  throw new Error(`${source.fileName} exports ${name}, but does not declare it`);
}

/**
 * @param {string} name
 * @param {Declaration} declaration
 * @returns {string[]}
 */
function section(name, declaration) {
  const doc = docOf(declaration);
  if (doc.text === "") throw new Error(`${name} has no doc comment`);
  const head = [`## ${name}`];
  if (ts.isTypeAliasDeclaration(declaration))
    return [...head, `\`type ${name} = ${declaration.type.getText()}\``, plain(doc.text)];
  if (ts.isFunctionDeclaration(declaration))
    return [...head, `\`${signature(name, declaration)}\``, plain(doc.text), ...params(doc.params)];
  const { base, inherited } = lineage(declaration);
  if (base !== null) head.push(`_extends ${link(base)}_`);
  const members = [...membersOf(declaration), ...inherited];
  return [...head, plain(doc.text), ...members.flatMap((one) => member(name, one))];
}

/**
 * The nearest class above that has a section of this page, and what the classes between have: it belongs to this one's section.
 * @param {Declaration} declaration
 * @returns {{ base: string | null, inherited: readonly ts.Node[] }}
 */
function lineage(declaration) {
  const base = ts.isClassDeclaration(declaration) ? extended(declaration) : null;
  if (base === null || isExported(base)) return { base, inherited: [] };
  const above = find(sourceOf(base, declaration.getSourceFile()), base);
  if (!ts.isClassDeclaration(above)) return { base, inherited: [] };
  const members = membersOf(above).filter(
    (one) => !ts.isConstructorDeclaration(one) && !isAbstractOrProtected(one),
  );
  const further = lineage(above);
  return { base: further.base, inherited: [...members, ...further.inherited] };
}

/** @param {ts.Node} node */
function isAbstractOrProtected(node) {
  const modifiers = ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : [];
  return modifiers.some(
    ({ kind }) => kind === ts.SyntaxKind.AbstractKeyword || kind === ts.SyntaxKind.ProtectedKeyword,
  );
}

/**
 * The file that declares a name: the one that it is imported from, or the same.
 * @param {string} name
 * @param {ts.SourceFile} source
 */
function sourceOf(name, source) {
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier))
      continue;
    const names = statement.importClause?.namedBindings;
    if (names === undefined || !ts.isNamedImports(names)) continue;
    if (names.elements.some((one) => one.name.text === name))
      return parse(`${join(dirname(source.fileName), statement.moduleSpecifier.text)}.ts`);
  }
  return source;
}

/** @param {string} name */
function isExported(name) {
  return sdkExports().some((one) => one.name === name);
}

/**
 * The name of a class, linked when it has a section.
 * @param {string} name
 */
function link(name) {
  return isExported(name) ? `[${name}](#${name.toLowerCase()})` : `\`${name}\``;
}

/** @param {ts.ClassDeclaration} declaration */
function extended(declaration) {
  const clause = declaration.heritageClauses?.find(
    (one) => one.token === ts.SyntaxKind.ExtendsKeyword,
  );
  return clause?.types[0]?.expression.getText() ?? null;
}

/**
 * @param {ts.ClassDeclaration | ts.ModuleDeclaration} declaration
 * @returns {readonly ts.Node[]}
 */
function membersOf(declaration) {
  if (ts.isClassDeclaration(declaration)) {
    return declaration.members.flatMap((one) => {
      if (!ts.isConstructorDeclaration(one)) return [one];
      const fields = one.parameters.filter((parameter) => parameter.modifiers !== undefined);
      return [one, ...fields.filter((parameter) => docOf(parameter).text !== "")];
    });
  }
  const { body } = declaration;
  return body !== undefined && ts.isModuleBlock(body) ? body.statements : [];
}

/**
 * @param {string} owner
 * @param {ts.Node} node
 * @returns {string[]}
 */
function member(owner, node) {
  const doc = docOf(node);
  if (doc.internal || isHidden(node)) return [];
  const spelled = spelling(owner, node);
  if (spelled === null) return [];
  if (doc.text === "" && !ts.isConstructorDeclaration(node) && doc.params.length === 0)
    return [
      `### \`${spelled.title}\``,
      ...(spelled.code === spelled.title ? [] : [`\`${spelled.code}\``]),
    ];
  return [
    `### ${spelled.title}`,
    `\`${spelled.code}\``,
    ...(doc.text === "" ? [] : [plain(doc.text)]),
    ...params(doc.params),
  ];
}

/** @param {ts.Node} node */
function isHidden(node) {
  const modifiers = ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : [];
  const kinds = modifiers.map((one) => one.kind);
  if (kinds.includes(ts.SyntaxKind.PrivateKeyword)) return true;
  return ts.isFunctionDeclaration(node) && !kinds.includes(ts.SyntaxKind.ExportKeyword);
}

/**
 * How a member is named in a heading and declared.
 * @param {string} owner
 * @param {ts.Node} node
 * @returns {{ title: string, code: string } | null}
 */
function spelling(owner, node) {
  if (ts.isConstructorDeclaration(node))
    return { title: `new ${owner}`, code: `new ${owner}(${parameters(node.parameters)})` };
  if (ts.isMethodDeclaration(node) || ts.isFunctionDeclaration(node)) {
    const name = node.name?.getText() ?? "";
    const isStatic =
      ts.isFunctionDeclaration(node) || hasModifier(node, ts.SyntaxKind.StaticKeyword);
    const title = `${isStatic ? owner : instance(owner)}.${name}`;
    return { title, code: signature(title, node) };
  }
  if (ts.isGetAccessorDeclaration(node) || ts.isPropertyDeclaration(node) || ts.isParameter(node)) {
    const name = node.name.getText();
    const type = node.type === undefined ? "" : `: ${node.type.getText()}`;
    const title = `${instance(owner)}.${name}`;
    return { title, code: `${title}${type}` };
  }
  return null;
}

/**
 * What an instance is called in headings: `weights` of `Weights`.
 * @param {string} owner
 */
function instance(owner) {
  return owner.charAt(0).toLowerCase() + owner.slice(1);
}

/**
 * @param {ts.MethodDeclaration} node
 * @param {ts.SyntaxKind} kind
 */
function hasModifier(node, kind) {
  return node.modifiers?.some((one) => one.kind === kind) ?? false;
}

/**
 * @param {string} name
 * @param {ts.FunctionDeclaration | ts.MethodDeclaration} node
 */
function signature(name, node) {
  const generic =
    node.typeParameters === undefined
      ? ""
      : `<${node.typeParameters.map((one) => one.getText()).join(", ")}>`;
  return `${name}${generic}(${parameters(node.parameters)}): ${node.type?.getText() ?? "void"}`;
}

/** @param {ts.NodeArray<ts.ParameterDeclaration>} list */
function parameters(list) {
  return list
    .map(({ name, type, initializer }) => {
      const fallback = initializer === undefined ? "" : ` = ${initializer.getText()}`;
      return `${name.getText()}: ${type?.getText() ?? "f64"}${fallback}`;
    })
    .join(", ")
    .replace(/\s+/g, " ");
}

/** @param {{ name: string, text: string }[]} list */
function params(list) {
  return list.length === 0
    ? []
    : [list.map(({ name, text }) => `- \`${name}\`: ${plain(text)}`).join("\n")];
}
