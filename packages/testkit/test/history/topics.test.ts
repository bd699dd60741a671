import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readHistory, topicOf, type HistorySource } from "../../src/history/read-history.js";
import { INFERENCES, RowFiles, TRUTH } from "./row-files.js";

const files = new RowFiles();

describe("topics", () => {
  it("stand in a folder's name, unless the file has the column", async () => {
    files.put("parts/topic=7/a.csv", INFERENCES);
    files.put("parts/topic=8/a.csv", INFERENCES);
    const truth = files.put("parts-truth.csv", "topic,timestamp,value,available_at\n8,100,1,100\n");
    const { topics, warnings } = await readHistory({
      inferences: join(files.folder, "parts/*/*.csv"),
      truth,
    });
    expect(topics.map(({ topic, truth: { length } }) => [topic, length])).toEqual([
      ["7", 0],
      ["8", 1],
    ]);
    expect(warnings.map(({ code, message }) => [code, message])).toEqual([
      ["WK333", "Topic 7 has inferences but no truth: none of it can be scored"],
      ["WK330", expect.stringContaining("a is not a valid allo address") as string],
    ]);
    const column = files.put("column/topic=7/a.csv", "topic,timestamp,worker,value\n9,100,a,1\n");
    const own = await readHistory({ inferences: column, truth: null });
    expect(own.topics.map(({ topic }) => topic)).toEqual(["9"]);
    expect(topicOf(own, "9").inferences.length).toBe(1);
  });

  it("are in all files or in none, and the one that has them is named", async () => {
    const withTopic = files.put("sides/b.csv", "topic,timestamp,worker,value\n1,100,a,1\n");
    const without = files.put("sides/a.csv", INFERENCES);
    const truth = files.put("sides-truth.csv", `${TRUTH}100,1,100\n`);
    const topicTruth = files.put(
      "sides-topic.csv",
      "topic,timestamp,value,available_at\n1,100,1,100\n",
    );
    const words = (file: string) => `There is no topic column, but ${file} has one`;
    const refusal = async (source: HistorySource): Promise<unknown> =>
      (await files.faultsOf(readHistory(source)))[0];
    expect(await refusal({ inferences: without, truth: topicTruth })).toEqual([
      "WK322",
      "sides/a.csv",
      undefined,
      undefined,
      words(topicTruth),
    ]);
    expect(await refusal({ inferences: withTopic, truth })).toEqual([
      "WK322",
      "sides-truth.csv",
      undefined,
      undefined,
      words(withTopic),
    ]);
    const both = join(files.folder, "sides/?.csv");
    expect(await refusal({ inferences: both, truth: null })).toEqual([
      "WK322",
      "sides/a.csv",
      undefined,
      undefined,
      words(withTopic),
    ]);
    files.put("sides/c.csv", INFERENCES);
    expect(
      await refusal({
        inferences: join(files.folder, "sides/[bc].csv".replace("[bc]", "?")),
        truth: null,
      }),
    ).toEqual(["WK322", "sides/a.csv", undefined, undefined, words(withTopic)]);
    rmSync(without);
    expect(await refusal({ inferences: both, truth: null })).toEqual([
      "WK322",
      "sides/c.csv",
      undefined,
      undefined,
      words(withTopic),
    ]);
  });

  it("have a warning where there is truth alone", async () => {
    const inferences = "topic,timestamp,worker,value\n1,100,a,1\n";
    const truth = "topic,timestamp,value,available_at\n1,100,1,100\n2,100,1,100\n3,100,1,100\n";
    const { topics, warnings } = await files.read(inferences, truth);
    expect(topics.map(({ topic }) => topic)).toEqual(["1"]);
    expect(warnings.map(({ message }) => message).slice(0, 2)).toEqual([
      "Topic 2 has truth but no inferences; it is left out",
      "Topic 3 has truth but no inferences; it is left out",
    ]);
  });

  it("that are asked for and not there are answered with the first ten", async () => {
    const rows = (count: number): string =>
      Array.from({ length: count }, (_, i) => `t${i},100,a,1\n`).join("");
    const head = "topic,timestamp,worker,value\n";
    const names = "t0, t1, t2, t3, t4, t5, t6, t7, t8, t9";
    const ten = await files.read(head + rows(10));
    expect(() => topicOf(ten, "x")).toThrow(`The history has no topic x; it has: ${names}`);
    expect(() => topicOf(ten, "x")).not.toThrow("…");
    const eleven = await files.read(head + rows(11));
    expect(() => topicOf(eleven, "x")).toThrow(`it has: ${names}, …`);
  });

  it("have no truth as empty columns", async () => {
    const { topics } = await files.read(INFERENCES, null, { topic: "5" });
    expect(topics).toEqual([
      {
        topic: "5",
        inferences: {
          length: 1,
          timestamps: Float64Array.of(100),
          workerIds: Uint32Array.of(0),
          values: Float64Array.of(1),
          texts: null,
          workers: ["a"],
        },
        truth: {
          length: 0,
          timestamps: new Float64Array(0),
          values: new Float64Array(0),
          texts: null,
          availableAt: new Float64Array(0),
        },
      },
    ]);
  });

  it("a worker's address is checked by its form, once for all that are wrong", async () => {
    const good = "allo130k33st8757qkr4gs3xredmgvj99ntcza2fmlj";
    const rows = [good, "a", "b", "c"].map((worker) => `100,${worker},1\n`).join("");
    const { warnings } = await files.read(`timestamp,worker,value\n${rows}`, `${TRUTH}100,1,100\n`);
    expect(warnings.map(({ code, message }) => [code, message])).toEqual([
      ["WK330", "a and 2 more are not valid allo addresses: their checksum or alphabet is wrong"],
    ]);
    const { warnings: none } = await files.read(
      `timestamp,worker,value\n100,${good},1\n`,
      `${TRUTH}100,1,100\n`,
    );
    expect(none).toEqual([]);
  });
});
