import { describe, expect, it } from "vitest";
import type { ReplaySummary } from "../../src/metrics/summary.js";
import { replayText } from "../../src/report/text/replay-text.js";
import { topicsText } from "../../src/report/text/topics-text.js";
import { textWidth } from "../../src/report/text/width.js";
import { summaryOf } from "./summary-fixture.js";

const good: ReplaySummary = { ...summaryOf(), topic: "us" };
const bad: ReplaySummary = {
  ...summaryOf({ failed: true }),
  topic: "texas",
  against: { ...good.against, equal: { skill: -0.05, interval: null, test: null } },
};

describe("topicsText", () => {
  it("is the whole report for one topic", () => {
    expect(topicsText({ topics: [good] })).toBe(replayText(good));
  });

  it("is a line a topic for several, best first, with details only for what failed", () => {
    const text = topicsText({ topics: [bad, good] }, { width: 100 });
    const [head, ...rest] = text.split("\n\n");
    // The median of -5% and 20.3% is 7.6%.
    expect(head).toBe(
      "ema-absolute-error\n2 topics, 16 sets, 48 inferences; 10 rounds, 1 failed\n" +
        "The weights beat equal weights in 1 of 2 topics (0 by more than chance), and are worse by more than\nchance in 0; median skill +7.6%",
    );
    expect(rest[0]).toBe(
      `topic  sets  weighted  equal mean  median   skill     95% interval  scored
us        8   104.438     131.000  96.500  +20.3%  +8.0% to +32.7%   50.0%
texas     8   104.438     131.000  96.500   -5.0%                    37.5%  1 failed`,
    );
    expect(rest[1]).toMatch(/^Topic texas\n1 failed round\n {2}WK411 /);
    expect(rest).toHaveLength(2);
  });

  it("fits narrow terminals", () => {
    for (const width of [48, 60, 80]) {
      for (const line of topicsText({ topics: [bad, good] }, { width }).split("\n")) {
        expect(textWidth(line), line).toBeLessThanOrEqual(width);
      }
    }
  });

  it("says so when there was nothing", () => {
    expect(topicsText({ topics: [] })).toContain("Nothing was replayed");
  });
});
