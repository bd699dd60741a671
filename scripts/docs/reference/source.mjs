// What the generators of the reference share: parsing sources, doc comments, Markdown.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { ROOT } from "../play.mjs";

/** Stands at the top of every generated page. */
export const GENERATED =
  "<!-- Generated from the code by `npm run docs:reference`: do not edit. -->";

/**
 * Parses a source file (AssemblyScript too: its syntax is TypeScript's).
 * @param {string} path from the repository's root
 */
export function parse(path) {
  const text = readFileSync(join(ROOT, path), "utf8");
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
}

/**
 * @typedef {object} Doc
 * @property {string} text the description, paragraphs apart by empty lines
 * @property {{ name: string, text: string }[]} params
 * @property {boolean} internal
 */

/**
 * The doc comment right before a node.
 * @param {ts.Node} node
 * @returns {Doc}
 */
export function docOf(node) {
  const source = node.getSourceFile().text;
  const ranges = ts.getLeadingCommentRanges(source, node.getFullStart()) ?? [];
  const last = ranges
    .map(({ pos, end }) => source.slice(pos, end))
    .findLast((c) => c.startsWith("/**"));
  const raw = (last ?? "/** */")
    .replace(/^\/\*\*/, "")
    .replace(/\*\/$/, "")
    .split("\n")
    .map((line) => line.replace(/^\s*\*? ?/, "").trimEnd())
    .join("\n");
  const [text = "", ...tags] = raw.split(/(?:^|\s)@(?=param |returns |internal|throws )/);
  const params = tags.flatMap((tag) => {
    const [, name, said = ""] = /^param (\w+)\s+([^]*)/.exec(tag) ?? [];
    return name === undefined ? [] : [{ name, text: oneLine(said) }];
  });
  const returns = tags.find((tag) => tag.startsWith("returns "));
  const said = returns === undefined ? "" : `\n\nReturns ${oneLine(returns.slice(8))}.`;
  const internal = tags.some((tag) => tag.startsWith("internal"));
  return { text: paragraphs(text) + said, params, internal };
}

/** @param {string} text */
function oneLine(text) {
  return text.replace(/\s+/g, " ").trim();
}

/**
 * Joins the lines of each paragraph.
 * @param {string} text
 */
function paragraphs(text) {
  return text
    .split(/\n\s*\n/)
    .map(oneLine)
    .filter((one) => one !== "")
    .join("\n\n");
}

/**
 * Text for a cell of a table.
 * @param {string} text
 */
export function cell(text) {
  return oneLine(text).replaceAll("|", "\\|");
}

/**
 * Keeps what looks like HTML from being taken for it.
 * @param {string} text
 */
export function plain(text) {
  return text
    .split(/(`[^`]*`)/)
    .map((part, index) =>
      index % 2 === 1 ? part : part.replaceAll("<", "&lt;").replaceAll("{{", "&#123;&#123;"),
    )
    .join("");
}
