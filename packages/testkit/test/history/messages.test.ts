import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tmpdir } from "node:os";
import { afterAll, expect, test } from "vitest";
import { readHistory } from "../../src/history/read-history.js";

const folder = mkdtempSync(join(tmpdir(), "messages-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function read(rows: string): Promise<Awaited<ReturnType<typeof readHistory>>> {
  const file = join(folder, "inferences.csv");
  writeFileSync(file, `timestamp,worker,value,message\n${rows}\n`);
  return await readHistory({ inferences: file, truth: null, topic: "1" });
}

test("a worker may answer in two messages of a block, which are numbered", async () => {
  const { topics } = await read("110,a,1,\n100,a,1_000,0\n100,a,2,1");
  const inferences = topics[0]?.inferences;
  expect([...(inferences?.values ?? [])]).toEqual([1000, 2, 1]);
  expect([...(inferences?.messages ?? [])]).toEqual([0, 1, 0]);
});

test("twice in one message is a fault", async () => {
  await expect(read("100,a,1,1\n100,a,2,1")).rejects.toMatchObject({ code: "WK314" });
});
