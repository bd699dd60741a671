import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { SDK_NAMES } from "../../src/compiler/meant.js";

test("the names of the SDK that help knows are those that it exports", () => {
  const index = join(import.meta.dirname, "../../../sdk/assembly/index.ts");
  const exported = Array.from(
    readFileSync(index, "utf8").matchAll(/^export \{ ([^}]+) \}/gm),
    ([, names = ""]) => names.split(", "),
  );
  expect([...SDK_NAMES].sort()).toEqual(exported.flat().sort());
});
