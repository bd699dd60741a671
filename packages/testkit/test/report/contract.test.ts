import { readdirSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Evaluator, type Evaluation } from "../../src/metrics/evaluate.js";
import type { Fact } from "../../src/replay/facts.js";
import { githubAnnotations } from "../../src/report/ci/github.js";
import { junitXml } from "../../src/report/ci/junit.js";
import { replayOutcomes } from "../../src/report/ci/outcome.js";
import { CSV_FILES, CSV_HEADS, CsvSeries } from "../../src/report/csv/csv-series.js";
import { workerScoresCsv } from "../../src/report/csv/worker-scores-csv.js";
import { escapeHtml } from "../../src/report/html/escape.js";
import { documentText, replayDocument } from "../../src/report/json-document.js";
import { topicsText } from "../../src/report/text/topics-text.js";
import { verdictWords } from "../../src/report/verdict-words.js";
import { ended, round, set, started } from "../metrics/facts.js";
import { ACTS, csvCells, hostileCell } from "../../../../test/support/hostile-text.js";
import { makePage } from "./html/make-page.js";
import { failure } from "./summary-fixture.js";

/** A format, and what does not apply to it. */
interface Format {
  /** Its folder in `src/report`, or its file. */
  readonly home: string;
  /** From the facts of each topic. */
  readonly make: (topics: readonly (readonly Fact[])[]) => string;
  /** Data, without a verdict. */
  readonly isData?: true;
  /** The headline as this format writes it. */
  readonly escaped?: (headline: string) => string;
}

const outcomes = (topics: readonly (readonly Fact[])[]) =>
  evaluated(topics).topics.flatMap(replayOutcomes);

/** Every format: one that lacks a row here fails the first test. */
const FORMATS: Readonly<Record<string, Format>> = {
  text: { home: "text", make: (topics) => topicsText(evaluated(topics), { width: 10_000 }) },
  json: {
    home: "json-document.ts",
    make: (topics) => documentText(replayDocument(evaluated(topics))),
  },
  junit: { home: "ci", make: (topics) => junitXml(outcomes(topics)) },
  github: {
    ...{ home: "ci", make: (topics) => githubAnnotations(outcomes(topics)) },
    escaped: (headline) => headline.replaceAll("%", "%25"),
  },
  csv: { home: "csv", make: seriesText, isData: true },
  "workers.csv": {
    ...{ home: "csv", make: (topics) => workerScoresCsv(evaluated(topics).topics), isData: true },
  },
  html: { home: "html", make: pageText, escaped: escapeHtml },
};
/** Files of `src/report` that several formats share. */
const SHARED = [
  "failure-words",
  "findings",
  "halt-words",
  "overall-words",
  "reward-words",
  "parameter-text",
  "verdict-words",
].map((name) => `${name}.ts`);
/** Formats of other results than a replay's. */
const OF_OTHERS = ["coverage"];

function evaluated(topics: readonly (readonly Fact[])[]): Evaluation {
  const evaluator = new Evaluator();
  for (const fact of topics.flat()) evaluator.add(fact);
  return evaluator.result();
}

/** All files of the series, one after the other. */
function seriesText(topics: readonly (readonly Fact[])[]): string {
  const texts = { ...CSV_HEADS };
  const [series, evaluator] = [new CsvSeries(), new Evaluator()];
  for (const fact of topics.flat())
    for (const { file, text } of series.add(evaluator.add(fact))) texts[file] += text;
  return CSV_FILES.map((file) => texts[file]).join("");
}

/** What a page holds besides its program, which makes the same words in a browser; on one line. */
function pageText(topics: readonly (readonly Fact[])[]): string {
  return makePage(topics)
    .replaceAll(/<script>.*?<\/script>/gs, "")
    .replaceAll(/\s+/g, " ")
    .replace(/ $/, "\n");
}

/** Thirty sets whose weights move, under a name that would act on a terminal or a page. */
const story: readonly Fact[] = [
  started({ workers: ["allo1\u001b[31m<b>", "allo1b"] }),
  ...Array.from({ length: 30 }, (_, i): Fact[] => {
    const weights = [0.5 + 0.01 * i, 0.25];
    const time = 100 + 10 * i;
    return [
      round(i, time, { weights }),
      set(time + 1, [100 + (i % 2), 120 + (i % 3)], { weights, truth: 100 }),
    ];
  }).flat(),
  ended(),
];

it("has every format", () => {
  const homes = readdirSync(new URL("../../src/report/", import.meta.url));
  const named = Object.values(FORMATS).map(({ home }) => home);
  expect([...new Set([...named, ...SHARED, ...OF_OTHERS])].sort()).toEqual(homes.sort());
});

describe.each(Object.entries(FORMATS))("the format %s", (_, { make }) => {
  it("gives the same bytes for the same facts, and ends in a line break", () => {
    const text = make([story]);
    expect(make([story])).toBe(text);
    expect(text.endsWith("\n")).toBe(true);
  });

  it("stands for an empty topic and one cut short", () => {
    for (const facts of [[started()], story.slice(0, 9)]) {
      expect(make([facts])).not.toMatch(/NaN|Infinity|undefined|\[object/);
    }
  });
});

const having = (isFit: (format: Format) => boolean) =>
  Object.entries(FORMATS).filter(([, format]) => isFit(format));

it.each(having(({ home }) => home !== "html"))(
  "the format %s stands for no topic",
  (_, { make }) => {
    expect(make([])).not.toMatch(/NaN|Infinity|undefined|\[object/);
  },
);

it.each(having(({ isData }) => isData !== true))(
  "the format %s prints the one verdict, word for word",
  (_, { make, escaped = (headline) => headline }) => {
    const { headline } = verdictWords(evaluated([story]).topics[0]!);
    expect(make([story])).toContain(escaped(headline));
  },
);

/** A topic whose every text is `text`: names, messages, what the guest printed, values, places. */
function hostileStory(text: string): readonly Fact[] {
  const place = { file: text, line: 1, column: 1, field: text };
  const trace = [{ name: text, functionIndex: 1, offset: 2, source: { ...place } }];
  const failed = { ...failure, message: text, hint: text, place, trace };
  const others = [{ address: text, weight: 0.5 }];
  const run = { reputer: text, notes: [text], stderr: text, others, weights: [0.5, 0.25] };
  const reward = { address: text, exact: 1n, paid: 2n, bound: 1n };
  return [
    started({ topic: text, workers: [text, `${text}2`], logic: { ...LOGIC, name: text } }),
    ...[0, 1, 2, 3].flatMap((i) => [
      round(i, 100 + 10 * i, run),
      set(101 + 10 * i, [100, 120], { weights: [0.5, 0.25], texts: [text, text], truth: 100 }),
    ]),
    round(4, 140, { ...run, status: "failed", exitCode: 1, failure: failed }),
    {
      ...{ kind: "rewards", epoch: 0, blockTime: 130, block: 6, notes: [text], failure: null },
      ...{ topicEmission: 3n, workerRewards: [1n, 0n], reputers: [text], reputerRewards: [1n] },
      ...{ others: [{ address: text, amount: 1n, masked: false }], masked: new Uint32Array() },
      ...{ inFloats: [reward], topicStake: 7n, rolledOver: 0n },
    },
    { kind: "halted", epoch: 1, blockTime: 160, block: 12, failure: failed, weights: [] },
    ended(),
  ];
}
const LOGIC = { name: "logic", sha256: "ab".repeat(32) };

describe.each(Object.entries(FORMATS))("the format %s, of hostile texts,", (name, { make }) => {
  it("acts on no terminal and, as CSV, runs in no spreadsheet", () => {
    fc.assert(
      fc.property(hostileCell, (text) => {
        const made = make([hostileStory(text), story]);
        const found = ACTS.exec(made);
        expect(found?.[0] ?? "", made.slice(Math.max(0, (found?.index ?? 0) - 40))).toBe("");
        if (!name.includes("csv")) return;
        for (const cell of csvCells(made)) expect(cell).not.toMatch(/^[=+@]/);
      }),
      { numRuns: 60 },
    );
  });
});
