import { parquetWriteBuffer } from "hyparquet-writer";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Attachments } from "../../src/chain/attachments.js";
import { WeightkitError } from "../../src/errors/weightkit-error.js";
import type { TopicHistory } from "../../src/history/history.js";
import { withOracle } from "../../src/history/oracle.js";
import { readHistory } from "../../src/history/read-history.js";
import { historyFiles } from "../../src/history/write/write-history.js";
import { topic } from "../replay/histories.js";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "attachments-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function read(name: string, content: string | Uint8Array, onDuplicate?: "last") {
  const inferences = join(folder, name);
  await writeFile(inferences, content);
  const source = { inferences, truth: null, topic: "7" };
  const { topics } = await readHistory(
    onDuplicate === undefined ? source : { ...source, onDuplicate },
  );
  return topics;
}

const attachmentsIn = async (name: string, content: string | Uint8Array, onDuplicate?: "last") =>
  (await read(name, content, onDuplicate))[0]?.inferences.attachments;

/** A history with attachments (base64 that begins like a formula, too) and two messages in one block. */
const attached: TopicHistory = (() => {
  const plain = topic([
    [100, "a", 1],
    [100, "b", 2],
    [200, "a", 3],
  ]);
  const attachments: Attachments = {
    extra_data: ["+/8=", "", "AQID"],
    proof: ["", 'p "1", x', ""],
  };
  return {
    ...plain,
    inferences: { ...plain.inferences, attachments, messages: Uint32Array.of(0, 1, 0) },
  };
})();
const bare: TopicHistory = { ...topic([[100, "c", 4]]), topic: "8" };

describe.each(["csv", "jsonl", "parquet"] as const)("in %s", (format) => {
  const written = async (topics: readonly TopicHistory[]) => {
    const [file] = await historyFiles(topics, { format, gzip: false });
    return Buffer.concat([...(file?.pieces ?? [])]);
  };

  it("attachments and message numbers are read back as they were", async () => {
    expect(await read(`one.${format}`, await written([attached]))).toEqual([attached]);
  });

  it("a topic without any is read back without, next to one with some", async () => {
    const [one, other] = await read(`two.${format}`, await written([attached, bare]));
    expect(one?.inferences.attachments).toEqual(attached.inferences.attachments);
    expect(other?.inferences.attachments).toBeUndefined();
  });

  it("rows out of order keep theirs", async () => {
    const { inferences } = attached;
    const late: TopicHistory = {
      ...attached,
      inferences: { ...inferences, timestamps: Float64Array.of(300, 100, 200) },
    };
    const [back] = await read(`late.${format}`, await written([late]));
    expect(back?.inferences.attachments).toEqual({
      extra_data: ["", "AQID", "+/8="],
      proof: ['p "1", x', "", ""],
    });
  });
});

describe("where not every row has one", () => {
  it("JSON Lines need not have the key in the first object", async () => {
    const lines =
      '{"timestamp":100,"worker":"a","value":1}\n' +
      '{"timestamp":100,"worker":"b","value":2,"proof":"p","extra_data":null}\n';
    expect(await attachmentsIn("some.jsonl", lines)).toEqual({ proof: ["", "p"] });
  });

  it("the names of a header that lacks a column are the file's own", async () => {
    const error: unknown = await read("lacks.jsonl", '{"timestamp":100,"worker":"a"}\n').catch(
      (caught: unknown) => caught,
    );
    expect(error).toMatchObject({ code: "WK302" });
    expect(String(error)).not.toMatch(/extra_data|proof|message/);
  });

  it("a row that a later one overwrites takes its attachments with it", async () => {
    const rows = "timestamp,worker,value,proof\n100,a,1,first\n100,b,2,other\n100,a,3,last\n";
    expect(await attachmentsIn("twice.csv", rows, "last")).toEqual({ proof: ["other", "last"] });
  });
});

it("bytes of Parquet become base64, a text stays as it is", async () => {
  const buffer = parquetWriteBuffer({
    columnData: [
      { name: "timestamp", data: [100n, 100n], type: "INT64" },
      { name: "worker", data: ["a", "b"], type: "STRING" },
      { name: "value", data: [1, 2], type: "DOUBLE" },
      {
        name: "extra_data",
        data: [Uint8Array.of(0xff, 0x00, 0x80), null],
        type: "BYTE_ARRAY",
        nullable: true,
      },
      { name: "proof", data: [null, "/wCA"], type: "STRING", nullable: true },
    ],
  });
  expect(await attachmentsIn("bytes.parquet", new Uint8Array(buffer))).toEqual({
    extra_data: ["/wCA", ""],
    proof: ["", "/wCA"],
  });
});

it("an oracle in the history leaves attachments and messages, and answers in a block's last message", () => {
  const truths = topic([], [[40, 5, 60]]).truth;
  const { inferences } = withOracle(
    { ...attached, truth: truths },
    {
      worker: "oracle",
      lag: 60,
      tolerance: 0,
    },
  );
  expect(inferences.attachments).toEqual({
    extra_data: ["+/8=", "", "", "AQID"],
    proof: ["", 'p "1", x', "", ""],
  });
  expect(inferences.messages).toEqual(Uint32Array.of(0, 1, 1, 0));
});

describe("a faulty message number is reported with its field", () => {
  const parquet = (messages: (string | null)[]): Uint8Array => {
    return new Uint8Array(
      parquetWriteBuffer({
        columnData: [
          { name: "timestamp", data: messages.map(() => 100n), type: "INT64" },
          { name: "worker", data: messages.map((_, i) => `w${i}`), type: "STRING" },
          { name: "value", data: messages.map(() => 1), type: "DOUBLE" },
          { name: "message", data: messages, type: "STRING", nullable: true },
        ],
      }),
    );
  };
  it.each([
    ["csv", "timestamp,worker,value,message\n100,a,1,0\n100,b,1,x\n", 3, '"x"'],
    ["csv", "timestamp,worker,value,message\n100,a,1,-1\n", 2, '"-1"'],
    ["csv", "timestamp,worker,value,message\n100,a,1,4294967296\n", 2, '"4294967296"'],
    [
      "jsonl",
      '{"timestamp":100,"worker":"a","value":1}\n{"timestamp":100,"worker":"b","value":1,"message":1.5}\n',
      2,
      '"1.5"',
    ],
    ["parquet", parquet(["0", null, "last"]), 3, '"last"'],
  ])("%s", async (format, content, row, text) => {
    const error: unknown = await read(`bad.${format}`, content).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(WeightkitError);
    expect(error).toMatchObject({ code: "WK348", place: { row, field: "message" } });
    expect(String(error)).toContain(text);
  });

  it.each([
    ["csv", Buffer.from("timestamp,worker,value,proof\n100,a,1,\xff\n", "latin1"), 2],
    [
      "jsonl",
      Buffer.from('{"timestamp":100,"worker":"a","value":1,"proof":"\xff"}\n', "latin1"),
      1,
    ],
  ])("as are bytes of a proof that are not UTF-8, in %s", async (format, content, row) => {
    await expect(read(`bytes.${format}`, content)).rejects.toMatchObject({
      place: { row, field: "proof" },
    });
  });
});
