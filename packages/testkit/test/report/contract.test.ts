import { describe, expect, it } from "vitest";
import { Evaluator, type Evaluation } from "../../src/metrics/evaluate.js";
import type { Fact } from "../../src/replay/facts.js";
import { githubAnnotations } from "../../src/report/ci/github.js";
import { junitXml } from "../../src/report/ci/junit.js";
import { replayOutcomes } from "../../src/report/ci/outcome.js";
import { workerScoresCsv } from "../../src/report/csv/worker-scores-csv.js";
import { documentText, replayDocument } from "../../src/report/json-document.js";
import { topicsText } from "../../src/report/text/topics-text.js";
import { verdictWords } from "../../src/report/verdict-words.js";
import { ended, round, set, started } from "../metrics/facts.js";

/** Every format that is made from an evaluation: a new one adds a row. */
const FORMATS: Readonly<Record<string, (evaluation: Evaluation) => string>> = {
  text: (evaluation) => topicsText(evaluation, { width: 10_000 }),
  json: (evaluation) => documentText(replayDocument(evaluation)),
  junit: ({ topics }) => junitXml(topics.flatMap(replayOutcomes)),
  github: ({ topics }) => githubAnnotations(topics.flatMap(replayOutcomes)),
  "workers.csv": ({ topics }) => workerScoresCsv(topics),
};
const WITHOUT_VERDICT: ReadonlySet<string> = new Set(["workers.csv"]);

function evaluated(facts: readonly Fact[]): Evaluation {
  const evaluator = new Evaluator();
  for (const fact of facts) evaluator.add(fact);
  return evaluator.result();
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

describe.each(Object.entries(FORMATS))("the format %s", (name, format) => {
  it("gives the same bytes for the same evaluation, and ends in a line break", () => {
    const text = format(evaluated(story));
    expect(format(evaluated(story))).toBe(text);
    expect(text.endsWith("\n")).toBe(true);
  });

  it("stands for no topic, an empty one and one cut short", () => {
    for (const facts of [[], [started()], story.slice(0, 9)]) {
      expect(format(evaluated(facts))).not.toMatch(/NaN|Infinity|undefined|\[object/);
    }
  });

  it.skipIf(name === "workers.csv")("passes on nothing that acts on a terminal", () => {
    expect(format(evaluated(story))).not.toMatch(/\u001b/);
  });

  it.skipIf(WITHOUT_VERDICT.has(name))("prints the one verdict, word for word", () => {
    const evaluation = evaluated(story);
    const { headline } = verdictWords(evaluation.topics[0]!);
    const escaped = name === "github" ? headline.replaceAll("%", "%25") : headline;
    expect(format(evaluation)).toContain(escaped);
  });
});
