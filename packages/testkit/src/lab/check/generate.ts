import fc, { type Arbitrary } from "fast-check";
import type { Answer, CheckRound } from "./check-round.js";
import type { RoundRange } from "./round-range.js";

/** UNIX seconds of a generated round's oldest set. */
const START = 1_700_006_400;
/** How far answers and truths lie from the typical truth, in thousandths of it. */
const SPREAD = 500;
const UNITS = 100_000;

/** What a generated round has to have. */
export interface RoundShape {
  readonly minWorkers?: number;
  readonly maxWorkers?: number;
  /** Whether every set is known to all: nobody is absent, and all truths are known. */
  readonly full?: boolean;
  /** Whether weights are stored: "all" for everybody who answers, "any" for anything, "some" for everybody but the first worker. */
  readonly weights?: "all" | "any" | "some";
}

/** A set before it is written down: a truth, and an answer a worker, each from -500 to 500; null for absent. */
export interface SetDraft {
  readonly truth: number | null;
  readonly answers: readonly (number | null)[];
}

/** Rounds of a topic: windows of sets, newest first, with absent workers, newcomers, unknown truths and former workers. */
export function generatedRound(range: RoundRange, shape: RoundShape = {}): Arbitrary<CheckRound> {
  const { minWorkers = 1, maxWorkers = 6, full = false, weights = "any" } = shape;
  const most = Math.min(maxWorkers, range.workers.length);
  return fc
    .integer({ min: Math.min(minWorkers, most), max: most })
    .chain((count) =>
      fc.record({
        workers: fc.shuffledSubarray([...range.workers], { minLength: count, maxLength: count }),
        sets: fc.array(setDraft(count, full), { minLength: 1, maxLength: range.window }),
        stored: fc.array(fc.integer({ min: 1, max: UNITS }), {
          minLength: count,
          maxLength: count,
        }),
        known: weights === "any" ? knownWeights(count) : fc.constant(KNOWN[weights](count)),
      }),
    )
    .map(({ workers, sets, stored, known }) => writtenRound(range, workers, sets, stored, known));
}

const KNOWN = {
  all: (count: number): boolean[] => Array.from({ length: count }, () => true),
  some: (count: number): boolean[] => Array.from({ length: count }, (_, i) => i > 0),
};

/** Whose weights are stored: nobody's (a first round), everybody's, or some. */
function knownWeights(count: number): Arbitrary<boolean[]> {
  return fc.oneof(
    fc.constant(Array.from({ length: count }, () => false)),
    fc.constant(KNOWN.all(count)),
    fc.array(fc.boolean(), { minLength: count, maxLength: count }),
  );
}

function setDraft(workers: number, full: boolean): Arbitrary<SetDraft> {
  const answer = fc.integer({ min: -SPREAD, max: SPREAD });
  const maybe = full ? answer : fc.option(answer, { nil: null, freq: 5 });
  return fc.record({
    truth: full ? answer : fc.option(answer, { nil: null, freq: 4 }),
    answers: fc.array(maybe, { minLength: workers, maxLength: workers }),
  });
}

/**
 * The round that drafts stand for, the newest set first.
 * @param known whose weights are stored; nobody's makes it a first round
 */
export function writtenRound(
  range: RoundRange,
  workers: readonly string[],
  drafts: readonly SetDraft[],
  stored: readonly number[],
  known: readonly boolean[],
): CheckRound {
  const timestamps = drafts.map((_, i) => START + (drafts.length - 1 - i) * range.cadence);
  const sets = drafts.map(({ answers }, i) => ({
    timestamp: timestamps[i] ?? START,
    answers: workers.flatMap((worker, w): Answer[] => {
      const draft = answers[w] ?? null;
      return draft === null ? [] : [{ worker, value: answerOf(draft, range) }];
    }),
  }));
  const truths = drafts.flatMap(({ truth }, i): [number, number][] =>
    truth === null ? [] : [[timestamps[i] ?? START, truthOf(truth, range)]],
  );
  const anyStored = known.includes(true);
  const weights = workers.flatMap((worker, w): [string, number][] => {
    if (!anyStored) return [[worker, 0]];
    return known[w] === true ? [[worker, stored[w] ?? 0]] : [];
  });
  return {
    sets: sets.filter(({ answers }) => answers.length > 0),
    weights: Object.fromEntries(weights),
    truths: Object.fromEntries(truths),
    blockTime: (timestamps[0] ?? START) + range.cadence,
  };
}

/** A draft, from -SPREAD to SPREAD, as a worker's answer on the chain. */
function answerOf(draft: number, { level, subject }: RoundRange): string {
  const { values, valueScale } = subject;
  const part = (draft + SPREAD) / (2 * SPREAD);
  const classes = values.classes?.length ?? 2;
  switch (values.kind) {
    case "number":
      return whole(level * (1 + draft / (2 * SPREAD)) * valueScale);
    case "probability":
      return whole(part * valueScale);
    case "class":
      return whole(Math.min(classes - 1, Math.floor(part * classes)));
    case "distribution":
      return packed(part, classes, values.packingBase ?? 10);
  }
}

function truthOf(draft: number, { level, subject: { values } }: RoundRange): number {
  const part = (draft + SPREAD) / (2 * SPREAD);
  const classes = values.classes?.length ?? 2;
  switch (values.kind) {
    case "number":
      return Math.round(level * (1 + draft / (2 * SPREAD)));
    case "probability":
      return part < 0.5 ? 0 : 1;
    case "class":
    case "distribution":
      return Math.min(classes - 1, Math.floor(part * classes));
  }
}

/** A distribution that gives one class most, as digits of a base, the first class in the highest. */
function packed(part: number, classes: number, base: number): string {
  const likely = Math.min(classes - 1, Math.floor(part * classes));
  const most = base - 1;
  let number = 0n;
  for (let i = 0; i < classes; i += 1) {
    number = number * BigInt(base) + BigInt(i === likely ? most : 0);
  }
  return String(number);
}

function whole(value: number): string {
  return String(Math.max(0, Math.round(value)));
}
