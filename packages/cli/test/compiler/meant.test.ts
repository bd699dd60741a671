import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { hintFor } from "../../src/compiler/hints.js";
import { SDK_NAMES } from "../../src/compiler/meant.js";
import { SDK_MEMBERS } from "../../src/compiler/sdk-members.js";

test("the names of the SDK that help knows are those that it exports", () => {
  const index = join(import.meta.dirname, "../../../sdk/assembly/index.ts");
  const exported = Array.from(
    readFileSync(index, "utf8").matchAll(/^export \{ ([^}]+) \}/gm),
    ([, names = ""]) => names.split(", "),
  );
  expect([...SDK_NAMES].sort()).toEqual(exported.flat().sort());
});

test("the members of the SDK that help knows are those of its reference", () => {
  const page = readFileSync(join(import.meta.dirname, "../../../../docs/reference/sdk.md"), "utf8");
  const found: Record<string, string[]> = {};
  for (const section of page.split(/^## /m).slice(1)) {
    const members = Array.from(section.matchAll(/^### `?\w+\.(\w+)/gm), ([, name = ""]) => name);
    if (members.length > 0) found[/^\w+/.exec(section)?.[0] ?? ""] = members;
  }
  expect(SDK_MEMBERS).toEqual(found);
});

const onType = (name: string, type: string): string | null =>
  hintFor({
    code: 2339,
    message: `Property '${name}' does not exist on type '~lib/@weightkit/sdk/assembly/${type}'`,
    text: `x.${name}();`,
    offset: 2,
  });

test.each([
  ["absolut", "loss/Loss", "absolute"],
  ["medain", "truth/truth/Truth", "median"],
  ["lastWithTruth", "round/Round", "latestWithTruth"],
  ["capedd", "weights/Weights", "capped"],
  ["cuont", "losses/Losses", "count"],
])("a misspelled %s of the SDK's %s is answered with %s", (name, type, meant) => {
  expect(onType(name, type)).toBe(`Did you mean \`${meant}\`?`);
});

test("a name that is near none is answered with what there is", () => {
  expect(onType("crossEntropy", "aggregate/age/Age")).toBe("Age has seconds, halving, fading");
});

test("a habit that fits better is not hidden by what fits each place of the SDK", () => {
  const given = (text: string): string | null =>
    hintFor({
      code: 2322,
      message:
        "Type '~lib/array/Array<f64>' is not assignable to type '~lib/@weightkit/sdk/assembly/weights/Weights'",
      text,
      offset: text.indexOf("["),
    });
  expect(given("f(new Float64Array([1, 2]))")).toMatch(/^A typed array starts with its length/);
  expect(given("f([1, 2])")).toMatch(/^This place takes a value of the SDK's type Weights/);
});
