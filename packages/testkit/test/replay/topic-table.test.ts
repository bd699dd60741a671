import { describe, expect, it } from "vitest";
import { WeightkitError } from "../../src/errors/weightkit-error.js";
import type { History } from "../../src/history/read-history.js";
import { mayBeSaved, saves } from "../../src/replay/round-selection.js";
import { readTopicTable, type SharedByTopics } from "../../src/replay/topic-table.js";

const HISTORY = { topics: [{ topic: "7" }, { topic: "8" }] } as unknown as History;
const ROUTE = { url: "https://truth.example/{timestamp}", pointer: "/value" };
const SHARED: SharedByTopics = { cadences: { inference: 10, weight: 20 } };

const read = (lines: readonly string[], shared = SHARED, replayed = ["7", "8"]) =>
  readTopicTable(
    new TextEncoder().encode(lines.join("\n")),
    "topics.csv",
    HISTORY,
    shared,
    replayed,
  );

/** Code and place of each fault. */
function faultsOf(lines: readonly string[], shared = SHARED, replayed = ["7", "8"]): string[] {
  try {
    read(lines, shared, replayed);
  } catch (error) {
    if (!(error instanceof WeightkitError)) throw error;
    return [error, ...error.others].map(
      ({ code, place, message }) =>
        `${code} ${place?.row ?? place?.line} ${place?.field}: ${message}`,
    );
  }
  return [];
}

const HEAD = "topic,inference_cadence,weight_cadence,value_scale,truth_url,truth_pointer";

it("has a topic's own settings where the table has them, and all topics' elsewhere", () => {
  const table = read([HEAD, "7,5,,100,,", "8,,40,,https://other.example/{timestamp}?x=1,/x"]);
  expect([...table]).toEqual([
    ["7", { cadences: { inference: 5, weight: 20 }, valueScale: 100, route: null }],
    [
      "8",
      {
        ...{ cadences: { inference: 10, weight: 40 }, valueScale: 1 },
        route: { url: "https://other.example/{timestamp}?x=1", pointer: "/x" },
      },
    ],
  ]);
});

it("takes a missing column as empty, and parts of a route from all topics'", () => {
  const shared = { ...SHARED, valueScale: 9, route: ROUTE };
  expect(read(["topic", "8"], shared).get("8")).toEqual({
    ...{ cadences: SHARED.cadences, valueScale: 9, route: ROUTE },
  });
  expect(read(["topic,truth_pointer", "8,/y"], shared).get("8")?.route).toEqual({
    ...{ url: ROUTE.url, pointer: "/y" },
  });
  // A route with a URL keeps no pointer of all topics'.
  expect(read(["topic,truth_url", "8,http://a/{timestamp}"], shared).get("8")?.route).toEqual({
    ...{ url: "http://a/{timestamp}", pointer: "" },
  });
  expect(read(["topic,truth_pointer", "8,/y"]).get("8")?.route).toEqual({ url: "", pointer: "/y" });
});

it.each([
  "ftp://a/{timestamp}",
  "https://a/timestamp",
  "https://a/{timestamp} x",
  "xhttps://a/{timestamp}",
  "https://a b/{timestamp}",
])("refuses %j as a URL of truths", (url) => {
  expect(faultsOf([HEAD, `7,,,,${url},`])).toEqual([
    expect.stringMatching(/^WK610 2 truth_url: .*a URL with \{timestamp\} in it/),
  ]);
});

it.each(["0", "-1", "1.5", "x5", "5x", "1234567890123456", "1e3"])(
  "refuses %j as a cadence",
  (text) => {
    expect(faultsOf([HEAD, `7,${text},,,,`])).toEqual([
      expect.stringMatching(/^WK610 2 inference_cadence: .*a whole number from 1/),
    ]);
    expect(faultsOf([HEAD, `7,,${text},,,`])).toEqual([
      expect.stringMatching(/^WK610 2 weight_cadence/),
    ]);
    expect(faultsOf([HEAD, `7,,,${text},,`])).toEqual([
      expect.stringMatching(/^WK610 2 value_scale/),
    ]);
  },
);

it("takes whole numbers of up to 15 digits, in upper-case schemes too", () => {
  const table = read([HEAD, "7,1,123456789012345,1,HTTPS://A/{timestamp},"]);
  expect(table.get("7")).toMatchObject({ cadences: { inference: 1, weight: 123456789012345 } });
});

it("finds every fault of a table: a topic that comes twice, and one that the history does not have", () => {
  expect(faultsOf([HEAD, "7,,,,,", "7,0,,,,", "9,,,,,"])).toEqual([
    expect.stringMatching(/^WK610 3 topic: .*a topic that no line before names/),
    expect.stringMatching(/^WK610 3 inference_cadence/),
    expect.stringMatching(/^WK\d+ 4 topic/),
  ]);
});

describe("without cadences that all topics share", () => {
  const shared: SharedByTopics = { cadences: { inference: null, weight: 20 } };
  const NONE: SharedByTopics = { cadences: { inference: null, weight: null } };

  it("needs them of no topic that has its own", () => {
    const table = read(["topic,inference_cadence", "8,5", "7,6"], shared);
    expect([...table.values()].map(({ cadences }) => cadences)).toEqual([
      { inference: 5, weight: 20 },
      { inference: 6, weight: 20 },
    ]);
  });

  it("asks for them where a replayed topic has an empty field, no column or no line", () => {
    const lines = ["topic,inference_cadence", "7,", "8,5"];
    expect(faultsOf(lines, NONE)).toEqual([
      "WK614 2 inference_cadence: Topic 7 has no inference cadence",
      "WK614 2 weight_cadence: Topic 7 has no weight cadence",
      "WK614 3 weight_cadence: Topic 8 has no weight cadence",
    ]);
    expect(faultsOf(lines.slice(0, 2), shared)).toEqual([
      "WK614 2 inference_cadence: Topic 7 has no inference cadence",
      "WK614 undefined undefined: Topic 8 has no inference cadence",
    ]);
  });

  it("asks for none of a topic that is not replayed, and not twice where the field is wrong", () => {
    expect(faultsOf(["topic", "7"], NONE, [])).toEqual([]);
    expect(faultsOf(["topic,inference_cadence", "7,soon"], shared, ["7"])).toEqual([
      expect.stringMatching(/^WK610 2 inference_cadence/),
    ]);
  });
});

it("saves the rounds that are named, and those that fail where that was asked", () => {
  const why = { code: "WK411" } as unknown as Parameters<typeof saves>[2];
  const named = { rounds: [3], failed: false };
  const failing = { rounds: [3], failed: true };
  expect([
    mayBeSaved(null, 3),
    mayBeSaved(named, 3),
    mayBeSaved(named, 4),
    mayBeSaved(failing, 4),
  ]).toEqual([false, true, false, true]);
  expect([saves(null, 3, why), saves(named, 3, null), saves(named, 4, why)]).toEqual([
    false,
    true,
    false,
  ]);
  expect([saves(failing, 4, why), saves(failing, 4, null), saves(failing, 3, null)]).toEqual([
    true,
    false,
    true,
  ]);
});
