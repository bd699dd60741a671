import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

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

/** Sidebar of the errors' pages: the subjects of their list. Its codes are too many to be on every page. */
export function errorSubjects() {
  const text = readFileSync(`${docs}/reference/errors/index.md`, "utf8");
  return [...text.matchAll(/^## (.*)$/gm)].map(([, title]) => ({
    text: title,
    link: `/reference/errors/#${title.toLowerCase().replaceAll(",", "").replaceAll(" ", "-")}`,
  }));
}
