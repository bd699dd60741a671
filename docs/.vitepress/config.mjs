import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitepress";
import { consoleOutput } from "./console.mjs";
import { shortCode } from "./inline-code.mjs";
import { errorSubjects, guides, pagesIn } from "./pages.mjs";
import { miniSearch } from "./search.mjs";

const folder = (text, path, first = []) => ({ text, items: pagesIn(path, first) });

const base = process.env.DOCS_BASE ?? "/";
const { version, repository } = JSON.parse(
  readFileSync(new URL("../../packages/cli/package.json", import.meta.url), "utf8"),
);
const source = repository.url.replace(/^git\+/, "").replace(/\.git$/, "");
/** Where the site is published: cards need whole addresses. Holds for `DOCS` of the CLI too. */
const published = "https://weightkit.github.io/weightkit/";

const SIDEBAR = [
  {
    text: "Start",
    items: [
      { text: "Overview", link: "/" },
      { text: "Playground", link: "/playground" },
      { text: "Tutorial", link: "/tutorial" },
    ],
  },
  ...guides(),
  folder("Explanations", "explanation", ["how-sure", "weights-to-money", "gaming"]),
  {
    text: "Reference",
    items: [
      ...pagesIn("reference", ["sdk", "cli", "weightkit-json"]),
      { text: "Errors", link: "/reference/errors/" },
    ],
  },
  {
    text: "Inside",
    items: [
      { text: "Architecture", link: "/architecture" },
      { text: "Decisions", link: "/decisions/" },
    ],
  },
];

export default defineConfig({
  title: "weightkit",
  description:
    "Write, test and replay weight logic: the rule that decides how much each worker of an Allora topic is trusted, and so who is paid",
  base,
  head: [
    ["link", { rel: "icon", type: "image/svg+xml", href: `${base}favicon.svg` }],
    ["meta", { name: "theme-color", content: "#1f62c4" }],
    ["meta", { property: "og:type", content: "website" }],
    ["meta", { property: "og:site_name", content: "weightkit" }],
    ["meta", { property: "og:image", content: `${published}card.png` }],
    ["meta", { property: "og:image:width", content: "1200" }],
    ["meta", { property: "og:image:height", content: "630" }],
    ["meta", { name: "twitter:card", content: "summary_large_image" }],
  ],
  transformHead: ({ title, description, pageData }) => [
    ["meta", { property: "og:title", content: title }],
    ["meta", { property: "og:description", content: description }],
    [
      "meta",
      {
        property: "og:url",
        content: published + pageData.relativePath.replace(/(^|\/)index\.md$|\.md$/, "$1"),
      },
    ],
  ],
  // What comes before or after an error is not what a reader of one looks for.
  transformPageData: ({ relativePath }) =>
    relativePath.startsWith("reference/errors/")
      ? { frontmatter: { prev: false, next: false, pageClass: "error-pages" } }
      : {},
  lang: "en",
  cleanUrls: true,
  srcExclude: ["node_modules/**"],
  // Pages are indexed for the search one after another, so that the same documents give the same bytes.
  buildConcurrency: 1,
  // The bar's place for the sidebar is there from the start, not once scripts run: nothing moves.
  transformHtml: (html) =>
    /class="VPContent has-sidebar"/.test(html)
      ? html.replace('class="VPNavBar"', 'class="VPNavBar has-sidebar"')
      : html,
  vite: {
    resolve: {
      alias: [
        {
          find: /^.*\/VPHome\.vue$/,
          replacement: fileURLToPath(new URL("theme/Home.vue", import.meta.url)),
        },
      ],
    },
  },
  markdown: {
    codeTransformers: [consoleOutput],
    // By default a line that takes half a second, as on a busy machine, loses its colours: other bytes of the same documents.
    shikiSetup: (highlighter) => {
      const { codeToHtml } = highlighter;
      highlighter.codeToHtml = (code, options) =>
        codeToHtml(code, { ...options, tokenizeTimeLimit: 0 });
    },
    config: shortCode,
    theme: { light: "github-light-high-contrast", dark: "github-dark-high-contrast" },
  },
  themeConfig: {
    nav: [
      { text: "Playground", link: "/playground" },
      { text: "Tutorial", link: "/tutorial" },
      { text: "SDK", link: "/reference/sdk" },
      { text: "Command line", link: "/reference/cli" },
      { text: version, link: source },
    ],
    logo: { src: "/favicon.svg", alt: "" },
    socialLinks: [{ icon: "github", link: source, ariaLabel: "Source on GitHub" }],
    footer: { message: `weightkit ${version} · Apache-2.0 · no account, no telemetry` },
    sidebar: {
      "/reference/errors/": [
        { text: "Errors", link: "/reference/errors/", items: errorSubjects() },
      ],
      "/": SIDEBAR,
    },
    outline: [2, 3],
    search: {
      provider: "local",
      options: {
        // What is read to use weightkit; not why it is made as it is, nor its list of types.
        _render: (source, env, markdown) => {
          const html = markdown.render(source, env);
          // An error's page is one result, not one a heading.
          if (/^reference\/errors\/WK/.test(env.relativePath)) return html.replaceAll("<h2", "<p");
          const unsearched = /^(decisions|api)\/|^reference\/errors\/index/;
          return unsearched.test(env.relativePath) ? "" : html;
        },
        miniSearch,
      },
    },
  },
});
