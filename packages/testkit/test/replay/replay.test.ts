import { describe, expect, it } from "vitest";
import { WeightkitError } from "../../src/errors/weightkit-error.js";
import { commit, fakeLogic, type Payload, replay, type FakePlan } from "./fake-logic.js";
import { only, topic } from "./histories.js";
import { plan } from "./replay-plan.js";

const timesOf = (payload: Payload): string[] =>
  payload.inferences.map(({ timestamp }) => timestamp);

describe("replay", () => {
  const logic = fakeLogic((payload) =>
    payload.inferences.length === 0
      ? commit({})
      : commit({ a: 0.25, b: payload.inferences.length === 2 ? 0.5 : 0 }),
  );
  const facts = [...replay(plan(logic))];

  it("begins with the plan and ends with the counts", () => {
    expect(facts[0]).toEqual({
      kind: "started",
      version: 2,
      topic: "7",
      host: { name: "chain", title: "allora-chain v0.0.9" },
      workers: ["b", "a"],
      inferenceCadence: 10,
      values: { kind: "number" },
      weightCadence: 20,
      start: 100,
      // The median of 10, 11, 12 and 13.
      typicalTruth: 11.5,
      end: 160,
      logic: { name: "fake", sha256: "00" },
      engine: "fake",
      seed: 5,
    });
    expect(facts.at(-1)).toEqual({
      kind: "ended",
      rounds: 3,
      secondRuns: 0,
      failed: 0,
      sets: 5,
      inferences: 10,
      leftOut: 0,
      withheld: 0,
      otherHosts: [
        {
          host: "seed",
          differences: [
            "uniform weights before the first round, and the known truth in the payload",
          ],
        },
      ],
      rounding: { inferences: 0, worst: 0 },
    });
  });

  it("runs every cadence from the first block on, until all sets were seen, newest first", () => {
    expect(logic.seen.map(({ request, payload }) => [request.blockTime, timesOf(payload)])).toEqual(
      [
        [120, ["110", "100"]],
        [140, ["130", "120"]],
        [160, ["140"]],
      ],
    );
  });

  it("lists everybody with 0 before the first weights, and stored weights after", () => {
    expect(logic.seen.map(({ payload }) => payload.latest_weights)).toEqual([
      { a: "0", b: "0" },
      { a: "25000", b: "50000" },
      { a: "25000", b: "50000" },
    ]);
  });

  it("yields facts in order of time, the round of a block before its set", () => {
    const order = facts.map((fact) =>
      fact.kind === "round"
        ? `round ${fact.blockTime}`
        : fact.kind === "set"
          ? `set ${fact.timestamp}`
          : fact.kind,
    );
    expect(order).toEqual([
      "started",
      "set 100",
      "set 110",
      "round 120",
      "set 120",
      "set 130",
      "round 140",
      "set 140",
      "round 160",
      "ended",
    ]);
  });

  it("combines each set with the weights that stood before it was made", () => {
    const sets = only(facts, "set");
    expect(sets.map(({ weights, weighted }) => [weighted, ...weights])).toEqual([
      [false, NaN, NaN],
      [false, NaN, NaN],
      [false, NaN, NaN],
      [true, 0.5, 0.25],
      [true, 0.5, 0.25],
    ]);
  });

  it("gives each set its values, its truth and its round", () => {
    const sets = only(facts, "set");
    expect([...(sets[3]?.values ?? [])]).toEqual([13, 23]);
    expect([...(sets[3]?.given ?? [])]).toEqual([13, 23]);
    expect([...(sets[3]?.workerIds ?? [])]).toEqual([0, 1]);
    expect(
      sets.map(({ truth, truthAvailableAt, roundAt }) => [truth, truthAvailableAt, roundAt]),
    ).toEqual([
      [10, 111, 120],
      [11, 121, 120],
      [12, 131, 140],
      [13, 141, 140],
      [null, null, 160],
    ]);
  });

  it("counts what each round could score: truth available by its block time", () => {
    const rounds = only(facts, "round");
    expect(rounds.map(({ sets, inferences, scorable }) => [sets, inferences, scorable])).toEqual([
      [2, 4, 2],
      [2, 4, 2],
      [1, 2, 0],
    ]);
    expect(rounds.map(({ windowFrom }) => windowFrom)).toEqual([100, 120, 140]);
  });

  it("removes a weight of 0, and keeps the weight of whoever is not named", () => {
    const weights = only(facts, "round").map((round) => [...round.weights]);
    expect(weights).toEqual([
      [0.5, 0.25],
      [0.5, 0.25],
      [NaN, 0.25],
    ]);
  });

  it("gives the run its topic, permissions and seed", () => {
    expect(logic.seen[1]?.request.env).toEqual({ TOPIC_ID: "7" });
    expect(logic.seen[1]?.request.permissions).toEqual(["https://a/"]);
    expect(new Set(logic.seen.map(({ request }) => request.seed)).size).toBe(3);
  });

  it("gives the same facts again", () => {
    expect([...replay(plan(logic))]).toEqual(facts);
  });
});

describe("a run that fails", () => {
  it.each([
    ["an exit code", { exitCode: 65 }, "WK500"],
    ["no output", "", "WK501"],
    ["a log line", `log\n${commit({ a: 1 })}`, "WK503"],
    ["a bare number", '{"type":"weights","weights":{"a":"1","b":0.5}}', "WK509"],
    ["NaN", commit({ a: 1, b: "NaN" }), "WK512"],
    ["a negative weight", commit({ a: 1, b: "-1" }), "WK513"],
    ["a weight too large", commit({ a: 1, b: "1e300" }), "WK514"],
    ["an address that is none", commit({ a: 1, allo1nobody: 1 }), "WK516"],
  ])("keeps the old weights: %s", (_, second, code) => {
    let run = 0;
    const logic = fakeLogic(() =>
      run++ === 0 ? commit({ a: 0.5, b: 0.5 }) : run === 2 ? second : commit({}),
    );
    const facts = [...replay(plan(logic))];
    const rounds = only(facts, "round");
    expect(rounds.map(({ status }) => status)).toEqual(["committed", "failed", "committed"]);
    expect(rounds[1]).toMatchObject({ submitted: false, failure: { code } });
    expect([...(rounds[1]?.weights ?? [])]).toEqual([0.5, 0.5]);
    expect(only(facts, "ended")[0]).toMatchObject({ rounds: 3, failed: 1 });
  });

  it("passes the engine's own failure on, with its stderr", () => {
    const failure = { code: "WK401", message: "m", hint: "h", place: null, exit: 4, trace: [] };
    const logic = fakeLogic(() => ({
      exitCode: 1,
      failure,
      stderr: new TextEncoder().encode("oh\n"),
    }));
    const [round] = only([...replay(plan(logic))], "round");
    expect(round).toMatchObject({ status: "failed", exitCode: 1, failure, stderr: "oh\n" });
  });

  it("passes on what a run that commits prints: stderr, and all that was odd", () => {
    const logic = fakeLogic(() => ({
      stdout: new TextEncoder().encode(commit({ a: 0.5, b: "x" })),
      stderr: new TextEncoder().encode("first line\nzweite Zeile: Ω\n"),
      notes: ["asked twice"],
    }));
    const [round] = only([...replay(plan(logic))], "round");
    expect(round).toMatchObject({
      status: "committed",
      stderr: "first line\nzweite Zeile: Ω\n",
      notes: ["asked twice", expect.stringContaining("WK511")],
    });
  });

  it("skips a weight that is not a number, as the head node does, with a note", () => {
    const logic = fakeLogic(() => commit({ a: 0.5, b: "abc" }));
    const [round] = only([...replay(plan(logic))], "round");
    expect([...(round?.weights ?? [])]).toEqual([NaN, 0.5]);
    expect(round?.notes).toEqual([expect.stringMatching(/^WK511: The weight "abc" of b/)]);
  });

  it("stores a stranger's weight, as the chain does, with a note", () => {
    const stranger = "allo130k33st8757qkr4gs3xredmgvj99ntcza2fmlj";
    const logic = fakeLogic(() => commit({ [stranger]: 1 }));
    const [round] = only([...replay(plan(logic))], "round");
    expect(round?.status).toBe("committed");
    expect(round?.notes).toEqual([expect.stringMatching(/^WK517/)]);
    expect(logic.seen[1]?.payload.latest_weights).toEqual({ [stranger]: "100000" });
  });
});

describe("rounds that go wrong under the seed document", () => {
  const windows = (change: FakePlan["disturbances"]) => {
    const logic = fakeLogic(() => commit({}));
    const disturbances = change ?? {};
    const facts = [...replay(plan(logic, { profile: "seed", disturbances }))];
    return {
      facts,
      seen: logic.seen.map(({ request, payload }) => [request.blockTime, timesOf(payload)]),
    };
  };

  it("a late round loses what was truncated before it, and delays the next", () => {
    const { facts, seen } = windows({ late: new Map([[1, 5]]) });
    expect(seen).toEqual([
      [100, []],
      [125, ["120", "110"]],
      [145, ["140", "130"]],
    ]);
    expect(only(facts, "set").map(({ roundAt }) => roundAt)).toEqual([null, 125, 125, 145, 145]);
  });

  it("after a skipped round the next sees no more than one cadence", () => {
    const { facts, seen } = windows({ skip: new Set([1]) });
    expect(seen).toEqual([
      [100, []],
      [140, ["130", "120"]],
      [160, ["140"]],
    ]);
    expect(only(facts, "round").map(({ status }) => status)).toEqual([
      "committed",
      "skipped",
      "committed",
      "committed",
    ]);
    expect(only(facts, "set").map(({ roundAt }) => roundAt)).toEqual([null, null, 140, 140, 160]);
    expect(only(facts, "ended")[0]?.rounds).toBe(3);
  });
});

describe("a plan that cannot be replayed", () => {
  it.each([
    ["WK600", {}, topic([])],
    ["WK601", { cadences: { inference: 10, weight: 0 } }, undefined],
    ["WK601", { cadences: { inference: 1.5, weight: 10 } }, undefined],
    ["WK602", { cadences: { inference: 1, weight: 1 }, maxRounds: 10 }, undefined],
    ["WK603", { valueScale: 0 }, undefined],
  ])("is refused: %s", (code, change, history) => {
    const facts = replay(
      plan(
        fakeLogic(() => ""),
        change,
        history,
      ),
    );
    try {
      facts.next();
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(WeightkitError);
      expect((error as WeightkitError).code).toBe(code);
    }
  });
});
