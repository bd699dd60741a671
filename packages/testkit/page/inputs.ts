import type { PageData } from "../src/report/html/page-data.js";
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
  const pair = (label: string, value: string | Node) =>
    h("div", {}, h("dt", {}, label), h("dd", {}, value));
  const inputs =
    data.inputs.length === 0
      ? null
      : dataTable(
          "Files that the run read",
          [
            { head: "input", cell: ({ role }) => role },
            { head: "file", cell: ({ path }) => h("code", {}, path) },
            { head: "bytes", number: true, cell: ({ bytes }) => count(bytes) },
            { head: "SHA-256", cell: ({ sha256 }) => h("code", { class: "hash" }, sha256) },
          ],
          data.inputs,
          { column: 99, descending: false },
        ).element;
  return section(
    "inputs",
    "How to reproduce this",
    h(
      "dl",
      { class: "facts wide" },
      pair("logic", h("span", {}, logic.name, " ", h("code", { class: "hash" }, logic.sha256))),
      ...(logic.parameters === undefined
        ? []
        : [pair("parameters", logic.parameters.map(parameterText).join(", "))]),
      pair("topic", topic),
      pair(
        "cadences",
        `inferences every ${duration(inferenceCadence)}, weights every ${duration(weightCadence)}`,
      ),
      pair("block times", `${utcTime(start)} to ${utcTime(end)} UTC`),
      pair("engine", engine),
      pair("seed", String(seed)),
      pair("made by", data.madeBy),
    ),
    inputs,
    data.command === null ? null : command(data.command),
    citation(data, summary),
  );
}

/** An entry for a bibliography: what was run, on what, and how. No date, since a replay has none. */
function citation(
  { madeBy, inputs, command: line }: PageData,
  summary: Topic["summary"],
): HTMLElement {
  const { logic, topic, seed, host } = summary;
  const fields = [
    ["title", `Replay of ${logic.name} on topic ${topic}`],
    ["howpublished", `${madeBy}, ${host.title}`],
    [
      "note",
      [
        `logic SHA-256 ${logic.sha256}`,
        ...inputs.map(({ role, sha256 }) => `${role} SHA-256 ${sha256}`),
        `seed ${seed}`,
        ...(line === null ? [] : [line]),
      ].join("; "),
    ],
  ] as const;
  const text = [
    `@misc{weightkit-${logic.sha256.slice(0, 12)},`,
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
