import fc from "fast-check";
import { expect, it } from "vitest";
import { ACTS, csvCells, hostileCell } from "../../../../test/support/hostile-text.js";
import { inferencesCsv, truthCsv, workersCsv } from "../../src/history/write/write-csv.js";
import { inferencesJsonl, truthJsonl } from "../../src/history/write/write-jsonl.js";
import { collapsedStacks } from "../../src/profile/collapsed.js";
import { Labels } from "../../src/profile/labels.js";
import type { Profile } from "../../src/profile/profile.js";
import { speedscope } from "../../src/profile/speedscope.js";
import { coverageText } from "../../src/report/coverage/coverage-text.js";
import { lcovText } from "../../src/report/coverage/lcov.js";
import { jsonText } from "../../src/errors/escaped-json.js";
import { formatRoundFixture, parseRoundFixture } from "../../src/round/fixture/fixture-file.js";
import { formatRecording, parseRecording } from "../../src/runtime/http/recording-file.js";
import { topic } from "../replay/histories.js";
import { roundFixture } from "./round-fixture.js";

const RUNS = { numRuns: 100 };
/** What UTF-8 can hold: a file cannot have a lone surrogate. */
const storable = hostileCell.map((text) => Buffer.from(text).toString());

function quiet(text: string): void {
  expect(ACTS.exec(text)?.[0] ?? "", text).toBe("");
}

it("a round's fixture acts on no terminal, and holds the same round", () => {
  fc.assert(
    fc.property(storable, (text) => {
      const fixture = roundFixture(text);
      const file = formatRoundFixture(fixture);
      quiet(file);
      const again = parseRoundFixture(file, "f");
      expect(formatRoundFixture(again)).toBe(file);
      expect(Buffer.from(again.expected.stdout).toString()).toBe(text);
      expect(again.request.env).toEqual({ [`k${text}`]: text });
    }),
    RUNS,
  );
});

it("a recording acts on no terminal, and holds the same exchanges", () => {
  fc.assert(
    fc.property(storable, (text) => {
      const request = {
        method: "GET" as const,
        url: `https://a.example/${text}`,
        headers: {},
        body: text,
      };
      const response = {
        status: 200,
        headers: { [`h${text}`.toLowerCase()]: text },
        body: Buffer.from(text),
      };
      const file = formatRecording([{ availableAt: 1, request, response }]);
      quiet(file);
      expect(formatRecording(parseRecording(file, "f"))).toBe(file);
    }),
    RUNS,
  );
});

it("profiles and coverage act on no terminal and keep their lines", () => {
  fc.assert(
    fc.property(hostileCell, (text) => {
      const world = { parent: null, functionIndex: null, fuel: 0, calls: 1 };
      const call = { parent: 0, functionIndex: 0, fuel: 3, calls: 1 };
      const profile = {
        fuel: 3,
        calls: [world, call],
        operators: [],
        folded: false,
      } as unknown as Profile;
      const labels = { function: () => ({ name: text, place: null }) } as unknown as Labels;
      quiet(jsonText(speedscope(profile, labels, text)));
      const stacks = collapsedStacks(profile, labels);
      quiet(stacks);
      expect(stacks).toMatch(/^[^\n;]* 3\n$/);
      const functions = [{ name: text, line: 1, hits: 1 }];
      const file = { lines: new Map([[1, 1]]), functions, branches: [] };
      const coverage = new Map([[text, file]]);
      quiet(lcovText(coverage));
      expect(lcovText(coverage).split("\n")).toHaveLength(13);
      quiet(coverageText(coverage));
    }),
    RUNS,
  );
});

it("a history as JSON Lines acts on no terminal; as CSV it runs in no spreadsheet", () => {
  fc.assert(
    fc.property(storable, (text) => {
      const named = topic([
        [100, `${text}a`, 1],
        [100, `${text}b`, 2],
      ]);
      const topics = [
        { ...named, topic: `${text}1` },
        { ...named, topic: `${text}2` },
      ];
      for (const lines of [inferencesJsonl(topics), truthJsonl(topics)]) quiet([...lines].join(""));
      // Data is kept to the byte there, so that the same history can be read back.
      const workers = workersCsv([{ address: text, name: text }]);
      for (const csv of [
        [...inferencesCsv(topics)].join(""),
        [...truthCsv(topics)].join(""),
        workers,
      ])
        for (const cell of csvCells(csv)) expect(cell).not.toMatch(/^[=+@]/);
    }),
    RUNS,
  );
});
