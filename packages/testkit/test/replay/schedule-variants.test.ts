import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerOf } from "../chain/chain-run/schedules.js";
import { commit, fakeLogic, replay } from "./fake-logic.js";
import { topic } from "./histories.js";

// Schedules like those of schedule.json, at the edges that it does not have, against a model written from the findings 1, 2 and 4 of
// vectors/chain-run/README.md alone. It shares nothing with src/chain.

type Answer = readonly [worker: string, value: number];

interface Block {
  readonly time: number;
  readonly messages: readonly (readonly Answer[])[];
}

/** Each run as its block's time and its stdin. */
function modelled(blocks: readonly Block[], cadence: number): [number, string][] {
  const runs: [number, string][] = [];
  const sets = new Map<number, readonly Answer[]>();
  const weights = new Map<string, number>();
  let lastRan = -Infinity;
  let dueBefore = false;
  let answered: string | null = null;
  for (const [height, { time, messages }] of blocks.entries()) {
    // The end of the first block finds the topic due: nothing has run yet.
    const due = time - lastRan >= cadence;
    let stdin: string | null = null;
    if (height > 0 && (due || dueBefore)) {
      const window = [...sets].filter(([at]) => at >= lastRan).sort(([a], [b]) => b - a);
      const known = weights.size > 0 ? weights : new Map(zeroes(window));
      stdin = JSON.stringify({
        inferences: window.map(([at, answers]) => ({
          timestamp: String(at),
          inferences: answers.map(([worker, value]) => ({ worker, inference: String(value) })),
        })),
        latest_weights: Object.fromEntries(
          [...known]
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([name, uint]) => [name, String(uint)]),
        ),
      });
      runs.push([time, stdin]);
    }
    // What the block before started is stored in this one, after this one's run has read the state.
    if (answered !== null) {
      for (const [worker, uint] of answerOf(answered)) weights.set(worker, uint);
    }
    answered = stdin;
    const last = messages.at(-1);
    if (last !== undefined) sets.set(time, last);
    if (due) lastRan = time;
    dueBefore = due;
  }
  return runs;
}

function zeroes(window: readonly (readonly [number, readonly Answer[]])[]): [string, number][] {
  return window.flatMap(([, answers]) => answers.map(([worker]): [string, number] => [worker, 0]));
}

function replayed(blocks: readonly Block[], cadence: number): [number, string][] {
  const logic = fakeLogic((_payload, { stdin }) => {
    const weights = [...answerOf(new TextDecoder().decode(stdin))];
    return commit(Object.fromEntries(weights.map(([worker, uint]) => [worker, `${uint}.5e-5`])));
  });
  const messages: number[] = [];
  const rows = blocks.flatMap(({ time, messages: sent }) =>
    sent.flatMap((answers, message) =>
      answers.map(([worker, value]) => {
        messages.push(message);
        return [time, worker, value] as const;
      }),
    ),
  );
  const history = topic(rows);
  const inferences = { ...history.inferences, messages: Uint32Array.from(messages) };
  Array.from(
    replay({
      ...{ history: { ...history, inferences }, cadences: { inference: 1, weight: cadence } },
      ...{ logic, engine: "fake", http: () => null, permissions: [], seed: 5 },
      blocks: blocks.map(({ time }) => time),
    }),
  );
  return logic.seen.map(({ request }) => [
    request.blockTime,
    new TextDecoder().decode(request.stdin),
  ]);
}

const GAPS: Readonly<Record<string, readonly number[]>> = {
  "regular, a cadence that blocks hit": [5],
  "coprime to the cadence": [7],
  "a second apart": [1],
  "with jitter": [4, 5, 6, 9],
  "with long stops": [5, 5, 5, 700],
  "each longer than any cadence": [4000, 9000],
};

const answers = fc.uniqueArray(fc.tuple(fc.constantFrom("w0", "w1", "w10", "w2"), fc.nat(99_999)), {
  minLength: 1,
  selector: ([worker]) => worker,
});
const messages = fc.oneof(
  { weight: 2, arbitrary: fc.constant([]) },
  { weight: 3, arbitrary: fc.array(answers, { minLength: 1, maxLength: 2 }) },
);

describe("runs and their stdins, against the findings in prose", () => {
  it.each(Object.entries(GAPS))("blocks %s", (_name, gaps) => {
    const steps = fc.array(fc.tuple(fc.constantFrom(...gaps), messages), { maxLength: 40 });
    // With cadence minimums off: from one second, as long as a gap, shorter and longer than it.
    const cadences = fc.constantFrom(1, 2, 5, 7, 10, 35, 60, 3600);
    fc.assert(
      fc.property(answers, steps, cadences, (first, later, cadence) => {
        let time = 1_700_000_000;
        const blocks: Block[] = [{ time, messages: [first] }];
        for (const [gap, sent] of later) blocks.push({ time: (time += gap), messages: sent });
        expect(replayed(blocks, cadence)).toEqual(modelled(blocks, cadence));
      }),
      { numRuns: 60 },
    );
  });
});
