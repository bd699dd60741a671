import type { PageData, PageOrigin } from "../src/report/html/page-data.js";
import { count, duration } from "../src/report/text/numbers.js";
import { parameterText } from "../src/report/parameter-text.js";
import { utcTime } from "../src/report/text/utc.js";
import { copyButton } from "./copy.js";
import { h } from "./dom.js";
import { section } from "./figure.js";
import { dataTable } from "./table.js";
import type { Topic } from "./topic.js";

/** The inputs of the run, so that anybody can repeat it. */
export function inputsSection(data: PageData, { summary }: Topic): HTMLElement {
  const { logic, engine, seed, topic, inferenceCadence, weightCadence, start, end } = summary;
  return reproduce(
    data,
    [
      ["logic", hashed(logic)],
      ...(logic.parameters === undefined
        ? []
        : [["parameters", logic.parameters.map(parameterText).join(", ")] as const]),
      ["topic", topic],
      [
        "cadences",
        `inferences every ${duration(inferenceCadence)}, weights every ${duration(weightCadence)}`,
      ],
      ["block times", `${utcTime(start)} to ${utcTime(end)} UTC`],
      ["engine", engine],
      ["seed", String(seed)],
    ],
    {
      key: logic.sha256.slice(0, 12),
      title: `Replay of ${logic.name} on topic ${topic}`,
      how: `${data.madeBy}, ${summary.host.title}`,
      notes: [`logic SHA-256 ${logic.sha256}`],
      ends: [`seed ${seed}`],
    },
  );
}

/** A logic's name and its hash. */
export function hashed({
  name,
  sha256,
}: {
  readonly name: string;
  readonly sha256: string;
}): HTMLElement {
  return h("span", {}, name, " ", h("code", { class: "hash" }, sha256));
}

/** An entry for a bibliography: what was run, on what, and how. No date, since a run has none. */
interface Citation {
  readonly key: string;
  readonly title: string;
  readonly how: string;
  /** Before and after the files that were read. */
  readonly notes: readonly string[];
  readonly ends: readonly string[];
}

/** The last section of every page: what the run was made of, the files it read, its command, and how to cite it. */
export function reproduce(
  origin: PageOrigin,
  facts: readonly (readonly [string, string | Node])[],
  cited: Citation,
): HTMLElement {
  const inputs =
    origin.inputs.length === 0
      ? null
      : dataTable(
          "Files that the run read",
          [
            { head: "input", cell: ({ role }) => role },
            { head: "file", cell: ({ path }) => h("code", {}, path) },
            { head: "bytes", number: true, cell: ({ bytes }) => count(bytes) },
            { head: "SHA-256", cell: ({ sha256 }) => h("code", { class: "hash" }, sha256) },
          ],
          origin.inputs,
          { column: 99, descending: false },
        ).element;
  const pairs = [...facts, ["made by", origin.madeBy] as const];
  return section(
    "inputs",
    "How to reproduce this",
    h(
      "dl",
      { class: "facts wide" },
      ...pairs.map(([label, value]) => h("div", {}, h("dt", {}, label), h("dd", {}, value))),
    ),
    inputs,
    origin.command === null ? null : command(origin.command),
    citation(origin, cited),
  );
}

function citation(
  { inputs, command: line }: PageOrigin,
  { key, title, how, notes, ends }: Citation,
): HTMLElement {
  const files = inputs.map(({ role, sha256 }) => `${role} SHA-256 ${sha256}`);
  const note = [...notes, ...files, ...ends, ...(line === null ? [] : [line])].join("; ");
  const fields = [
    ["title", title],
    ["howpublished", how],
    ["note", note],
  ] as const;
  const text = [
    `@misc{weightkit-${key},`,
    ...fields.map(([name, value]) => `  ${name} = {${latexText(value)}},`),
    "}",
  ].join("\n");
  const code = h("code", {}, text);
  return h(
    "div",
    { class: "command citation" },
    h("p", { class: "note" }, "For a bibliography (BibTeX):"),
    h("pre", { tabindex: 0 }, code),
    copyButton("Copy the BibTeX entry", () => text, code),
  );
}

/** Text without what TeX would act on. */
function latexText(text: string): string {
  return text.replace(/[\\{}%$&#_~^]/g, (char) =>
    char === "\\" ? "\\textbackslash{}" : /[~^]/.test(char) ? `\\${char}{}` : `\\${char}`,
  );
}

function command(text: string): HTMLElement {
  const code = h("code", {}, text);
  const copy = copyButton("Copy", () => text, code);
  return h("div", { class: "command" }, h("pre", { tabindex: 0 }, code), copy);
}
