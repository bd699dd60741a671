import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder, weightkit } from "../support/run-cli.js";

const WORKER = "allo130k33st8757qkr4gs3xredmgvj99ntcza2fmlj";

test.each([true, false])(
  "a long history is counted while it is read (terminal: %s)",
  async (tty) => {
    const cwd = temporaryFolder();
    const rows = Array.from({ length: 100_000 }, (_, i) => `${i + 1},${WORKER},1\n`).join("");
    writeFileSync(join(cwd, "long.csv"), `timestamp,worker,value\n${rows}`);
    const { code, stderr } = await weightkit(["history", "check", "-i", "long.csv"], { cwd, tty });
    expect(code).toBe(0);
    expect(stderr.includes("reading the inferences: 100,000 rows")).toBe(tty);
  },
);
