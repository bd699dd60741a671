import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const FOLDER = new URL("../../../src/metrics/statistics/", import.meta.url);

it.each(readdirSync(FOLDER))("every function of %s is documented", (file) => {
  const source = readFileSync(new URL(file, FOLDER), "utf8");
  const functions = source.match(/^.*\nexport function \w+/gm) ?? [];
  expect(functions.filter((text) => !/^.*\*\/$/m.test(text))).toEqual([]);
});
