import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

interface Result {
  readonly room: string;
  readonly tests: readonly string[];
  readonly killed: number;
  readonly timeout: number;
  readonly survived: number;
  readonly noCoverage: number;
  readonly survivors: readonly unknown[];
}

const RESULTS = new URL("../../bench/mutation/results/", import.meta.url);
const results = readdirSync(RESULTS).map(
  (name) => JSON.parse(readFileSync(new URL(name, RESULTS), "utf8")) as Result,
);

test("the page has the numbers of the recorded results", () => {
  const page = readFileSync(new URL("../../docs/reference/mutation.md", import.meta.url), "utf8");
  const rows = page.split("\n").flatMap((line) => {
    const cells = line.split("|").map((cell) => cell.trim());
    return /^\d/.test(cells[3] ?? "") ? [cells.slice(1, -1)] : [];
  });
  expect(rows).toEqual(
    results.map(({ room, tests, killed, timeout, survived, noCoverage }) => {
      const dead = killed + timeout;
      const all = dead + survived + noCoverage;
      const score = `${((100 * dead) / all).toFixed(1)} %`;
      return [room, tests.join(", "), ...[all, dead, survived, noCoverage].map(String), score];
    }),
  );
});

test("every mutant that was not killed is listed", () => {
  for (const { room, survived, noCoverage, survivors } of results)
    expect([room, survivors.length]).toEqual([room, survived + noCoverage]);
});
