import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The guides by what a reader is about to do; those that stand nowhere come last. */
const GUIDES = [
  {
    text: "Bring data and truth",
    names: [
      "own-history",
      "http-truth",
      "oracle-truth",
      "no-truth",
      "probabilities-and-classes",
      "several-reputers",
      "seed-host",
    ],
  },
  {
    text: "Write and test",
    names: [
      "dev",
      "test",
      "check",
      "parameters",
      "one-round",
      "debug-a-trap",
      "limits",
      "get-help",
    ],
  },
  { text: "Judge", names: ["compare", "sweep", "cluster", "what-if", "attack"] },
  { text: "Ship", names: ["ci", "publish", "topic", "serve"] },
  {
    text: "Come from elsewhere",
    names: ["migrate-from-blockless", "porting-assemblyscript", "any-language"],
  },
];

const docs = fileURLToPath(new URL("..", import.meta.url));

/**
 * Sidebar entries for a folder's pages, titled as they title themselves.
 * @param {string} folder
 * @param {readonly string[]} first pages that come before the others, which follow by name
 */
export function pagesIn(folder, first) {
  const place = (name) => (first.includes(name) ? first.indexOf(name) : first.length);
  return readdirSync(`${docs}/${folder}`)
    .filter((file) => file.endsWith(".md"))
    .map((file) => file.slice(0, -3))
    .sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1))
    .map((name) => {
      const text = readFileSync(`${docs}/${folder}/${name}.md`, "utf8");
      const title = /^# (.*)$/m.exec(text)?.[1] ?? name;
      return { text: title.replaceAll("`", ""), link: `/${folder}/${name}` };
    });
}

/** Sidebar groups of the guides. */
export function guides() {
  const placed = GUIDES.flatMap(({ names }) => names);
  const pages = pagesIn("how-to", placed);
  const groups = GUIDES.map(({ text, names }) => ({
    text,
    items: pages.filter(({ link }) => names.includes(link.replace("/how-to/", ""))),
  }));
  const others = pages.filter(({ link }) => !placed.includes(link.replace("/how-to/", "")));
  return others.length === 0 ? groups : [...groups, { text: "Other guides", items: others }];
}

/** Sidebar of the errors' pages: the subjects of their list. Its codes are too many to be on every page. */
export function errorSubjects() {
  const text = readFileSync(`${docs}/reference/errors/index.md`, "utf8");
  return [...text.matchAll(/^## (.*)$/gm)].map(([, title]) => ({
    text: title,
    link: `/reference/errors/#${title.toLowerCase().replaceAll(",", "").replaceAll(" ", "-")}`,
  }));
}
