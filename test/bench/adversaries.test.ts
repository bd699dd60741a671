import { ADVERSARIES } from "@weightkit/testkit/internal/lab/attack/adversaries";
import { WorkerPool } from "@weightkit/testkit/internal/threads/pool";
import { afterAll, describe, expect, test } from "vitest";
import { contractLogic, contractTable, heldRows } from "../../bench/attack/contract/held.mjs";

const pool = new WorkerPool();
afterAll(async () => pool.close());

/** Few, so that it is quick; `npm run bench -- adversaries` takes 30. */
const WORLDS = 4;

describe("each adversary", () => {
  const table = contractTable();

  test("is in the table", () => {
    const named = table.rows.map(({ adversary }) => adversary);
    const all = ADVERSARIES.map(({ name }) => name).filter((name) => name !== "honest");
    expect(named).toEqual(all);
    const used = new Set(table.rows.flatMap(({ beats, losesTo }) => [beats, losesTo]));
    expect([...used].sort()).toEqual([...table.rules].sort());
  });

  test("beats a rule that is weak to it and loses to one that resists", async () => {
    const rows = await heldRows(table, { logic: await contractLogic(), pool, worlds: WORLDS });
    expect(rows).toHaveLength(table.rows.length);
    for (const { row, beats, loses } of rows)
      expect([row.adversary, row.beats, beats, row.losesTo, loses]).toEqual([
        ...[row.adversary, row.beats, true],
        ...[row.losesTo, true],
      ]);
  });
});
