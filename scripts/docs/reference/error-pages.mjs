// docs/reference/errors/: a page for each code and one that lists them by subject, from the table and what `weightkit explain` adds.
import { errorRows, remediesOf } from "./errors.mjs";
import { cell, GENERATED, plain } from "./source.mjs";

const FOLDER = "docs/reference/errors";

/** What codes from each number on are about. */
const RANGES = [
  { from: 100, title: "Command line and project file" },
  { from: 200, title: "Compiling" },
  { from: 300, title: "History" },
  { from: 400, title: "Loading and running weight logic" },
  { from: 450, title: "Fuel and profiles" },
  { from: 500, title: "Chain, output and rewards" },
  { from: 600, title: "Replay" },
  { from: 650, title: "Metrics and reports" },
  { from: 700, title: "Packages and publishing" },
  { from: 900, title: "Faults of weightkit" },
];

/** @typedef {import("./errors.mjs").Row} Row */
/** @typedef {import("../../../packages/cli/src/commands/explain/explanation.js").Explanation} Explanation */

/** Codes by subject, in order. */
export function errorGroups() {
  const rows = errorRows();
  return RANGES.map(({ from, title }, index) => {
    const below = RANGES[index + 1]?.from ?? 1000;
    const members = rows.filter(({ code }) => {
      const number = Number(code.slice(2));
      return number >= from && number < below;
    });
    return { title, rows: members };
  }).filter(({ rows: members }) => members.length > 0);
}

/** @returns {Promise<[path: string, text: string][]>} */
export async function errorPages() {
  const explanations = await loadExplanations();
  return [
    [`${FOLDER}/index.md`, indexPage()],
    ...errorGroups().flatMap((group) =>
      group.rows.map(
        (row) =>
          /** @type {[string, string]} */ ([
            `${FOLDER}/${row.code}.md`,
            codePage(row, group.title, explanations[row.code]),
          ]),
      ),
    ),
  ];
}

function indexPage() {
  const sections = errorGroups().flatMap(({ title, rows }) => [
    `## ${title}`,
    [
      "| code | what it is | what it prints |",
      "| --- | --- | --- |",
      ...rows.map(
        ({ code, title: name, messages }) =>
          `| <a id="${code.toLowerCase()}"></a>[${code}](${code}.md) | ${cell(plain(name))} | ${cell(plain(messages.join(" / ")))} |`,
      ),
    ].join("\n"),
  ]);
  return [
    GENERATED,
    "# Errors",
    "Every error has a code that never changes its meaning. What stands in ‹angle quotes› is filled in with the occasion. Where a place is known (file, line, row, field, byte), it stands before the message. With `--json` all errors are in the document's `errors`. `weightkit explain CODE` prints the same about one code.",
    ...sections,
    "",
  ].join("\n\n");
}

/**
 * @param {Row} row
 * @param {string} subject
 * @param {Explanation | undefined} explanation
 */
function codePage({ code, exit, title, messages, hints }, subject, explanation) {
  return [
    "---\noutline: false\n---",
    GENERATED,
    `# ${code}: ${plain(title)}`,
    messages.map((message) => `> ${plain(message)}`).join("\n>\n"),
    ...(explanation === undefined ? [] : [plain(explanation.why)]),
    "## What to do",
    remedies(hints),
    ...(explanation === undefined ? [] : examples(explanation)),
    "---",
    `Subject: [${subject}](index.md#${anchorOf(subject)}) · [exit code](../exit-codes.md) ${exit} · in a terminal: \`weightkit explain ${code}\``,
    "",
  ].join("\n\n");
}

/** What to do, case by case. @param {readonly string[]} hints */
function remedies(hints) {
  const [only = "", ...others] = remediesOf(hints).map(
    (hint) => `${plain(hint)}${hint.endsWith("?") ? "" : "."}`,
  );
  if (others.length === 0) return only;
  return `It depends on the case:\n\n${[only, ...others].map((hint) => `- ${hint}`).join("\n")}`;
}

/** @param {string} heading */
function anchorOf(heading) {
  return heading.toLowerCase().replaceAll(",", "").replaceAll(" ", "-");
}

/** @param {Explanation} explanation */
function examples({ example, right }) {
  const files = Object.entries(example.files ?? {}).flatMap(([path, text]) => [
    `# ${path}`,
    text.trimEnd() === "" ? "(empty)" : text.trimEnd(),
    "",
  ]);
  return [
    "## Example",
    "The smallest case that raises it:",
    ["```text", ...files, `$ ${example.command}`, "```"].join("\n"),
    "Right:",
    ["```text", right, "```"].join("\n"),
  ];
}

/** @returns {Promise<Record<string, Explanation>>} */
async function loadExplanations() {
  // Only here, so that the command's own bundle does not wait for another.
  const { bundled } = await import("./bundled.mjs");
  const { EXPLANATIONS } = await bundled(
    'export { EXPLANATIONS } from "./commands/explain/explanations.ts";',
  );
  return EXPLANATIONS;
}
