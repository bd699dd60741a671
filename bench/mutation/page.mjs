// Writes the results' tables into docs/reference/mutation.md, between its markers: node bench/mutation/page.mjs

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { format } from "prettier";
import { clopperPearson } from "./interval.mjs";
import { ROOMS } from "./rooms.mjs";

const PAGE = new URL("../../docs/reference/mutation.md", import.meta.url);

/** The page with the tables of these results. */
export async function pageWith(page, results) {
  const tables = new Map([
    ["rooms", roomsTable(results)],
    ["files", results.map(filesTable).join("\n\n")],
    ["survivors", results.map(survivorsTable).join("\n\n")],
  ]);
  const filled = page.replaceAll(
    /(<!-- (\w+) -->).*?(<!-- \/\2 -->)/gs,
    (all, open, name, close) => `${open}\n\n${tables.get(name)}\n\n${close}`,
  );
  return format(filled, { parser: "markdown", printWidth: 140 });
}

/** Recorded results, in the order of the rooms. */
export function recordedResults() {
  return Object.keys(ROOMS).flatMap((room) => {
    const file = new URL(`results/${room}.json`, import.meta.url);
    return existsSync(file) ? [JSON.parse(readFileSync(file, "utf8"))] : [];
  });
}

function roomsTable(results) {
  const head = ["room", "tests of", "mutants", "killed by tests", "refused by the compiler"];
  return table(
    [...head, "not noticed", "of these reviewed", "by tests alone", "score"],
    results.map((result) => {
      const { room, tests, refused, sample, survivors } = result;
      const { all, dead, noticed } = counts(result);
      const reviewed = survivors.filter(({ why }) => why !== undefined).length - refused;
      const score = `${percent(noticed, all)}${sample ? ` (${between(noticed, all)})` : ""}`;
      const tried = sample ? `${all} drawn of ${result.mutants}` : all;
      const cells = [room, tests.join(", "), tried, dead, refused, all - noticed, reviewed];
      return [...cells, percent(dead, all), score];
    }),
  );
}

function filesTable({ room, files }) {
  const rows = Object.entries(files).flatMap(([name, file]) => {
    const { all, dead, noticed } = counts(file);
    return all === 0 ? [] : [[`${room}/${name}`, all, dead, all - noticed, percent(noticed, all)]];
  });
  return table(["file", "mutants", "killed by tests", "not noticed", "score"], rows);
}

function survivorsTable({ room, survivors }) {
  const byReason = new Map();
  for (const { file, line, from, to, why } of survivors) {
    if (why === undefined || why === REFUSED) continue;
    const places = byReason.get(why) ?? [];
    byReason.set(why, [...places, `${file}:${line} ${code(from)} → ${code(to)}`]);
  }
  if (byReason.size === 0) return "";
  const rows = [...byReason].map(([why, places]) => [why, places.join("<br>")]);
  return `### ${room}\n\n${table(["why no test can notice", "mutants"], rows)}`;
}

const REFUSED = "the compiler refuses it";

function counts({ killed, timeout, survived, noCoverage, refused }) {
  const dead = killed + timeout;
  return { dead, noticed: dead + refused, all: dead + survived + noCoverage };
}

/** Of a sample: the 95 % interval. */
function between(dead, all) {
  const [low, high] = clopperPearson(dead, all);
  return `95 %: ${(100 * low).toFixed(1)} to ${(100 * high).toFixed(1)} %`;
}

const percent = (part, all) => `${((100 * part) / all).toFixed(1)} %`;

function code(text) {
  const short = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  return `\`\` ${short.replaceAll("|", "\\|").replaceAll("`", "'")} \`\``;
}

function table(head, rows) {
  const lines = [head, head.map(() => "---"), ...rows];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(PAGE, await pageWith(readFileSync(PAGE, "utf8"), recordedResults()));
}
