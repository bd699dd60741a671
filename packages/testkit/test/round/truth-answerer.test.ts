import { describe, expect, it } from "vitest";
import { fixtureAnswerer, truthColumns } from "../../src/round/fixture/fixture-answers.js";
import { openSources } from "../../src/round/http-source.js";
import { firstOf, truthAnswerer } from "../../src/round/truth-answerer.js";
import type { HttpAnswerer, HttpRequest } from "../../src/runtime/http/http-exchange.js";

const get = (url: string, more: Partial<HttpRequest> = {}): HttpRequest => ({
  ...{ method: "GET", url, headers: {}, body: null },
  ...more,
});
const read = (answer: HttpAnswerer, url: string, time = 1000, more: Partial<HttpRequest> = {}) => {
  const response = answer(get(url, more), time);
  return response === null ? null : `${response.status} ${Buffer.from(response.body).toString()}`;
};
const truth = truthColumns({
  route: { url: "", pointer: "" },
  rows: [
    { timestamp: 200, value: 7.5, availableAt: 260 },
    { timestamp: 100, value: 3, availableAt: 150 },
    { timestamp: 300, value: NaN, availableAt: 310 },
  ],
});
const url = "https://t.example/v?at={timestamp}&x=(1)";
const NO_VALUE = '404 {"error":"no value for this timestamp"}';

describe("a truth table's URL", () => {
  const answer = truthAnswerer(truth, { url, pointer: "/data/v" });

  it("has the value at its pointer once it is known, and the same 404 before and without one", () => {
    expect(read(answer, "https://t.example/v?at=100&x=(1)")).toBe('200 {"data":{"v":3}}');
    expect(read(answer, "https://t.example/v?at=200&x=(1)", 260)).toBe('200 {"data":{"v":7.5}}');
    expect(read(answer, "https://t.example/v?at=200&x=(1)", 259)).toBe(NO_VALUE);
    expect(read(answer, "https://t.example/v?at=150&x=(1)")).toBe(NO_VALUE);
    expect(read(answer, "https://t.example/v?at=300&x=(1)")).toBe(NO_VALUE);
  });

  it("is not answered otherwise than by GET, nor another URL", () => {
    expect(read(answer, "https://t.example/v?at=100&x=(1)", 1000, { method: "POST" })).toBeNull();
    for (const other of ["v?at=100&x=1", "v?at=1a&x=(1)", "v?at=100&x=(1)2", "w?at=100&x=(1)"]) {
      expect(read(answer, `https://t.example/${other}`)).toBeNull();
    }
    expect(read(answer, "xhttps://t.example/v?at=100&x=(1)")).toBeNull();
  });

  it("may name the timestamp twice, the same each time, or not at all", () => {
    const twice = truthAnswerer(truth, { url: "https://t/{timestamp}-{timestamp}", pointer: "" });
    expect(read(twice, "https://t/100-100")).toBe("200 3");
    expect(read(twice, "https://t/100-200")).toBeNull();
    const never = truthAnswerer(truth, { url: "https://t/v", pointer: "" });
    expect(read(never, "https://t/v")).toBe(NO_VALUE);
    expect(read(never, "https://t/v1")).toBeNull();
  });
});

it("a truth of texts gives texts, numbers in it as they are written", () => {
  const texts = truthColumns({
    route: { url: "", pointer: "" },
    rows: [
      { timestamp: 2, value: "rain", availableAt: 5 },
      { timestamp: 1, value: 4, availableAt: 6 },
    ],
  });
  expect(texts).toEqual({
    ...{ length: 2, timestamps: Float64Array.of(1, 2), values: Float64Array.of(4, NaN) },
    ...{ texts: ["4", "rain"], availableAt: Float64Array.of(6, 5) },
  });
  expect(truth).toMatchObject({ texts: null, values: Float64Array.of(3, 7.5, NaN) });
  const answer = truthAnswerer(texts, { url: "https://t/{timestamp}", pointer: "/v" });
  expect([read(answer, "https://t/2", 5), read(answer, "https://t/1", 6)]).toEqual([
    '200 {"v":"rain"}',
    '200 {"v":"4"}',
  ]);
});

const response = (status: number) => ({ status, headers: {}, body: Buffer.from("x") });

it("sources answer in turn", async () => {
  const asked = { request: get("https://a/1"), response: response(201) };
  const sources = await openSources(
    [
      { kind: "answers", answers: [asked] },
      { kind: "truth", truth, route: { url: "https://t/{timestamp}", pointer: "" } },
      {
        kind: "recording",
        recording: [{ ...asked, request: get("https://a/2"), availableAt: 0 }],
      },
    ],
    () => undefined,
  );
  const urls = ["https://a/1", "https://t/100", "https://a/2", "https://a/3"];
  expect(urls.map((one) => read(sources.answer, one))).toEqual(["201 x", "200 3", "201 x", null]);
  await sources.close();
  expect(firstOf()(get("https://a/1"), 0)).toBeNull();
});

it("a request that was answered is known by method, URL and body, and an unknown reason is not made up", () => {
  const reasons: string[] = [];
  const asking = { permissions: [], failed: (why: string) => void reasons.push(why) };
  const answer = fixtureAnswerer([
    { request: get("https://a/", { method: "POST", body: "b" }), response: response(202) },
    { request: get("https://a/2"), response: null },
  ]);
  const post = get("https://a/", { method: "POST", body: "b", headers: { "x-a": "1" } });
  expect(answer(post, 0)?.status).toBe(202);
  expect(answer(get("https://a/", { method: "POST", body: "c" }), 0)).toBeNull();
  expect(answer(get("https://a/"), 0)).toBeNull();
  expect(answer(get("https://a/2"), 0, asking)).toBeNull();
  expect(reasons).toEqual([]);
});
