// Searches the built index as the site's search box does, without a browser.
import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { miniSearch } from "../../../docs/.vitepress/search.mjs";
import { ROOT } from "../play.mjs";
import { SITE } from "./built.mjs";

/** As in VitePress 1.6, theme-default/components/VPLocalSearchBox.vue. */
const OPTIONS = {
  fields: ["title", "titles", "text"],
  storeFields: ["title", "titles"],
  searchOptions: miniSearch.searchOptions,
  ...miniSearch.options,
};

/** What readers look for, and a page that must be among the first results. */
const EXPECTED = [
  { query: "weight cadence", page: "/explanation/rounds" },
  { query: "gas", page: "/how-to/limits" },
  { query: "fuel", page: "/how-to/limits" },
  { query: "NaN", page: "/how-to/debug-a-trap" },
  { query: "exponentiated gradient", page: "/reference/sdk" },
  { query: "median", page: "/reference/sdk" },
  { query: "how do I choose alpha", page: "/how-to/sweep" },
  { query: "WK311", page: "/reference/errors/WK311" },
  { query: "wk503", page: "/reference/errors/WK503" },
  { query: "503", page: "/reference/errors/WK503" },
];

/** How many results a reader sees at once. */
const SEEN = 6;

/**
 * @param {string} [site]
 * @returns {Promise<(query: string) => string[]>} addresses of results, best first
 */
export async function openSearch(site = SITE) {
  const chunks = join(site, "assets/chunks");
  const name = readdirSync(chunks).find((file) => file.startsWith("@localSearchIndexroot"));
  if (name === undefined) throw new Error("the site has no search index");
  const { default: index } = await import(pathToFileURL(join(chunks, name)).href);
  const require = createRequire(join(ROOT, "docs/package.json"));
  const { default: MiniSearch } = await import(
    pathToFileURL(join(require.resolve("minisearch"), "../../es/index.js")).href
  );
  const search = MiniSearch.loadJSON(index, OPTIONS);
  return (query) => search.search(query).map((/** @type {{ id: string }} */ { id }) => id);
}

/** Sentences about what the search should find but does not. */
export async function searchFaults() {
  const search = await openSearch();
  return EXPECTED.flatMap(({ query, page }) => {
    const seen = search(query).slice(0, SEEN);
    if (seen.some((address) => address.split("#")[0] === page)) return [];
    return [`search: "${query}" does not lead to ${page}, but to ${seen.join(", ")}`];
  });
}
