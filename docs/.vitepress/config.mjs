import { defineConfig } from "vitepress";
import { errorSubjects, pagesIn } from "./pages.mjs";
import { miniSearch } from "./search.mjs";

const folder = (text, path, first = []) => ({ text, items: pagesIn(path, first) });

const SIDEBAR = [
  {
    text: "Start",
    items: [
      { text: "Overview", link: "/" },
      { text: "Tutorial", link: "/tutorial" },
    ],
  },
  folder("Guides", "how-to", [
    "own-history",
    "http-truth",
    "oracle-truth",
    "no-truth",
    "probabilities-and-classes",
    "dev",
    "one-round",
    "test",
  ]),
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
  description: "Write, test and ship weight logic for topics on the Allora network",
  base: process.env.DOCS_BASE ?? "/",
  lang: "en",
  cleanUrls: true,
  srcExclude: ["node_modules/**"],
  // Pages are indexed for the search one after another, so that the same documents give the same bytes.
  buildConcurrency: 1,
  themeConfig: {
    nav: [
      { text: "Tutorial", link: "/tutorial" },
      { text: "SDK", link: "/reference/sdk" },
      { text: "Command line", link: "/reference/cli" },
    ],
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
