import { defineConfig } from "vitepress";
import { pagesIn } from "./pages.mjs";

const folder = (text, path, first = []) => ({ text, items: pagesIn(path, first) });

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
    sidebar: [
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
      folder("Reference", "reference", ["sdk", "cli", "weightkit-json", "errors"]),
      {
        text: "Inside",
        items: [
          { text: "Architecture", link: "/architecture" },
          { text: "Decisions", link: "/decisions/" },
        ],
      },
    ],
    outline: [2, 3],
    search: { provider: "local" },
  },
});
