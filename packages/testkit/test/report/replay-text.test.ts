import { describe, expect, it } from "vitest";
import { Evaluator } from "../../src/metrics/evaluate.js";
import { replayText } from "../../src/report/text/replay-text.js";
import { ansiStyle } from "../../src/report/text/style.js";
import { textWidth } from "../../src/report/text/width.js";
import { ended, round, set, started, summarize } from "../metrics/facts.js";
import { summaryOf } from "./summary-fixture.js";

describe("replayText", () => {
  // The errors by hand: truth 1000 + k, inferences 1000 + k, 1100, 1300 for k = 0..7; means are off by
  // (400 - 2k) / 3, 131 on average; medians by 100 - k; weighted by 90 - 0.5 k and
  // weighted median by (100 - k) / 2 from k = 3 on, by mean and median before; the newest known truth is two weeks old,
  // so six sets have one, with weighted errors of 132 and 88.5 to 86.5.
  // Weights 0.5, 0.3, 0.2: 1 / 0.38 workers, Gini 0.2. The weights never move, so nothing ranks them. Intervals
  // and p (the median's for two baselines): the formulas of the vectors in plain Python, where t with 2 degrees has a closed form.
  it("shows the run at a glance", () => {
    expect(replayText(summaryOf())).toBe(
      `ema-absolute-error on topic 7  3f2a91c04b1e
2023-10-07 to 2023-12-02, 3 workers, 8 sets, 24 inferences
inferences every 7 d, weights every 14 d

The logic never learnt, so there is nothing to judge: its weights never moved,
though it could have scored 12 inferences.
The combination lowers the error by 20.3% against equal weights.

Host    allora-chain v0.0.9
Rounds  5 ran, 5 committed, 0 failed
Fuel    1,000,004 a round on average, 1,000,008 at most (round 4)
Scored  12 of 24 inferences could be scored by a round (50.0%)
        12 (50.0%) can never be scored: their truth comes after their window has
        passed
        truth comes up to 11 d late. The last inferences before a round are
        always too recent, so no cadence scores all; no weight cadence that fits
        this history scores 9 in 10

Mean absolute error on 8 sets
  combination        error  weighted is     95% interval      p
  weighted         104.438
  equal mean       131.000  20.3% better    -24.7% to +65.2%  0.188
  median            96.500  8.2% worse      -65.6% to +49.1%  0.603
  weighted median   66.813  56.3% worse
  newest truth       2.000  4,645.8% worse
  the newest truth is compared on the 6 sets that had one, where weighted has
  94.917
  3 sets came before any weight was stored and were combined with equal weights

Weights
  as concentrated as 2.6 equally weighted workers on average, 2.6 at the end
  (Gini 0.20)
  0.0% of the weight changes hands from round to round

Final weights of 3 workers
  worker                                        weight  share
  allo130k33st8757qkr4gs3xredmgvj99ntcza2fmlj  0.50000  50.0%  ████████████
  allo1s50ugeqpfpzm9ccmpse9qevqdlwhpmhe0kxx6s  0.30000  30.0%  ███████▎
  allo1uxwhf402n8wyqs0hn4aj952grlkpfdd7g3982w  0.20000  20.0%  ████▊
`,
    );
  });

  it("has the payload's size, and advice once it is more than a pipe holds", () => {
    const text = (...sizes: readonly number[]): string =>
      replayText(
        summarize([
          started(),
          ...sizes.map((payloadBytes, i) => round(i, 100 + 20 * i, { payloadBytes })),
          ended(),
        ]),
      );
    expect(text(65_535, 65_536)).toContain(
      "Payload 65,536 bytes a round on average, 65,536 at most (round 1)\nScored",
    );
    // 400,000 is nearest to the 412,000 bytes of which 7 in 100 were lost.
    expect(text(100, 400_000)).toContain(
      `Payload 200,050 bytes a round on average, 400,000 at most (round 1)
        payloads of more than 65,536 bytes do not fit into a pipe at once. A
        node with bls-runtime 0.3.1 waits only 10 ms for the rest: on a busy
        machine, 7.0% of payloads about as large as the largest here arrived
        empty. Shorter windows make them smaller (a shorter weight cadence,
        fewer inferences); --lost-payloads 0.07 shows what the loss costs
`,
    );
  });

  it("has details for what failed, and only then", () => {
    const text = replayText(summaryOf({ failed: true }));
    expect(text).toContain("Rounds  5 ran, 4 committed, 1 failed\n");
    expect(text).toContain("        3 were lost to failed or skipped rounds\n");
    expect(text.slice(text.indexOf("1 failed round\n"))).toBe(`1 failed round
  WK411 the logic aborted: losses must not be empty
    round 1 at 2023-10-21; exit code 11
    at logic/weights/score (offset 3456)
    at logic/weights/main (logic/weights.ts:12:3)
    │ losses: none
    → look at the line named in the trace
`);
    expect(replayText(summaryOf())).not.toContain("failed round");
  });

  it("lets nothing of a guest or a file reach the terminal", () => {
    const summary = summaryOf({ failed: true, stderr: "\x1b]0;owned\x07\n\x1b[2J" });
    const names = new Map([[summary.workers[0]!, "\x1b[31mred\u202e"]]);
    const text = replayText(summary, { names });

    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    expect(text).toContain("\\x1b]0;owned\\x07");
  });

  it("reports what came with inferences that the logic did not get", () => {
    const facts = [started(), set(0, [1], { truth: 1 }), round(0, 5), ended({ withheld: 1 })];
    const text = replayText(summarize(facts), { width: 200 });
    expect(text).toContain(
      "1 inference came with extra_data or proof, which the payload of allora-chain v0.0.9 cannot hold, so the logic does not get them",
    );
  });

  it("does not blame the logic where there is only one worker to weight", () => {
    const facts = [
      started({ workers: ["only"], start: 100, end: 140 }),
      ...[100, 110, 120, 130].flatMap((time, i) => [
        set(time, [5], { weights: [i === 0 ? NaN : 1], truth: 6, truthAvailableAt: time + 1 }),
        round(i, time + 5, { weights: [1] }),
      ]),
      ended(),
    ];
    const text = replayText(summarize(facts), { width: 200 });
    expect(text).toContain(
      "There is only one worker, which has all the weight, so there is nothing to judge.\n",
    );
    expect(text).not.toContain("never learnt");
  });

  it("fits narrow terminals, in colour too", () => {
    const summary = summaryOf({ failed: true });
    for (const width of [40, 60, 80, 120]) {
      for (const line of replayText(summary, { width, style: ansiStyle }).split("\n")) {
        expect(textWidth(line), line).toBeLessThanOrEqual(width);
      }
    }
  });

  it("colours without changing the words", () => {
    const summary = summaryOf({ failed: true });

    const bare = replayText(summary, { style: ansiStyle }).replace(/\x1b\[\d+m/g, "");
    expect(bare).toBe(replayText(summary));
  });

  it("states when there is nothing to compare", () => {
    const evaluator = new Evaluator();
    evaluator.add(started({ workers: [] }));
    evaluator.add(ended());
    const text = replayText(evaluator.result().topics[0]!);
    expect(text).toContain("Scored  no inferences\n");
    expect(text).toContain("Nothing could be compared: there are no inferences.\n");
    expect(text).toContain("no worker has any weight");
  });

  it("states that the host took no answer where it left out all", () => {
    const evaluator = new Evaluator();
    evaluator.add(started({ workers: ["a", "b"] }));
    evaluator.add(set(100, [], { leftOut: Uint32Array.of(0, 1) }));
    evaluator.add(ended());
    expect(replayText(evaluator.result().topics[0]!).replaceAll("\n", " ")).toContain(
      "Nothing could be compared: the network accepted none of 2 answers. It cannot store their values, or their workers may not take part yet.",
    );
  });

  it("lists the workers with most weight, and sums up the rest", () => {
    const text = replayText(summaryOf(), { top: 1 });
    expect(text).toContain("… and 2 more workers with 50.0% together");
  });
});

describe("replayText of a class topic", () => {
  // By hand: the weighted vote follows the first worker, right in 3 of 4; the equal vote the two others, right in 2 of 4.
  // Interval of 3 in 4 with t of 2 degrees: 10.1% to 98.8% (plain Python).
  const evaluator = new Evaluator();
  const classes = ["clear", "cloudy", "rain"];
  evaluator.add(started({ values: { kind: "class", classes }, start: 100, end: 140 }));
  for (const [time, values, truth] of [
    [110, [0, 1, 1], 0],
    [120, [2, 1, 1], 1],
    [130, [2, 2, 0], 2],
    [140, [2, 0, 9], 2],
  ] as const) {
    const told = { weights: [3, 1, 1], truth, truthAvailableAt: time + 1 };
    evaluator.add(set(time, values, told));
  }
  evaluator.add(ended());
  const text = replayText(evaluator.result().topics[0]!);

  it("counts wrong calls, and class by class what was called", () => {
    expect(text).toContain(`Share of wrong calls on 4 sets
`);
    expect(text).toMatch(/^  weighted vote  0\.2500$/m);
    expect(text).toMatch(/^  equal vote     0\.5000  50\.0% better/m);
    expect(text).toMatch(/^  newest truth   0\.6667  50\.0% better$/m);
    expect(text)
      .toContain(`the called class occurred in 3 of 4 sets: 75.0% (95% interval 10.1% to 98.8%)
  class   occurred  called  recall  precision  equal recall
  clear          1       1  100.0%     100.0%          0.0%
  cloudy         1       0    0.0%                   100.0%
  rain           2       3  100.0%      66.7%         50.0%
`);
    // The first set knows no truth yet; of the other three the weighted vote is wrong once.
    expect(text).toContain(
      "the newest truth is compared on the 3 sets that had one, where weighted has\n  0.3333\n",
    );
    expect(text).toContain("1 inference ignored: not a class of this topic\n");
  });
});

describe("replayText of a topic that pays", () => {
  it("shows who got what of how much, strangers included, and whose the weight is", () => {
    const evaluator = new Evaluator();
    const x = { address: "allo1x", weight: 0.5 };
    const paid = {
      kind: "rewards",
      epoch: 0,
      blockTime: 120,
      block: 600,
      topicEmission: 1_000_000n,
      workerRewards: [600_000n, 0n, 0n],
      reputers: ["allo1r"],
      reputerRewards: [250_000n],
      others: [{ address: "allo1x", amount: 1234n, masked: false }],
      masked: new Uint32Array(),
      inFloats: [
        { address: "a", exact: 600_000n, paid: 599_998n, bound: 4n },
        { address: "allo1r", exact: 250_000n, paid: 250_001n, bound: 3n },
      ],
      topicStake: 1n,
      rolledOver: 148_766n,
      notes: [],
      failure: null,
    } as const;
    for (const fact of [
      started(),
      set(100, [1, 2, 3]),
      round(0, 110, { weights: [0.5, NaN, NaN], others: [x] }),
      paid,
      ended(),
    ]) {
      evaluator.add(fact);
    }
    const text = replayText(evaluator.result().topics[0]!, { width: 200 });
    expect(text).toContain(
      "1 reward epoch paid 600,000 to workers and 250,000 to reputers and 1,234 to others, of 1,000,000 that the topic had to distribute\n",
    );
    expect(text).toContain(
      "  148,766 stayed in the rewards account for the next epoch\n" +
        "  amounts are exact; the host computes in floats, where 2 amounts differ, by 2 at most (floats can be off by 4 there)\n",
    );
    expect(text).toContain("Final weights of 1 worker and 1 other address\n");
  });
});
