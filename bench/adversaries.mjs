// Whether adversaries do what they are for, and what all of them cost.
//
//   node bench/adversaries.mjs              both parts
//   node bench/adversaries.mjs --contract   the first
//   node bench/adversaries.mjs --time       the second
//
// Contract: each adversary beats a rule known to be weak to it and loses to one known to resist (bench/attack/contract/table.json), in 30
// worlds, beyond chance. Bar: all.
// Time: all adversaries on 7 templates in 30 worlds of 8 workers and 200 sets, without second runs, on 2 threads. Bar: 120 s for the replays of 18
// adversaries, in proportion for more. Seconds are half of
// the processor time that all threads took, so that they are those of two idle cores on a busy machine too; the clock's are printed as well.
// Exits with 1 when a bar is missed.

import { ADVERSARIES } from "@weightkit/testkit/internal/lab/attack/adversaries";
import { attackLogic } from "@weightkit/testkit/internal/lab/attack/attack-logic";
import { gradeOf } from "@weightkit/testkit/internal/lab/attack/grade";
import { LADDER } from "@weightkit/testkit/internal/lab/attack/world";
import { WorkerPool } from "@weightkit/testkit/internal/threads/pool";
import { contractLogic, contractTable, heldRows } from "./attack/contract/held.mjs";
import { ROUTES, templatePlan } from "./attack/templates.mjs";

const WORLDS = 30;
const CORES = 2;
/** For this many adversaries' replays. */
const MAX_SECONDS = 120;
const ADVERSARIES_OF_BAR = 18;
const words = process.argv.slice(2);
const missed = [];
const pool = new WorkerPool(CORES);

const points = (share) => (100 * share).toFixed(1).padStart(6);

async function contract() {
  const rows = await heldRows(contractTable(), {
    ...{ logic: await contractLogic(), pool, worlds: WORLDS },
  });
  for (const { row, weak, resistant, beats, loses } of rows) {
    if (!beats || !loses) missed.push(row.adversary);
    const halts = weak.haltedWorlds > 0 ? `, halts ${weak.haltedWorlds} of ${WORLDS}` : "";
    console.log(
      `${row.adversary.padEnd(16)} ${row.beats.padEnd(13)} worker ${row.worker} ${points(weak.gain.meanGain)}${halts}; ${row.losesTo.padEnd(13)} worker ${row.as} ${points(resistant.gain.meanGain)}`,
    );
  }
}

async function time() {
  const plans = [];
  for (const template of Object.keys(ROUTES)) plans.push([template, await templatePlan(template)]);
  const [begun, clock] = [process.cpuUsage(), performance.now()];
  let replays = 0;
  for (const [template, plan] of plans) {
    const results = await attackLogic(plan, {
      ...{ pool, design: LADDER, worker: 3, adversaries: ADVERSARIES },
      seeds: Array.from({ length: WORLDS }, (_, i) => i + 1),
      onReplay: () => {
        replays += 1;
      },
    });
    const { letter, multiple } = gradeOf(results);
    const most = results
      .filter(({ verdict }) => verdict === "gains")
      .sort((a, b) => b.gain.meanGain - a.gain.meanGain)
      .slice(0, 3)
      .map(({ adversary, gain }) => `${adversary.name} ${points(gain.meanGain).trim()}`);
    const halting = results.filter(({ verdict }) => verdict === "halts");
    console.log(
      `${template.padEnd(23)} grade ${letter}, ${multiple?.toFixed(2) ?? "no"} times; ${most.join(", ") || "nobody gains"}${halting.map(({ adversary }) => `; ${adversary.name} halts`).join("")}`,
    );
  }
  const { user, system } = process.cpuUsage(begun);
  const seconds = (user + system) / 1e6 / CORES;
  const onClock = (performance.now() - clock) / 1000;
  const ofBar = ADVERSARIES_OF_BAR * plans.length * WORLDS;
  const inProportion = (seconds * ofBar) / replays;
  if (inProportion > MAX_SECONDS) missed.push("time");
  console.log(
    `${replays} replays, ${ADVERSARIES.length} adversaries on ${plans.length} templates in ${WORLDS} worlds: ${seconds.toFixed(0)} s of two cores, ${onClock.toFixed(0)} s by the clock; ${inProportion.toFixed(0)} s for the ${ofBar} of ${ADVERSARIES_OF_BAR} adversaries, bar ${MAX_SECONDS} s`,
  );
}

try {
  if (!words.includes("--time")) await contract();
  if (!words.includes("--contract")) await time();
} finally {
  await pool.close();
}
if (missed.length > 0) console.error(`Missed: ${missed.join(", ")}`);
process.exitCode = missed.length > 0 ? 1 : 0;
