// Links that lead nowhere, in the built site and in the Markdown that is read in the repository.
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { ROOT } from "../play.mjs";

/** @typedef {{ from: string, to: string, why: string }} BrokenLink */

/**
 * Broken internal links of a built site. Links to other hosts are not followed: the check works without network.
 * @param {readonly import("./built.mjs").BuiltPage[]} pages
 * @param {readonly string[]} files all paths of the site
 * @param {string} [base] path at which the site is served, with slashes around it
 * @returns {{ checked: number, broken: BrokenLink[] }}
 */
export function checkSiteLinks(pages, files, base = "/") {
  const byPath = new Map(pages.map((page) => [page.path, page]));
  const present = new Set(files);
  let checked = 0;
  /** @type {BrokenLink[]} */
  const broken = [];
  for (const { path: from, links } of pages) {
    for (const to of links) {
      const target = siteTarget(from, to, base);
      if (target === null) continue;
      checked += 1;
      const why = target.outside ? `not below ${base}` : missing(target, byPath, present);
      if (why !== null) broken.push({ from, to, why });
    }
  }
  return { checked, broken };
}

/**
 * @param {string} from
 * @param {string} to
 * @param {string} base
 * @returns {{ path: string, anchor: string, outside: boolean } | null} null for another host's
 */
function siteTarget(from, to, base) {
  const origin = "http://site.invalid";
  const url = new URL(to, `${origin}${base}${from}`);
  if (url.origin !== origin) return null;
  const path = decodeURIComponent(url.pathname);
  const outside = !path.startsWith(base);
  const anchor = decodeURIComponent(url.hash.slice(1));
  return { path: path.slice(base.length), anchor, outside };
}

/**
 * @param {{ path: string, anchor: string }} target
 * @param {ReadonlyMap<string, import("./built.mjs").BuiltPage>} pages
 * @param {ReadonlySet<string>} files
 */
function missing({ path, anchor }, pages, files) {
  // As a static host with clean addresses finds them.
  const candidates = [path, `${path}.html`, posix.join(path, "index.html")];
  const found = candidates.find((one) => files.has(one));
  if (found === undefined) return "no such page";
  if (anchor === "" || !found.endsWith(".html")) return null;
  return pages.get(found)?.anchors.has(anchor) === true ? null : "no such anchor";
}

/**
 * Broken links of a Markdown file to files of the repository and to their headings.
 * @param {string} path from the repository's root
 * @returns {{ checked: number, broken: BrokenLink[] }}
 */
export function checkMarkdownLinks(path) {
  const text = readFileSync(join(ROOT, path), "utf8").replace(/^```[^]*?^```$/gm, "");
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)|\ssrc(?:set)?="([^"]+)"/g)]
    .map(([, link, source]) => link ?? source ?? "")
    .filter((target) => !/^(https?:|mailto:)/.test(target));
  const broken = targets.flatMap((to) => {
    const why = missingInRepository(path, to);
    return why === null ? [] : [{ from: path, to, why }];
  });
  return { checked: targets.length, broken };
}

/**
 * @param {string} from
 * @param {string} to
 */
function missingInRepository(from, to) {
  const [file = "", anchor] = to.split("#");
  const target = file === "" ? join(ROOT, from) : join(ROOT, dirname(from), file);
  if (!existsSync(target)) return "no such file";
  const readme = statSync(target).isDirectory() ? join(target, "README.md") : target;
  if (anchor === undefined || !readme.endsWith(".md")) return null;
  return anchorsOf(readFileSync(readme, "utf8")).has(anchor) ? null : "no such heading";
}

/**
 * Names that a Markdown file's headings can be linked by, as GitHub makes them.
 * @param {string} markdown
 */
function anchorsOf(markdown) {
  const headings = [...markdown.replace(/^```[^]*?^```$/gm, "").matchAll(/^#+ (.*)$/gm)];
  const seen = new Map();
  const slugs = headings.map(([, heading = ""]) => {
    const slug = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-");
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    return count === 0 ? slug : `${slug}-${count}`;
  });
  const ids = [...markdown.matchAll(/<a id="([^"]+)">/g)].map(([, id = ""]) => id);
  return new Set([...ids, ...slugs]);
}
