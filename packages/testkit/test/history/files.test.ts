import { rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { readBytes } from "../../src/history/formats/read-bytes.js";
import { readHistory, readTopicTruth, readTruth } from "../../src/history/read-history.js";
import { INFERENCES, RowFiles, TRUTH } from "./row-files.js";

const files = new RowFiles();

describe("truth alone", () => {
  it("is read by topic, or for one topic", async () => {
    const named = files.put(
      "named.csv",
      "topic,timestamp,value,available_at\n7,100,1,100\n8,100,2,100\n",
    );
    const plain = files.put("plain.csv", `${TRUTH}100,3,100\n`);
    const texts = files.put("texts.csv", `${TRUTH}100,rain,100\n`);
    expect([...(await readTruth(named)).keys()]).toEqual(["7", "8"]);
    expect((await readTopicTruth(named, "8"))?.values[0]).toBe(2);
    expect(await readTopicTruth(named, "9")).toBeNull();
    expect((await readTopicTruth(plain, "9"))?.values[0]).toBe(3);
    expect((await readTruth(texts, { values: "texts" })).get("")?.texts).toEqual(["rain"]);
    expect((await readTruth(plain)).get("")?.texts).toBeNull();
    expect(await files.codesOf(readTruth(texts))).toEqual(["WK311 2"]);
    expect(await files.codesOf(readTruth(named, { maxRows: 1 }))).toEqual(["WK319 3"]);
    const faulty = files.put("faulty.csv", TRUTH + "100,x,100\n".repeat(30));
    expect(await files.codesOf(readTruth(faulty))).toHaveLength(21);
    expect(await files.codesOf(readTruth(faulty, { maxFaults: 2 }))).toHaveLength(3);
  });
});

describe("files", () => {
  it("that end early are named", async () => {
    expect(await files.faultsOf(files.read("", "timestamp,value,available_at\n"))).toEqual([
      ["WK301", "in.csv", undefined, undefined, "The file is empty"],
      ["WK317", "truth.csv", undefined, undefined, "There are columns, but no rows"],
    ]);
    const error: unknown = await files.read("").catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      hint: expect.stringContaining("timestamp,worker,value for inferences") as string,
    });
  });

  it("have faults with their own rows", async () => {
    files.put("several/1.csv", INFERENCES);
    files.put("several/2.csv", "timestamp,worker,value\n200,a,1,5\n200,a,x\n");
    files.put("several/3.csv", INFERENCES);
    const inferences = join(files.folder, "several/*.csv");
    expect(await files.faultsOf(readHistory({ inferences, truth: null }))).toEqual([
      ["WK304", "several/2.csv", 2, undefined, "The row has 4 fields, but the first line has 3"],
      ["WK311", "several/2.csv", 3, "value", '"x" is not a number'],
      [
        "WK314",
        "several/3.csv",
        2,
        "timestamp",
        "a has a second inference at 100; the first is in row 2",
      ],
    ]);
    expect(await files.faultsOf(readHistory({ inferences, truth: null, maxRows: 1 }))).toEqual([
      ["WK319", "several/2.csv", 2, undefined, "The history has more than 1 rows"],
    ]);
  });

  it("that cannot be read give the reason", async () => {
    const circle = join(files.folder, "circle");
    rmSync(circle, { force: true });
    symlinkSync("circle", circle);
    const reason = async (inferences: string): Promise<unknown> =>
      (await files.faultsOf(readHistory({ inferences, truth: null })))[0];
    const long = "x".repeat(300);
    const refused = (name: string, why: string) =>
      ["WK300", name, undefined, undefined, `The file cannot be read: ${why}`] as const;
    expect(await reason(join(files.folder, "none"))).toEqual(
      refused("none", "there is no such file"),
    );
    expect(await reason(join(files.folder, "several"))).toEqual(
      refused("several", "it is a folder"),
    );
    expect(await reason(circle)).toEqual(refused("circle", "its links go round in a circle"));
    expect(
      (await files.faultsOf(readHistory({ inferences: "/dev/null", truth: null })))[0]?.[4],
    ).toBe("The file cannot be read: it is a device or a pipe, not a regular file");
    const [code, , , , message] = (await reason(join(files.folder, long))) as string[];
    expect([code, message]).toEqual(["WK300", expect.stringMatching(/read: ENAMETOOLONG/)]);
  });

  it("that cannot be read are named whoever reads them", async () => {
    const refused = (path: string) => ({ code: "WK300", place: { file: path } });
    for (const path of ["/dev/null", join(files.folder, "none")])
      await expect(readBytes(path).next()).rejects.toMatchObject(refused(path));
    const cause = { code: "ENOENT" };
    await expect(readBytes(join(files.folder, "none")).next()).rejects.toMatchObject({ cause });
  });

  it("are gzip by their first two bytes only", async () => {
    for (const start of ["\x1fx", "x\x8b"])
      expect(
        (await files.faultsOf(files.read(Buffer.from(`${start}\n1\n`, "latin1"))))[0]?.[0],
      ).toBe("WK302");
    const cut = gzipSync(INFERENCES.repeat(20)).subarray(0, 40);
    expect(await files.faultsOf(files.read(cut))).toEqual([
      [
        "WK320",
        "in.csv",
        undefined,
        undefined,
        "The file cannot be decompressed: unexpected end of file",
      ],
    ]);
  });

  it("that are damaged gzip are refused by name and with the cause, whoever reads them", async () => {
    // The third byte is the method of compression: 8 alone is known.
    const path = files.put("method.gz", Uint8Array.of(0x1f, 0x8b, 7, 0, 0, 0, 0, 0, 0, 255));
    await expect(readBytes(path).next()).rejects.toMatchObject({
      code: "WK320",
      place: { file: path },
      cause: { code: "Z_DATA_ERROR" },
    });
  });

  it("of many chunks are read whole, plain and packed", async () => {
    const rows = Array.from({ length: 60_000 }, (_, i) => `${i},a,${i}.5\n`);
    const text = `timestamp,worker,value\n${rows.join("")}`;
    expect(text.length).toBeGreaterThan(3 * (1 << 18));
    for (const content of [text, gzipSync(text)]) {
      const { topics } = await files.read(content);
      const values = topics[0]?.inferences.values ?? new Float64Array(0);
      expect(values.length).toBe(60_000);
      expect(values.every((value, i) => value === i + 0.5)).toBe(true);
    }
  });

  it.each([
    [' {"timestamp":100,"worker":"a","value":1}\n', "jsonl"],
    ["\ufeff\n[1]", "WK327"],
    [`${" ".repeat(1030)}[1]`, "WK302"],
    ["PAR", "WK302"],
    ["PAR1", "WK325"],
    ["xPAR1", "WK302"],
    [`${" ".repeat(1030)}{"timestamp":100,"worker":"a","value":1}`, "WK306"],
    // A brace or bracket further on is part of a field.
    ["timestamp,worker,value\n100,{a},[1]\n", "WK311"],
  ])("are known by how they begin: %j", async (text, outcome) => {
    if (outcome === "jsonl") expect((await files.read(text)).topics[0]?.inferences.length).toBe(1);
    else expect((await files.faultsOf(files.read(text)))[0]?.[0]).toBe(outcome);
  });
});
