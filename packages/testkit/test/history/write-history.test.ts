import fc from "fast-check";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TopicHistory } from "../../src/history/history.js";
import { readHistory } from "../../src/history/read-history.js";
import {
  historyFiles,
  type HistoryFormat,
  type WriteOptions,
} from "../../src/history/write/write-history.js";
import { topic } from "../replay/histories.js";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "write-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** Writes and reads back. */
async function roundTrip(
  topics: readonly TopicHistory[],
  options: WriteOptions,
  values: "numbers" | "texts" = "numbers",
) {
  const paths = [];
  for (const { name, pieces } of await historyFiles(topics, options)) {
    paths.push(join(folder, name));
    await writeFile(join(folder, name), Buffer.concat([...pieces]));
  }
  const [inferences = "", truth = null] = paths;
  return (await readHistory({ inferences, truth, topic: topics[0]?.topic ?? "", values })).topics;
}

const rows = [
  [100, "a", 1.5],
  [100, 'b,"\n', 1e-7],
  [200, "a", 12345678901234.25],
] as const;
const one = topic(rows, [
  [100, 5, 110],
  [200, -0.1, 300],
]);
const other = { ...topic([[50, "é", 7]], [[50, 1, 50]]), topic: "8 x" };
const labels: TopicHistory = {
  ...one,
  inferences: {
    ...one.inferences,
    values: Float64Array.of(NaN, NaN, 3),
    texts: ["rain", '["x",0.5]', "3"],
  },
  truth: { ...one.truth, values: Float64Array.of(NaN, NaN), texts: ["rain", " "] },
};

/** Whether each format has a compressed form: a new format adds a row, or nothing compiles. */
const COMPRESSED: Readonly<Record<HistoryFormat, readonly boolean[]>> = {
  csv: [false, true],
  jsonl: [false, true],
  parquet: [false],
};
const FORMATS = Object.entries(COMPRESSED).flatMap(([format, compressed]) =>
  compressed.map((gzip): WriteOptions => ({ format: format as HistoryFormat, gzip })),
);

describe.each(FORMATS)("written as %j", (options) => {
  it("is read back the same, one topic and several", async () => {
    expect(await roundTrip([one], options)).toEqual([one]);
    expect(await roundTrip([one, other], options)).toEqual([one, other]);
  });

  it("keeps text", async () => {
    expect(await roundTrip([labels], options, "texts")).toEqual([labels]);
  });

  it("keeps an answer that is not a number", async () => {
    const [read] = await roundTrip(
      [
        topic(
          [
            [100, "a", NaN],
            [100, "b", -Infinity],
          ],
          [[100, 1, 100]],
        ),
      ],
      options,
    );
    expect([...(read?.inferences.values ?? [])]).toEqual([NaN, -Infinity]);
  });
});

it("writes Parquet in row groups, across topics", async () => {
  const many = ["1", "2", "3"].map((name) => {
    const cells = Array.from(
      { length: 700 },
      (_, i) => [i, `w${i % 7}`, Number(name) * i + 0.5] as const,
    );
    return { ...topic(cells, [[0, Number(name), 5]]), topic: name };
  });
  const [inferences] = await historyFiles(many, { format: "parquet", gzip: false });
  // Rows 0 to 999, the other 1,100, and the footer.
  expect([...(inferences?.pieces ?? [])]).toHaveLength(3);
  expect(await roundTrip(many, { format: "parquet", gzip: false })).toEqual(many);
});

describe("any history", () => {
  const text = fc
    .string({ unit: "grapheme", minLength: 1 })
    .filter((name) => name.trim() === name && name !== "");
  const value = fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0);
  const cell = fc.tuple(fc.nat(50), text, value);
  const cells = fc.uniqueArray(cell, {
    minLength: 1,
    maxLength: 20,
    selector: ([time, worker]) => `${time} ${worker}`,
  });

  it.each(FORMATS)("survives the way to a file and back (%j)", async (options) => {
    await fc.assert(
      fc.asyncProperty(cells, async (given) => {
        const sorted = given.toSorted(([a], [b]) => a - b);
        const history = topic(sorted);
        expect((await roundTrip([history], options))[0]?.inferences).toEqual(history.inferences);
      }),
      { numRuns: options.format === "parquet" ? 5 : 60 },
    );
  });
});
