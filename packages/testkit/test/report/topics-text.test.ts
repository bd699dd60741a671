import { describe, expect, it } from "vitest";
import { Evaluator } from "../../src/metrics/evaluate.js";
import type { Fact } from "../../src/replay/facts.js";
import { replayText } from "../../src/report/text/replay-text.js";
import { topicsText } from "../../src/report/text/topics-text.js";
import { textWidth } from "../../src/report/text/width.js";
import { ended, round, set, started } from "../metrics/facts.js";
import { failure } from "./summary-fixture.js";

/** Sixteen sets of two workers, the first of which is right; weights that move, for or against it. */
function topic(name: string, right: boolean, failed = false): Fact[] {
  const facts: Fact[] = [started({ topic: name, workers: ["allo1a", "allo1b"] })];
  for (let i = 0; i < 16; i += 1) {
    const large = 0.5 + 0.01 * i;
    const weights = right ? [large, 0.25] : [0.25, large];
    const status = failed && i === 0 ? ({ status: "failed", failure, exitCode: 1 } as const) : {};
    facts.push(round(i, 100 + 10 * i, { weights, ...status }));
    facts.push(set(101 + 10 * i, [100, 120 + (i % 3)], { weights, truth: 100 }));
  }
  return [...facts, ended()];
}

/** Sixteen sets whose rounds store the same weights again and again. */
function still(name: string): Fact[] {
  const weights = [0.75, 0.25];
  const facts: Fact[] = [started({ topic: name, workers: ["allo1a", "allo1b"] })];
  for (let i = 0; i < 16; i += 1) {
    facts.push(round(i, 100 + 10 * i, { weights }));
    facts.push(set(101 + 10 * i, [100, 120 + (i % 3)], { weights, truth: 100 }));
  }
  return [...facts, ended()];
}

/** Sixteen sets whose rounds all fail. */
function dead(name: string): Fact[] {
  const facts: Fact[] = [started({ topic: name, workers: ["allo1a", "allo1b"] })];
  for (let i = 0; i < 16; i += 1) {
    facts.push(round(i, 100 + 10 * i, { status: "failed", failure, exitCode: 1 }));
    facts.push(set(101 + 10 * i, [100, 120 + (i % 3)], { truth: 100 }));
  }
  return [...facts, ended()];
}

function evaluated(...topics: readonly Fact[][]) {
  const evaluator = new Evaluator();
  for (const fact of topics.flat()) evaluator.add(fact);
  return evaluator.result();
}

const good = topic("us", true);
const bad = topic("texas", false, true);

describe("topicsText", () => {
  it("is the whole report for one topic", () => {
    const evaluation = evaluated(good);
    expect(topicsText(evaluation)).toBe(replayText(evaluation.topics[0]!));
  });

  it("is a verdict on all and a line for each, best first, with details only for what failed", () => {
    const text = topicsText(evaluated(bad, good), { width: 100 });
    const [head, table, ...rest] = text.split("\n\n");
    expect(head).toContain("logic\n2 topics, 32 sets, 64 inferences; 32 rounds, 1 failed\n");
    expect(head).toMatch(
      /Your weights (lower|raise) the loss by .* against equal weights, over 2 topics/,
    );
    expect(head).toContain("The loss is lower in 1 of 2 topics; corrected for their number (Holm)");
    expect(head).toMatch(
      /by chance alone, up to \d+\s+would\s+be,\s+in\s+19\s+of\s+20\s+histories/,
    );
    const lines = table?.split("\n") ?? [];
    expect(lines[0]).toMatch(
      /^topic  sets  weighted  equal mean +median +skill .* p \(Holm\)  scored$/,
    );
    expect(lines[1]).toMatch(/^us +16 .* \+\d/);
    expect(lines[2]).toMatch(/^texas +16 .* -\d.* 1 failed$/);
    expect(rest[0]).toMatch(/^Topic texas\n1 failed round\n {2}WK411 /);
    expect(rest).toHaveLength(1);
  });

  it("names logic that never learnt and rounds that failed, before any comparison", () => {
    const head = (...topics: readonly Fact[][]) =>
      (topicsText(evaluated(...topics), { width: 1000 }).split("\n\n")[0] ?? "").split("\n");
    expect(head(still("a"), still("b"))[2]).toBe(
      "The logic never learnt in any of 2 topics, so there is nothing to judge.",
    );
    const some = head(still("a"), good);
    expect(some[2]).toMatch(/^Your weights lower the loss by .* over 2 topics/);
    expect(some[3]).toBe("In 1 of 2 topics the logic never learnt.");
    const failing = head(dead("a"), dead("b"), good);
    expect(failing[2]).toBe(
      "32 of 48 rounds failed (66.7%), so many sets were combined with old weights.",
    );
    expect(failing[3]).toBe("In 2 of 3 topics a tenth of the rounds or more failed.");
    expect(head(dead("a"), dead("b"))[2]).toBe(
      "All 32 rounds failed, so there are no weights to judge.",
    );
  });

  it("fits narrow terminals", () => {
    for (const width of [48, 60, 80]) {
      for (const line of topicsText(evaluated(bad, good), { width }).split("\n")) {
        expect(textWidth(line), line).toBeLessThanOrEqual(width);
      }
    }
  });

  it("states when there was nothing", () => {
    expect(topicsText(evaluated())).toContain("Nothing was replayed");
  });
});
