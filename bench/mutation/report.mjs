// A room's counts and survivors, as bench/mutation/results/ROOM.json.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import { refusedByCompiler } from "./compile.mjs";
import { ROOMS } from "./rooms.mjs";

const RESULTS = "bench/mutation/results";

/** @param sampled Ids of the mutants that were drawn, or null when all were tried. */
export async function report({ root, room, mutants, state, sampled }) {
  const tried = mutants.filter(
    ({ id, key }) => state.has(key) && (sampled === null || sampled.has(id)),
  );
  const reviewed = readReviewed(root, room);
  const files = {};
  const survivors = [];
  const refused = refusedByCompiler(
    root,
    tried.filter(({ key }) => ["survived", "noCoverage"].includes(state.get(key).status)),
  );
  const total = emptyCounts();
  for (const mutant of tried) {
    const { status } = state.get(mutant.key);
    const file = mutant.file.replace(`packages/testkit/src/${room}/`, "");
    files[file] ??= emptyCounts();
    for (const counts of [total, files[file]]) {
      counts[status] += 1;
      if (refused.has(mutant.id)) counts.refused += 1;
    }
    if (status !== "survived" && status !== "noCoverage") continue;
    const line = readFileSync(join(root, mutant.file), "utf8").split("\n")[mutant.line - 1].trim();
    const [from, to] = [clip(mutant.from), clip(mutant.to)];
    const why = refused.has(mutant.id)
      ? "the compiler refuses it"
      : reviewed.find(
          (each) =>
            each.file === file && each.in === line && each.from === from && (each.to ?? to) === to,
        )?.why;
    survivors.push({
      ...{ file, line: mutant.line, in: line, from, to },
      ...(status === "noCoverage" ? { covered: false } : {}),
      ...(why === undefined ? {} : { why }),
    });
  }
  const text = JSON.stringify({
    ...{ room, tests: ROOMS[room], mutants: mutants.length, sample: sampled !== null },
    ...{ ...total, files, survivors },
  });
  mkdirSync(join(root, RESULTS), { recursive: true });
  writeFileSync(
    join(root, RESULTS, `${room}.json`),
    await format(text, { parser: "json", printWidth: 1000 }),
  );
  const dead = total.killed + total.timeout;
  const all = dead + total.survived + total.noCoverage;
  console.log(`${room}: ${((100 * dead) / all).toFixed(1)} % of ${all}`, total);
}

const emptyCounts = () => ({
  ...{ killed: 0, timeout: 0, survived: 0, noCoverage: 0, refused: 0, static: 0 },
});

/** Survivors that somebody looked at, each with why no test can notice it. */
function readReviewed(root, room) {
  const path = join(root, `bench/mutation/reviewed/${room}.json`);
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : [];
}

function clip(text) {
  const line = text.replaceAll(/\s+/g, " ");
  return line.length > 100 ? `${line.slice(0, 100)}…` : line;
}
