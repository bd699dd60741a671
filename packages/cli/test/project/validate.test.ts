import { readFileSync } from "node:fs";
import { toJsonSchema } from "@valibot/to-json-schema";
import { expect, test } from "vitest";
import { lintProject } from "../../src/project/lint.js";
import { projectSchema } from "../../src/project/schema.js";
import { validateProject } from "../../src/project/validate.js";

interface Told {
  code: string;
  message: string;
  hint: string;
  place: { line: number; column: number };
  others: Told[];
}

function faults(text: string): Told[] {
  try {
    validateProject(text, "weightkit.json");
  } catch (error) {
    const first = error as Told;
    return [first, ...first.others];
  }
  return [];
}

test("fills in the chain's and the runtime's defaults", () => {
  expect(validateProject('{"name": "t"}', "weightkit.json")).toEqual({
    name: "t",
    description: "",
    entry: "logic/weights.ts",
    target: "blockless",
    topic: {
      id: "1",
      metadata: "",
      inferenceCadence: 3600,
      weightCadence: 7200,
      inferenceLogic: "bafybeigpiwl3o73zvvl6dxdqu7zqcub5mhg65jiky2xqb4rdhfmikswzqm",
      inferenceMethod: "allora-inference-function.wasm",
      defaultArg: "",
      valueScale: 1,
    },
    limits: {
      fuel: 1_000_000_000,
      memoryPages: 1024,
      payloadBytes: 4_194_304,
      milliseconds: 10_000,
    },
    permissions: [],
    env: {},
    history: { inferences: "history/inferences.csv", truth: "history/truth.csv" },
  });
});

test("tells all faults at once, each with its place", () => {
  const text = `{
  "name": "Has Capitals",
  "topic": {
    "inferenceCadense": 60,
    "weightCadence": 60
  },
  "target": "browser",
  "permissions": "https://a.example/"
}`;
  const told = faults(text).map(({ code, place }) => `${code} ${place.line}:${place.column}`);
  expect(told.sort()).toEqual([
    "WK122 4:5",
    "WK124 2:11",
    "WK124 5:22",
    "WK124 7:13",
    "WK124 8:18",
  ]);
});

test("suggests the setting that was meant", () => {
  const [one] = faults('{"name": "t", "topic": {"inferenceCadense": 60}}');
  expect(one?.hint).toBe('Did you mean "inferenceCadence"?');
});

test.each([
  ['{"name": "t", "topic": {"inferenceCadence": 9}}', "a whole number from 10"],
  ['{"name": "t", "topic": {"weightCadence": 3599}}', "a whole number from 3600"],
  ['{"name": "t", "limits": {"fuel": 1.5}}', "a whole number from 1"],
  ['{"name": "t", "entry": "../x.ts"}', "a path to a .ts file inside the project"],
  ['{"name": "t", "truth": {"url": "https://a.example/"}}', "a URL with {timestamp} in it"],
])("%s is refused: must be %s", (text, wanted) => {
  const [one] = faults(text);
  expect(one).toMatchObject({ code: "WK124" });
  expect(one?.message).toContain(`must be ${wanted}`);
});

test("a missing name, a list, and the entry that breaks the compiler", () => {
  expect(faults("{}")).toMatchObject([{ code: "WK123", place: { line: 1, column: 1 } }]);
  expect(faults("[]")).toMatchObject([{ code: "WK124" }]);
  expect(faults('{"name": "t", "entry": "assembly/index.ts"}')).toMatchObject([
    { code: "WK125", place: { line: 1, column: 24 } },
  ]);
});

test("the JSON Schema for editors says what the validator checks", () => {
  const file = new URL("../../schema/weightkit.schema.json", import.meta.url);
  const written: unknown = JSON.parse(readFileSync(file, "utf8"));
  const generated = toJsonSchema(projectSchema, { errorMode: "ignore" });
  expect(written).toEqual({ title: "weightkit project", ...generated });
});

test.each([
  ["https://API.example/", "can never match"],
  ["https://api.example", "also allows https://api.example.evil.example"],
  ["api.example/", "must start with http:// or https://"],
  ["https://", "allows every host"],
  ["", "allows every URL"],
])("the permission %j is worth a warning", (permission, words) => {
  const project = validateProject(JSON.stringify({ name: "t", permissions: [permission] }), "f");
  const [finding] = lintProject(project);
  expect(finding).toContain(words);
});

test("a truth that no permission allows is worth a warning", () => {
  const truth = { url: "https://data.example/{timestamp}", pointer: "/v" };
  const without = validateProject(JSON.stringify({ name: "t", truth }), "f");
  const permissions = ["https://data.example/"];
  const allowed = validateProject(JSON.stringify({ name: "t", truth, permissions }), "f");
  expect(lintProject(without)).toHaveLength(1);
  expect(lintProject(allowed)).toEqual([]);
});
