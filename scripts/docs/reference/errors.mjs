// The error table, from the rows in the sources.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { ROOT } from "../play.mjs";
import { parse } from "./source.mjs";

const FOLDERS = ["packages/testkit/src/errors", "packages/cli/src/errors"];

/** Messages and hints are lists: one for each case that the row distinguishes.
 * @typedef {{ code: string, exit: string, title: string, messages: string[], hints: string[] }} Row */

/** Every row of the table, by code. */
export function errorRows() {
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder))
      .filter((name) => name.endsWith("-errors.ts"))
      .map((name) => `${folder}/${name}`),
  );
  return files.flatMap((path) => rowsIn(parse(path))).sort((a, b) => (a.code < b.code ? -1 : 1));
}

/**
 * What to do in each case, without those of which only the occasion knows anything.
 * @param {readonly string[]} hints
 * @returns {readonly string[]}
 */
export function remediesOf(hints) {
  const known = hints.filter((hint) => !/^‹[^›]+›$/.test(hint));
  return known.length > 0 ? known : ["The error itself names what to do, after `help:`"];
}

/**
 * @param {ts.SourceFile} source
 * @returns {Row[]}
 */
function rowsIn(source) {
  const constants = constantsIn(source);
  /** @type {Row[]} */
  const rows = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (ts.isCallExpression(node) && node.expression.getText() === "descriptor") {
      const [argument] = node.arguments;
      if (argument !== undefined && ts.isObjectLiteralExpression(argument))
        rows.push(rowOf(argument, constants));
    } else ts.forEachChild(node, visit);
  };
  visit(source);
  return rows;
}

/**
 * @param {ts.ObjectLiteralExpression} literal
 * @param {Map<string, ts.Expression>} constants
 * @returns {Row}
 */
function rowOf(literal, constants) {
  /** @param {string} name */
  const value = (name) => {
    for (const property of literal.properties) {
      if (property.name?.getText() !== name) continue;
      if (ts.isPropertyAssignment(property)) return property.initializer;
      if (ts.isShorthandPropertyAssignment(property)) return property.name;
    }
    throw new Error(`an error row has no ${name}: ${literal.getText().slice(0, 80)}`);
  };
  /** @param {string} name */
  const text = (name) => said(value(name), constants);
  return {
    code: text("code"),
    exit: exitCodeOf(value("exit"), constants),
    title: text("title"),
    messages: cases(value("message"), constants),
    hints: cases(value("hint"), constants).map((hint) => hint.replace(/\.$/, "")),
  };
}

/**
 * @param {ts.Expression} expression
 * @param {Map<string, ts.Expression>} constants
 * @returns {string}
 */
function exitCodeOf(expression, constants) {
  const known = constants.get(expression.getText());
  if (known !== undefined) return exitCodeOf(known, constants);
  const name = /^ExitCode\.(\w+)$/.exec(expression.getText())?.[1];
  const code = exitCodes().find((one) => one.name === name);
  if (code === undefined) throw new Error(`no exit code: ${expression.getText()}`);
  return code.value;
}

/** Exit codes by name, with what they mean. */
export function exitCodes() {
  const source = parse("packages/testkit/src/errors/exit-code.ts");
  /** @type {{ name: string, value: string, meaning: string }[]} */
  const codes = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (ts.isPropertyAssignment(node)) {
      const comment = /\/\*\*\s*(.*?)\s*\*\//s.exec(node.getFullText())?.[1] ?? "";
      codes.push({
        name: node.name.getText(),
        value: node.initializer.getText(),
        meaning: comment,
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return codes;
}

/**
 * Values declared at the top of a file by a plain `const`.
 * @param {ts.SourceFile} source
 */
function constantsIn(source) {
  /** @type {Map<string, ts.Expression>} */
  const constants = new Map();
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (initializer !== undefined) constants.set(name.getText(), initializer);
    }
  }
  return constants;
}

/**
 * What an expression says in each case that it distinguishes as a whole.
 * @param {ts.Node} node
 * @param {Map<string, ts.Expression>} constants
 * @returns {string[]}
 */
function cases(node, constants) {
  if (ts.isArrowFunction(node)) return cases(returned(node.body), constants);
  if (ts.isParenthesizedExpression(node)) return cases(node.expression, constants);
  if (ts.isConditionalExpression(node)) {
    const found = [node.whenTrue, node.whenFalse].flatMap((one) => cases(one, constants));
    return found.filter((one) => one !== "");
  }
  return [said(node, constants)];
}

/**
 * What an expression says, with ‹name› for what only the occasion knows.
 * @param {ts.Node} node
 * @param {Map<string, ts.Expression>} constants
 * @returns {string}
 */
function said(node, constants) {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node)) {
    return node.templateSpans.reduce((text, { expression, literal }) => {
      // A value that ends a sentence brings its own space, unless it stands between backticks.
      const value = filled(expression, constants);
      const opens = literal.text.startsWith("`") && text.split("`").length % 2 === 1;
      return text + value + (opens && !value.endsWith(" ") ? " " : "") + literal.text;
    }, node.head.text);
  }
  if (ts.isArrowFunction(node)) return said(returned(node.body), constants);
  if (ts.isParenthesizedExpression(node)) return said(node.expression, constants);
  if (ts.isConditionalExpression(node)) {
    const parts = [node.whenTrue, node.whenFalse].map((one) => said(one, constants));
    return parts.filter((part) => part !== "").join(" / ");
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken)
    return said(node.left, constants) + said(node.right, constants);
  const constant = ts.isIdentifier(node) ? constants.get(node.text) : undefined;
  if (constant !== undefined && ts.isStringLiteralLike(constant)) return constant.text;
  return filled(node, constants);
}

/**
 * What a placeholder stands for.
 * @param {ts.Node} node
 * @param {Map<string, ts.Expression>} constants
 * @returns {string}
 */
function filled(node, constants) {
  if (ts.isConditionalExpression(node) || ts.isStringLiteralLike(node))
    return said(node, constants);
  if (ts.isIdentifier(node)) {
    const constant = constants.get(node.text);
    return constant !== undefined &&
      (ts.isNumericLiteral(constant) || ts.isStringLiteralLike(constant))
      ? constant.text
      : `‹${words(node.text)}›`;
  }
  if (ts.isCallExpression(node)) {
    const [argument] = node.arguments;
    const callee = node.expression.getText();
    if (callee === "suggested") return "Did you mean ‹suggestion›? ";
    if (callee === "JSON.stringify" && argument !== undefined)
      return `"${filled(argument, constants)}"`;
    if (ts.isPropertyAccessExpression(node.expression))
      return filled(node.expression.expression, constants);
    return argument === undefined ? `‹${words(callee)}›` : filled(argument, constants);
  }
  if (ts.isPropertyAccessExpression(node)) return `‹${words(node.name.text)}›`;
  if (ts.isBinaryExpression(node)) return filled(node.left, constants);
  const [, name = "…"] = /(\w+)/.exec(node.getText()) ?? [];
  return `‹${words(name)}›`;
}

/**
 * The expression that a function's body returns last.
 * @param {ts.ConciseBody} body
 * @returns {ts.Node}
 */
function returned(body) {
  if (!ts.isBlock(body)) return body;
  const last = body.statements.at(-1);
  if (last !== undefined && ts.isReturnStatement(last) && last.expression !== undefined)
    return last.expression;
  throw new Error(`no value is returned at the end of ${body.getText().slice(0, 80)}`);
}

/** @param {string} name */
function words(name) {
  return name.replace(/([a-z])([A-Z])/g, (_, a, b) => `${a} ${b.toLowerCase()}`);
}
