// llms.txt: what there is to read, for machines (https://llmstxt.org).
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../play.mjs";

const SECTIONS = [
  { title: "Learn", folder: "docs", only: ["tutorial.md"] },
  { title: "Guides", folder: "docs/how-to" },
  { title: "Explanations", folder: "docs/explanation" },
  { title: "Reference", folder: "docs/reference" },
  { title: "Examples", folder: "examples" },
];

/**
 * @param {ReadonlyMap<string, string>} generated pages that may not have been written yet
 * @returns {string}
 */
export function llmsText(generated) {
  /** @param {string} path */
  const read = (path) => generated.get(path) ?? readFileSync(join(ROOT, path), "utf8");
  const readme = read("README.md");
  const sections = SECTIONS.flatMap(({ title, folder, only }) => {
    const entries = pagesIn(folder, generated)
      .filter((path) => only === undefined || only.some((name) => path.endsWith(`/${name}`)))
      .map((path) => {
        const { heading, sentence } = summary(read(path));
        return `- [${heading}](${path})${sentence === "" ? "" : `: ${sentence}`}`;
      });
    return [`## ${title}`, entries.join("\n")];
  });
  return ["# weightkit", `> ${summary(readme).sentence}`, ...sections, ""].join("\n\n");
}

/**
 * @param {string} folder
 * @param {ReadonlyMap<string, string>} generated
 */
function pagesIn(folder, generated) {
  const written = readdirSync(join(ROOT, folder), { withFileTypes: true })
    .map((entry) => `${folder}/${entry.name}${entry.isDirectory() ? "/README.md" : ""}`)
    .filter((path) => path.endsWith(".md") && existsSync(join(ROOT, path)));
  const below = new RegExp(`^${folder}/[^/]+(/index\\.md)?$`);
  const coming = [...generated.keys()].filter((path) => below.test(path));
  return [...new Set([...written, ...coming])].sort();
}

/**
 * A page's title and the first sentence of its first paragraph, as plain text.
 * @param {string} markdown
 */
function summary(markdown) {
  const text = markdown.replace(/<!--[^]*?-->/g, "");
  const heading = /^# (.*)$/m.exec(text)?.[1] ?? "";
  const paragraph = /^# .*\n+((?:(?!```)[^#|!<\n].*\n?)+)/m.exec(text)?.[1] ?? "";
  const flat = paragraph
    .replace(/\s+/g, " ")
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replaceAll("**", "")
    .trim();
  return { heading, sentence: /^.*?[.?](?= |$)/.exec(flat)?.[0] ?? flat };
}
