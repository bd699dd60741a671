import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { compile } from "./support/compile.js";

const { exports } = JSON.parse(
  readFileSync(new URL("../package.json", import.meta.url), "utf8"),
) as { exports: Record<string, string> };

it("offers what authors import, and nothing else", async () => {
  expect(exports).toEqual({
    ".": "./index.ts",
    "./json": "./json.ts",
    "./package.json": "./package.json",
  });
  const source = 'import { Round } from "@weightkit/sdk";\nRound.read().weights.commit();\n';
  expect((await compile(source)).length).toBeGreaterThan(1000);
});
