import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FactJudge } from "../../src/metrics/judged-fact.js";
import { CSV_FILES, CSV_HEADS, type CsvFile, CsvSeries } from "../../src/report/csv/csv-series.js";
import { field, row } from "../../src/report/csv/csv-text.js";
import { workerScoresCsv } from "../../src/report/csv/worker-scores-csv.js";
import type { Fact } from "../../src/replay/facts.js";
import { ended, round, set, started, summarize } from "../metrics/facts.js";
import { failure } from "./summary-fixture.js";

const facts: readonly Fact[] = [
  started({ topic: "7", workers: ["allo1a", "allo1b"] }),
  round(0, 100, { weights: [NaN, NaN], fuel: 12, payloadBytes: 41 }),
  set(100, [10, 30.5], { truth: 11, truthAvailableAt: 105, roundAt: 120 }),
  round(1, 120, {
    windowFrom: 100,
    sets: 1,
    inferences: 2,
    scorable: 2,
    weights: [0.75, NaN],
    others: [{ address: "allo1x", weight: 0.125 }],
    status: "failed",
    submitted: false,
    exitCode: 11,
    failure,
  }),
  set(130, [10], { workerIds: Uint32Array.of(0), weights: [0.75] }),
  {
    kind: "rewards",
    epoch: 0,
    blockTime: 130,
    block: 600,
    topicEmission: 9_007_199_254_740_993n,
    workerRewards: [9_007_199_254_740_993n, 0n],
    reputers: ["allo1r"],
    reputerRewards: [1n],
    others: [{ address: "allo1x", amount: 4n, masked: false }],
    masked: new Uint32Array(),
    inFloats: [
      {
        address: "allo1a",
        exact: 9_007_199_254_740_993n,
        paid: 9_007_199_254_740_992n,
        bound: 50n,
      },
    ],
    topicStake: 77n,
    rolledOver: 3n,
    notes: [],
    failure: null,
  },
  {
    kind: "halted",
    epoch: 1,
    blockTime: 160,
    block: 1200,
    failure: { ...failure, code: "WK535" },
    weights: [],
  },
  ended(),
];

function files(): Record<CsvFile, string> {
  const made = { ...CSV_HEADS };
  const series = new CsvSeries();
  const judge = new FactJudge();
  for (const fact of facts) {
    for (const { file, text } of series.add(judge.judge(fact))) made[file] += text;
  }
  return made;
}

describe("CSV of every series", () => {
  it("is as worked out by hand", () => {
    expect(files()).toEqual({
      "sets.csv": `topic,timestamp,inferences,truth,truth_available_at,round_at,weights_from,weighted,weighted_median,weighted_log_pool,equal,median,log_pool,members,weighted_loss,equal_loss,naive_loss
7,100,2,11,105,120,uniform,20.25,20.25,,20.25,20.25,,20.25,9.25,9.25,
7,130,1,,,,stored,10,10,,10,10,,10,,,
`,
      "inferences.csv": `topic,timestamp,worker,value,given,weight,loss
7,100,allo1a,10,10,,1
7,100,allo1b,30.5,30.5,,19.5
7,130,allo1a,10,10,0.75,
`,
      "rounds.csv": `topic,index,run,reputer,block_time,window_from,sets,inferences,scorable,payload_bytes,status,submitted,exit_code,fuel,failure
7,0,due,allo1reputer,100,0,0,0,0,41,committed,true,0,12,
7,1,due,allo1reputer,120,100,1,2,2,,failed,false,11,,WK411
`,
      "weights.csv": `topic,index,run,reputer,block_time,worker,weight
7,1,due,allo1reputer,120,allo1a,0.75
7,1,due,allo1reputer,120,allo1x,0.125
`,
      "rewards.csv": `topic,epoch,block,block_time,receiver,kind,amount,in_floats,bound
7,0,600,130,allo1a,worker,9007199254740993,9007199254740992,50
7,0,600,130,allo1b,worker,0,,
7,0,600,130,allo1r,reputer,1,,
7,0,600,130,allo1x,other,4,,
`,
      // 9007199254740993 + 1 + 4.
      "epochs.csv": `topic,epoch,block,block_time,status,emission,topic_stake,paid,rolled_over,failure
7,0,600,130,paid,9007199254740993,77,9007199254740998,3,
7,1,1200,160,halted,,,,,WK535
`,
    });
  });

  it("has as many fields in every line as in the head", () => {
    const made = files();
    for (const file of CSV_FILES) {
      const widths = made[file]
        .trimEnd()
        .split("\n")
        .map((line) => line.split(",").length);
      expect(new Set(widths).size, file).toBe(1);
    }
  });

  it("lists workers with their names", () => {
    const names = new Map([["allo1a", 'Say "hi", team']]);
    expect(workerScoresCsv([summarize(facts)], names)).toBe(
      // A stranger has a seventh of the weight.
      `topic,worker,name,sets,loss,bias,skill,regret,weight_share,reward_share
7,allo1a,"Say ""hi"", team",1,1,-1,${1 - 1 / 9.25},8.25,${6 / 7},1
7,allo1b,,1,19.5,19.5,${1 - 19.5 / 9.25},-10.25,0,0
`,
    );
  });
});

describe("CSV text", () => {
  it("quotes what must be quoted, and only that", () => {
    expect(row(["a", 'b"c', "d,e", null, NaN, 0.1])).toBe('a,"b""c","d,e",,,0.1\n');
  });

  it("shows what would act on a terminal or break a line, and what a spreadsheet would run", () => {
    const texts = ["f\ng", "\u001b[31m", "\u202e", "=1+1", "+1", "@a", "'=1", "-1"];
    expect(row(texts)).toBe("f\\ng,\\x1b[31m,\\u{202e},'=1+1,'+1,'@a,''=1,-1\n");
  });

  it("gives numbers back to the last bit", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Number(field(value))).toBe(value === 0 ? 0 : value);
      }),
    );
  });
});
