// What the first screen of each page costs: the page, and all that it names for loading at once.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { SITE } from "./built.mjs";

/** Bytes as a host sends them: text compressed. */
export const MAX_FIRST_SCREEN = 200_000;

/** What a host compresses. */
const TEXT = /\.(html|css|js|json|svg)$/;

/**
 * @param {import("./built.mjs").BuiltPage} page
 * @param {string} base
 */
export function firstScreen({ path, html }, base) {
  const loaded = new Set([path]);
  for (const [tag] of html.matchAll(/<(?:link|script|img)\b[^>]*>/g)) {
    const source = /\s(?:href|src)="([^"#]*)/.exec(tag)?.[1];
    if (source?.startsWith(base) !== true || !isFetched(tag)) continue;
    loaded.add(source.slice(base.length));
  }
  return [...loaded].reduce((sum, file) => sum + sentBytes(file), 0);
}

/** @param {string} tag */
function isFetched(tag) {
  if (tag.startsWith("<img") || tag.startsWith("<script")) return true;
  return /\srel="(stylesheet|preload stylesheet|modulepreload|preload|icon)"/.test(tag);
}

/** @type {Map<string, number>} */
const sizes = new Map();

/** @param {string} file */
function sentBytes(file) {
  const known = sizes.get(file);
  if (known !== undefined) return known;
  const bytes = readFileSync(join(SITE, file));
  const size = TEXT.test(file) ? gzipSync(bytes).length : bytes.length;
  sizes.set(file, size);
  return size;
}

/**
 * The most expensive page, and sentences about pages that cost too much.
 * @param {readonly import("./built.mjs").BuiltPage[]} pages
 * @param {string} base
 */
export function budgetFaults(pages, base) {
  const costs = pages.map((page) => ({ path: page.path, bytes: firstScreen(page, base) }));
  const [largest = { path: "", bytes: 0 }] = [...costs].sort((a, b) => b.bytes - a.bytes);
  const home = costs.find(({ path }) => path === "index.html")?.bytes ?? 0;
  console.log(
    `first screen: home ${kilobytes(home)}, most ${kilobytes(largest.bytes)} (${largest.path}), at most ${kilobytes(MAX_FIRST_SCREEN)}`,
  );
  return costs
    .filter(({ bytes }) => bytes > MAX_FIRST_SCREEN)
    .map(({ path, bytes }) => `${path}: its first screen takes ${kilobytes(bytes)}`);
}

/** @param {number} bytes */
function kilobytes(bytes) {
  return `${Math.round(bytes / 1000)} KB`;
}
