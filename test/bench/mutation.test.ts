import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { pageWith, recordedResults } from "../../bench/mutation/page.mjs";

interface Counts {
  readonly killed: number;
  readonly timeout: number;
  readonly survived: number;
  readonly noCoverage: number;
  readonly refused: number;
}

interface Result extends Counts {
  readonly room: string;
  readonly files: Readonly<Record<string, Counts>>;
  readonly survivors: readonly { readonly file: string; readonly why?: string }[];
}

const results = recordedResults() as Result[];

test("the page has the numbers of the recorded results", async () => {
  const page = readFileSync(new URL("../../docs/reference/mutation.md", import.meta.url), "utf8");
  expect(page).toBe(await pageWith(page, results));
});

test("every mutant that was not killed is listed, in all files together", () => {
  for (const { room, files, survivors, ...total } of results) {
    expect([room, survivors.length]).toEqual([room, total.survived + total.noCoverage]);
    for (const status of ["killed", "timeout", "survived", "noCoverage", "refused"] as const) {
      const sum = Object.values(files).reduce((all, file) => all + file[status], 0);
      expect([room, status, sum]).toEqual([room, status, total[status]]);
    }
  }
});

/** Rooms whose survivors were all looked at. */
const FINISHED = ["chain", "metrics", "replay", "round", "history"];

test.each(FINISHED)("of %s tests alone kill 85 %, and every survivor has a reason", (name) => {
  const result = results.find(({ room }) => room === name);
  if (result === undefined) throw new Error(`${name} was not measured`);
  const { killed, timeout, survived, noCoverage, survivors } = result;
  const dead = killed + timeout;
  expect(dead / (dead + survived + noCoverage)).toBeGreaterThanOrEqual(0.85);
  expect(survivors.filter(({ why }) => why === undefined)).toEqual([]);
});
