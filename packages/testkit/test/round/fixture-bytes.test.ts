import { expect, test } from "vitest";
import { bytesToJson } from "../../src/round/fixture/fixture-bytes.js";

const written = (text: string) => bytesToJson(new TextEncoder().encode(text));

test("bytes are JSON in a fixture where they are an object or an array as JSON.stringify writes it", () => {
  expect(written('{"a":[1]}')).toEqual({ json: { a: [1] } });
  expect(written("[]")).toEqual({ json: [] });
  // A text that only holds a bracket is text, and so is JSON with white space.
  expect(written('"["')).toBe('"["');
  expect(written("[ ]")).toBe("[ ]");
});

test("brackets of either kind may nest 64 deep", () => {
  const deep = (depth: number): string => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;
  const parsed: unknown = JSON.parse(deep(64));
  expect(written(deep(64))).toEqual({ json: parsed });
  expect(written(deep(65))).toBe(deep(65));
  expect(written(`${"[".repeat(65)}${"]".repeat(65)}`)).toBe(`${"[".repeat(65)}${"]".repeat(65)}`);
});
