import { readFileSync } from "node:fs";
import { toJsonSchema } from "@valibot/to-json-schema";
import { expect, test } from "vitest";
import { lintProject } from "../../src/project/lint.js";
import { projectSchema } from "../../src/project/schema/project-schema.js";
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

test.each([
  ["1e400", "1e400"],
  ["-1e400", "-1e400"],
  ["9007199254740993", "9007199254740993"],
  ["1.50", "1.50"],
  ["1".repeat(41), `${"1".repeat(40)}…`],
  ["true", "true"],
])("a wrong value is shown as the file has it: %s", (written, shown) => {
  const text = `{"name": "t", "topic": {"inferenceCadence": ${written}}}`;
  expect(faults(text).map(({ message }) => message)).toEqual([
    `topic.inferenceCadence is ${shown}, but must be a whole number from 10`,
  ]);
});

test("fills in the chain's and the runtime's defaults", () => {
  expect(validateProject('{"name": "t"}', "weightkit.json")).toEqual({
    name: "t",
    description: "",
    entry: "logic/weights.ts",
    gc: "none",
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
      valueKind: "number",
    },
    limits: {
      fuel: 1_000_000_000,
      memoryPages: 1024,
      payloadBytes: 4_194_304,
      milliseconds: 10_000,
    },
    parameters: {},
    permissions: [],
    env: {},
    history: { inferences: "history/inferences.csv", truth: "history/truth.csv" },
  });
});

test("reports all faults at once, each with its place", () => {
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
  ["3600", "Did you mean 3600? "],
  ["1h", "Did you mean 3600? "],
  ["90 min", "Did you mean 5400? "],
  ["2d", "Did you mean 172800? "],
  ["soon", ""],
])("a cadence of %j is a text, and the number is suggested", (text, suggestion) => {
  const [one] = faults(JSON.stringify({ name: "t", topic: { weightCadence: text } }));
  expect(one?.hint).toBe(`${suggestion}Set topic.weightCadence to a whole number from 3600`);
});

test.each([
  ['{"name": "t", "topic": {"inferenceCadence": 9}}', "a whole number from 10"],
  ['{"name": "t", "topic": {"weightCadence": 3599}}', "a whole number from 3600"],
  ['{"name": "t", "limits": {"fuel": 1.5}}', "a whole number from 1"],
  ['{"name": "t", "limits": {"fuel": 1e16}}', "a whole number from 1"],
  ['{"name": "t", "limits": {"memoryPages": 65537}}', "a whole number from 1 to 65536"],
  ['{"name": "t", "limits": {"milliseconds": 2147483648}}', "a whole number from 1 to 2147483647"],
  [
    '{"name": "t", "limits": {"payloadBytes": 1073676289}}',
    "a whole number from 1024 to 1073676288",
  ],
  ['{"name": "t", "limits": {"milliseconds": 1e400}}', "a whole number from 1 to 2147483647"],
  ['{"name": "t", "entry": "../x.ts"}', "a path to a .ts file inside the project"],
  ['{"name": "t", "truth": {"url": "https://a.example/"}}', "a URL with {timestamp} in it"],
])("%s is refused: must be %s", (text, wanted) => {
  const [one] = faults(text);
  expect(one).toMatchObject({ code: "WK124" });
  expect(one?.message).toContain(`must be ${wanted}`);
});

test.each([
  [
    '{"valueKind": "clas"}',
    '"clas", but must be "number", "probability", "class" or "distribution"',
  ],
  ['{"valueKind": "class", "classes": []}', "a list of 1 to 1000 names"],
  ['{"valueKind": "class", "classes": "a,b"}', "a list of 1 to 1000 names"],
  ['{"valueKind": "class", "classes": ["a", "a"]}', 'classes[1] is "a", but must be a name that'],
  ['{"valueKind": "class", "classes": [""]}', 'classes[0] is "", but must be a name that'],
  ['{"valueKind": "distribution", "classes": ["a"], "packingBase": 1}', "a whole number from 2"],
])("the topic %s is refused: %s", (topic, words) => {
  const told = faults(`{"name": "t", "topic": ${topic}}`);
  expect(told.map(({ code }) => code)).toEqual(["WK124"]);
  expect(told[0]?.message).toContain(words);
});

test("a kind of values that is nearly one is recognized", () => {
  const [one] = faults('{"name": "t", "topic": {"valueKind": "clas"}}');
  expect(one?.hint).toMatch(/^Did you mean "class"\? Set topic.valueKind to "number"/);
});

test.each([
  ['{"classes": ["a", "b"]}', "topic.classes", 'the kind "number" have no classes'],
  ['{"valueKind": "probability", "packingBase": 10}', "topic.packingBase", "are not packed"],
  ['{"valueKind": "distribution"}', "topic.valueKind", "need at least two classes"],
  [
    '{"valueKind": "distribution", "packingBase": 10}',
    "topic.valueKind",
    "need at least two classes",
  ],
  // 208063^3 = 9007091372906047 < 2^53 = 9007199254740992 < 208064^3 = 9007221244166144.
  [
    '{"valueKind": "distribution", "packingBase": 208064, "classes": ["a", "b", "c"]}',
    "topic.packingBase",
    "3 parts of that base may exceed 2^53",
  ],
])("in the topic %s, %s does not go together with the rest: %s", (topic, field, words) => {
  const [one, ...others] = faults(`{"name": "t", "topic": ${topic}}`);
  expect(one).toMatchObject({ code: "WK126", place: { line: 1, field } });
  expect(one?.message).toContain(words);
  expect(others).toEqual([]);
});

test("what does not go together is reported with all other faults, in the order of the text", () => {
  const text = `{
  "name": "T",
  "topic": {
    "classes": ["a"],
    "weightCadence": 60
  }
}`;
  const told = faults(text).map(({ code, place }) => `${code} ${place.line}:${place.column}`);
  expect(told).toEqual(["WK124 2:11", "WK126 4:16", "WK124 5:22"]);
});

test("as many classes as a base can carry are taken, one base more is not", () => {
  // 2^53 is 2 to the 53rd, 94906265^2 = 9007199134850225 < 2^53 < 94906266^2 = 9007199324662756.
  const packed = (base: number, classes: number): string => {
    const names = Array.from({ length: classes }, (_, i) => `c${i}`);
    const topic = { valueKind: "distribution", packingBase: base, classes: names };
    return JSON.stringify({ name: "t", topic });
  };
  expect(faults(packed(2, 53))).toEqual([]);
  expect(faults(packed(94_906_265, 2))).toEqual([]);
  expect(faults(packed(2, 54))).toMatchObject([
    { code: "WK126", hint: expect.stringContaining("use fewer classes") as string },
  ]);
  expect(faults(packed(94_906_266, 2))).toMatchObject([
    { code: "WK126", hint: expect.stringContaining("at most 94906265") as string },
  ]);
});

test("workers that turned: who, what and when, each checked", () => {
  const text = (turned: string): string => `{"name": "t", "history": {"turned": ${turned}}}`;
  const good = validateProject(
    text(
      '[{"worker": "w", "to": "bad", "at": 1700006400}, {"worker": "w", "to": "good", "at": "2024-03-01"}]',
    ),
    "weightkit.json",
  );
  expect(good.history.turned).toHaveLength(2);
  const told = faults(text('[{"worker": "", "to": "worse", "at": "March"}, {"at": -1, "too": 1}]'));
  expect(told.map(({ code, message }) => `${code} ${message}`)).toEqual([
    'WK124 history.turned[0].worker is "", but must be an address or a name',
    'WK124 history.turned[0].to is "worse", but must be "bad" or "good"',
    'WK124 history.turned[0].at is "March", but must be UNIX seconds or a UTC time like 2024-03-01 or 2024-03-01T12:00Z',
    'WK123 The setting "history.turned[1].worker" is missing',
    'WK123 The setting "history.turned[1].to" is missing',
    "WK124 history.turned[1].at is -1, but must be UNIX seconds or a UTC time like 2024-03-01 or 2024-03-01T12:00Z",
    'WK122 weightkit.json has no setting "too" here',
  ]);
});

test("a missing name, a list, and two sources of one program", () => {
  expect(faults("{}")).toMatchObject([{ code: "WK123", place: { line: 1, column: 1 } }]);
  expect(faults("[]")).toMatchObject([{ code: "WK124" }]);
  expect(faults('{"name": "t", "entry": "logic/a.ts", "wasm": "a.wasm"}')).toMatchObject([
    { code: "WK126", place: { line: 1, column: 46 } },
  ]);
  expect(faults('{"name": "t", "wasm": "../a.wasm"}')).toMatchObject([{ code: "WK124" }]);
});

test("the JSON Schema for editors holds what the validator checks", () => {
  const file = new URL("../../schema/weightkit.schema.json", import.meta.url);
  const written: unknown = JSON.parse(readFileSync(file, "utf8"));
  const generated = toJsonSchema(projectSchema, { errorMode: "ignore" });
  expect(written).toEqual({ title: "weightkit project", ...generated });
});

test.each([
  ["https://API.example/", "never matches"],
  ["https://api.example", "also allows hosts such as api.example.evil.example"],
  ["api.example/", "is not a URL"],
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

test("probabilities without a scale are worth a warning: the chain stores whole numbers", () => {
  const project = (valueScale: number) =>
    validateProject(
      JSON.stringify({ name: "t", topic: { valueKind: "probability", valueScale } }),
      "f",
    );
  expect(lintProject(project(1))).toEqual([expect.stringContaining("every probability to 0 or 1")]);
  expect(lintProject(project(1000))).toEqual([]);
});
