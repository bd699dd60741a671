import { describe, expect, it } from "vitest";
import type { TruthColumns } from "../../src/history/history.js";
import { truthAnswerer } from "../../src/round/truth-answerer.js";
import { textOf } from "../support/run.js";

const truth: TruthColumns = {
  length: 2,
  timestamps: Float64Array.of(100, 200),
  values: Float64Array.of(1.5, 2.25),
  texts: null,
  availableAt: Float64Array.of(150, 300),
};
const http = truthAnswerer(truth, {
  url: "https://d.example/t?at={timestamp}&x=1",
  pointer: "/a/0/b",
});
const get = (url: string, blockTime: number) =>
  http({ method: "GET", url, headers: {}, body: null }, blockTime);

describe("truthAnswerer", () => {
  it("answers a known value at the pointer", () => {
    const response = get("https://d.example/t?at=100&x=1", 150);
    expect(response?.status).toBe(200);
    expect(textOf(response!.body)).toBe('{"a":[{"b":1.5}]}');
  });

  it("answers what is to come exactly as what will never be", () => {
    const tocome = get("https://d.example/t?at=200&x=1", 299);
    expect(tocome?.status).toBe(404);
    expect(get("https://d.example/t?at=201&x=1", 299)).toEqual(tocome);
    expect(get("https://d.example/t?at=200&x=1", 300)?.status).toBe(200);
  });

  it("does not answer other URLs", () => {
    expect(get("https://d.example/t?at=100&x=2", 300)).toBeNull();
    expect(get("https://d.example/t?at=1e2&x=1", 300)).toBeNull();
    expect(get("https://dXexample/t?at=100&x=1", 300)).toBeNull();
  });
});
