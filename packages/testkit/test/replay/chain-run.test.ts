import { describe, expect, it, test } from "vitest";
import { chainRun } from "../chain/chain-run/vectors.js";
import { answerOf, recorded, type Schedule } from "../chain/chain-run/schedules.js";
import { commit, fakeLogic, replay, type FakePlan } from "./fake-logic.js";
import { only, topic } from "./histories.js";

function plan(logic: FakePlan["logic"], change: Partial<FakePlan>): FakePlan {
  return {
    history: topic([]),
    cadences: { inference: 10, weight: 20 },
    logic,
    engine: "fake",
    http: () => null,
    permissions: [],
    seed: 5,
    ...change,
  };
}

describe("a replay at the block times of schedule.json", () => {
  const schedules = chainRun("schedule") as Schedule[];

  test.each(schedules.map((one) => [`${one.id} (${one.mode})`, one] as const))(
    "runs what the chain ran, schedule %s",
    (_, schedule) => {
      const { blocks, weightCadence, inferenceCadence } = schedule;
      // Half a unit more than the weight divided by 1e5, which the store multiplies and truncates again.
      const logic = fakeLogic((_payload, { stdin }) => {
        const weights = [...answerOf(new TextDecoder().decode(stdin))];
        return commit(
          Object.fromEntries(weights.map(([worker, uint]) => [worker, `${uint}.5e-5`])),
        );
      });
      const history = topic(
        blocks.flatMap(({ t, commit: set }) =>
          (set ?? []).map(({ worker, value }) => [t, worker, Number(value)] as const),
        ),
      );
      const cadences = { inference: inferenceCadence, weight: weightCadence };
      const known = blocks.map(({ t }) => t);
      Array.from(replay(plan(logic, { history, cadences, blocks: known })));
      const runs = logic.seen.map(({ request }) => [
        request.blockTime,
        new TextDecoder().decode(request.stdin),
      ]);
      const expected = recorded(schedule).flatMap(({ time, stdins }) =>
        stdins.map((stdin) => [time, stdin]),
      );
      expect(runs).toEqual(expected);
    },
  );
});

describe("second runs", () => {
  const history = topic([
    [100, "a", 1],
    [110, "a", 2],
    [120, "a", 3],
  ]);

  it("start from the weights before the due run, and overwrite what it stored", () => {
    const logic = fakeLogic(({ inferences, latest_weights }) =>
      commit({ a: Number(latest_weights["a"] ?? 0) / 1e5 + inferences.length / 10 }),
    );
    const facts = [...replay(plan(logic, { history }))];
    const runs = facts.flatMap((fact) =>
      fact.kind === "round" || fact.kind === "second"
        ? [[fact.kind, fact.index, fact.blockTime, fact.sets, fact.weights[0]]]
        : [],
    );
    expect(runs).toEqual([
      ["second", 0, 105, 1, 0.1],
      // Of 100 and 110, on 0.1; the second run sees 120 alone, on 0.1 again.
      ["round", 1, 120, 2, 0.3],
      ["second", 1, 125, 1, 0.2],
      ["round", 2, 140, 1, 0.3],
      // On nothing: it prints the weight that it was shown, and undoes the due run.
      ["second", 2, 145, 0, 0.2],
    ]);
    expect(only(facts, "ended")[0]).toMatchObject({ rounds: 2, secondRuns: 3 });
    expect(only(facts, "set").map(({ roundAt }) => roundAt)).toEqual([120, 120, 140]);
  });

  it("leave weights alone where the logic prints nothing on an empty window, and can be left out", () => {
    const logic = (): FakePlan["logic"] =>
      fakeLogic(({ inferences }) => commit(inferences.length === 0 ? {} : { a: 0.7 }));
    const last = (facts: Iterable<{ readonly kind: string }>): string =>
      [...facts].map(({ kind }) => kind).join(" ");
    expect(last(replay(plan(logic(), { history, singleRuns: true })))).toBe(
      "started set set round set round ended",
    );
    expect(last(replay(plan(logic(), { history })))).toBe(
      "started set second set round set second round second ended",
    );
  });

  it("are named where another host would not make them", () => {
    const facts = [
      ...replay(
        plan(
          fakeLogic(() => commit({})),
          { history },
        ),
      ),
    ];
    expect(only(facts, "started")[0]?.host).toEqual({
      name: "chain",
      title: "allora-chain v0.0.9",
    });
    expect(only(facts, "ended")[0]?.otherHosts).toEqual([
      {
        host: "seed",
        differences: [
          "no second runs (here 3)",
          "uniform weights before the first round, and the known truth in the payload",
        ],
      },
    ]);
  });
});

describe("runs that go wrong on the chain", () => {
  const history = topic([100, 110, 120, 130, 140].map((time) => [time, "a", 1] as const));
  const rounds = (disturbances: FakePlan["disturbances"]): unknown[] => {
    const changes = { history, singleRuns: true, disturbances: disturbances ?? {} };
    const facts = [
      ...replay(
        plan(
          fakeLogic(() => commit({})),
          changes,
        ),
      ),
    ];
    return [
      only(facts, "round").map((round) => [
        round.blockTime,
        round.windowFrom,
        round.sets,
        round.status,
      ]),
      only(facts, "set").map(({ roundAt }) => roundAt),
    ];
  };

  it("a late run sees everything since weight_last_ran", () => {
    expect(rounds({ late: new Map([[1, 15]]) })).toEqual([
      [
        [135, 100, 4, "committed"],
        [155, 135, 1, "committed"],
      ],
      [135, 135, 135, 135, 155],
    ]);
  });

  it("with the head node down weight_last_ran moves, and the window is lost", () => {
    expect(rounds({ outages: [{ from: 115, to: 125 }] })).toEqual([
      [
        [120, 100, 2, "unreachable"],
        [140, 120, 2, "committed"],
        [160, 140, 1, "committed"],
      ],
      [null, null, 140, 140, 160],
    ]);
  });

  it("without demand nothing runs, and what came before its return is lost", () => {
    expect(rounds({ noDemand: [{ from: 115, to: 130 }] })).toEqual([
      [[150, 130, 2, "committed"]],
      [null, null, null, 150, 150],
    ]);
  });

  it.each([
    ["an exit code", { exitCode: 3 }, "WK500"],
    [
      "a trap",
      {
        exitCode: 11,
        failure: { code: "WK411", message: "m", hint: "h", place: null, exit: 4, trace: [] },
      },
      "WK411",
    ],
  ])("%s after printing still submits", (_, outcome, code) => {
    const stdout = new TextEncoder().encode(commit({ a: 0.5 }));
    const logic = fakeLogic(() => ({ ...outcome, stdout }));
    const [round] = only([...replay(plan(logic, { history, singleRuns: true }))], "round");
    expect(round).toMatchObject({ status: "failed", submitted: true, failure: { code } });
    expect(round?.notes).toEqual([expect.stringMatching(/^WK519/)]);
    expect(round?.weights[0]).toBe(0.5);
    const [seed] = only([...replay(plan(logic, { history, profile: "seed" }))], "round");
    expect(seed).toMatchObject({ status: "failed", submitted: false, notes: [] });
    expect(seed?.weights[0]).toBeNaN();
  });
});

describe("two messages in one block", () => {
  // As in edges of epochs.json: the first message holds w0 and w1, the second w0 twice in the recording, here once.
  const history = topic([
    [100, "w0", 4],
    [100, "w1", 7],
    [100, "w0", 5],
    [110, "w0", 6],
  ]);
  const messages = Uint32Array.of(0, 0, 1, 0);
  const inferences = { ...history.inferences, messages };

  it("the second replaces the whole set, and liveness counts both", () => {
    const logic = fakeLogic(() => commit({ w0: 0.5, w1: 0.5 }));
    const economy = {
      ...{ epochBlocks: 25, blockSeconds: 1, emission: 100n, fees: 0n, otherStake: 0n },
      ...{ minimumStake: 0n, workerStake: 1n, workers: [] },
    };
    const facts = [...replay(plan(logic, { history: { ...history, inferences }, economy }))];
    const [set] = only(facts, "set");
    expect([...(set?.workerIds ?? [])].map((id) => history.inferences.workers[id])).toEqual(["w0"]);
    expect([...(set?.values ?? [])]).toEqual([5]);
    expect([...(set?.replaced ?? [])]).toEqual([0, 1]);
    expect(logic.seen[0]?.payload.inferences).toEqual([
      { timestamp: "100", inferences: [{ worker: "w0", inference: "5" }] },
    ]);
    // floor(0.8 * floor(25 / 10)) = 1: w1 gave its one in the message that was replaced.
    expect([...(only(facts, "rewards")[0]?.masked ?? [])]).toEqual([]);
  });
});
