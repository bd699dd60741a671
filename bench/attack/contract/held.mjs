// Runs each adversary against a rule that is known to be weak to it, which it must beat, and one that is known to resist, to which it must
// lose. The table names them and the worker, counted from 1, that turns adversary in each.

import { readFileSync } from "node:fs";
import { ADVERSARIES } from "@weightkit/testkit/internal/lab/attack/adversaries";
import { attackLogic } from "@weightkit/testkit/internal/lab/attack/attack-logic";
import { LADDER } from "@weightkit/testkit/internal/lab/attack/world";
import { loadLogic } from "@weightkit/testkit/internal/logic/load";
import { withLogicParameters } from "@weightkit/testkit/internal/logic/with-parameters";
import { built } from "../built.mjs";

/**
 * @param {ReturnType<typeof contractTable>} table
 * @param {{ logic: import("@weightkit/testkit/internal/logic/logic").Logic, pool: import("@weightkit/testkit/internal/threads/pool").WorkerPool, worlds: number }} options
 *   Logic is what `logic/weights.ts` was compiled to.
 * @returns One a row of the table: both results, and whether they are as the table has it, beyond chance.
 */
export async function heldRows({ rules, rows }, { logic, pool, worlds }) {
  const meetings = rows.flatMap(({ adversary, beats, worker, losesTo, as }) => [
    { adversary, rule: beats, worker },
    { adversary, rule: losesTo, worker: as },
  ]);
  const keyOf = ({ rule, worker }) => `${rule} ${worker}`;
  const results = new Map();
  for (const key of new Set(meetings.map(keyOf))) {
    const together = meetings.filter((meeting) => keyOf(meeting) === key);
    const [{ rule, worker }] = together;
    const names = together.map(({ adversary }) => adversary);
    const found = await attackLogic(planOf(logic, rules.indexOf(rule)), {
      ...{ pool, design: LADDER, worker: worker - 1 },
      seeds: Array.from({ length: worlds }, (_, i) => i + 1),
      adversaries: ADVERSARIES.filter(({ name }) => names.includes(name)),
    });
    for (const result of found) results.set(`${result.adversary.name} ${key}`, result);
  }
  return rows.map((row) => {
    const weak = results.get(`${row.adversary} ${row.beats} ${row.worker}`);
    const resistant = results.get(`${row.adversary} ${row.losesTo} ${row.as}`);
    return { row, weak, resistant, beats: beats(weak), loses: loses(resistant) };
  });
}

/** Gains beyond chance, or halts the chain. */
const beats = ({ gain, haltedWorlds }) =>
  haltedWorlds > 0 || (gain.interval?.[0] ?? gain.meanGain) > 0;

/** Gets less than honesty would, beyond chance, and halts nothing. */
const loses = ({ gain, haltedWorlds }) =>
  haltedWorlds === 0 && (gain.interval?.[1] ?? gain.meanGain) < 0;

const planOf = (logic, rule) => ({
  logic: withLogicParameters(logic, new Map([["rule", rule]])),
  ...{ seed: 1, env: {}, stdinMode: "blockless", singleRuns: true },
  permissions: ["https://data.example/"],
  route: { url: "https://data.example/{timestamp}", pointer: "/value" },
});

/** The compiled rules. */
export async function contractLogic() {
  const text = (path) => readFileSync(new URL(path, import.meta.url), "utf8");
  const paths = ["logic/weights.ts", "weightkit.json"];
  return loadLogic(built(Object.fromEntries(paths.map((path) => [path, text(path)]))));
}

/** @returns {{ rules: string[], rows: { adversary: string, beats: string, worker: number, losesTo: string, as: number }[] }} */
export function contractTable() {
  return JSON.parse(readFileSync(new URL("table.json", import.meta.url), "utf8"));
}
