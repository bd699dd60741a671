// The built site as pages with their links and anchors. VitePress writes attributes in double quotes, so no HTML parser is needed.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../play.mjs";

/** Folder of the built site. */
export const SITE = join(ROOT, "docs/.vitepress/dist");

/**
 * @typedef {object} BuiltPage
 * @property {string} path from the site's root, e.g. `how-to/test.html`
 * @property {string} html
 * @property {string[]} links what `href` and `src` name, in order
 * @property {Set<string>} anchors ids, which a link may end in
 */

/**
 * Paths of all files of the site, from its root.
 * @param {string} [site]
 * @returns {string[]}
 */
export function builtFiles(site = SITE) {
  return readdirSync(site, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(site.length + 1))
    .map((path) => path.replaceAll("\\", "/"))
    .sort();
}

/**
 * @param {string} [site]
 * @returns {BuiltPage[]}
 */
export function builtPages(site = SITE) {
  return builtFiles(site)
    .filter((path) => path.endsWith(".html"))
    .map((path) => pageOf(path, readFileSync(join(site, path), "utf8")));
}

/**
 * @param {string} path
 * @param {string} html
 * @returns {BuiltPage}
 */
export function pageOf(path, html) {
  const body = html.replace(/<script\b[^>]*>[^]*?<\/script>/g, (script) =>
    script.slice(0, script.indexOf(">") + 1),
  );
  const values = (/** @type {RegExp} */ attribute) =>
    [...body.matchAll(attribute)].map(([, value = ""]) => unescaped(value));
  return {
    path,
    html,
    links: values(/\s(?:href|src)="([^"]*)"/g),
    anchors: new Set(values(/\sid="([^"]*)"/g)),
  };
}

/** @param {string} text */
function unescaped(text) {
  return text.replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll("&amp;", "&");
}
