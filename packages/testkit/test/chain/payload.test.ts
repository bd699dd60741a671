import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PayloadWriter } from "../../src/chain/payload.js";
import { WeightMatrix } from "../../src/chain/weight-matrix.js";

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const name = fc.string({ unit: "grapheme", maxLength: 12 });
const uint = fc.oneof(
  fc.nat(),
  fc.double({ min: 0, max: 2 ** 64 - 2048, noNaN: true }).map(Math.trunc),
);

const round = fc.uniqueArray(name, { minLength: 1, maxLength: 8 }).chain((workers) =>
  fc.record({
    workers: fc.constant(workers),
    sets: fc.array(
      fc.record({
        timestamp: fc.nat(),
        answers: fc.array(fc.tuple(fc.nat(workers.length - 1), uint), { maxLength: 6 }),
      }),
      { maxLength: 4 },
    ),
    matrix: fc.array(
      fc.array(fc.option(uint), { minLength: workers.length, maxLength: workers.length }),
      { minLength: 1, maxLength: 3 },
    ),
  }),
);

describe("PayloadWriter", () => {
  // The reference builds objects and lets JSON.stringify write them; escapes of <, >, &, U+2028 and U+2029 are Go's own.
  it("writes what a plain serializer writes, in one reused buffer", () => {
    const goText = (value: unknown): string =>
      JSON.stringify(value).replaceAll(
        /[<>&\u2028\u2029]/g,
        (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
      );
    fc.assert(
      fc.property(fc.array(round, { minLength: 1, maxLength: 3 }), (rounds) => {
        for (const { workers, sets, matrix } of rounds) {
          const weights = new WeightMatrix(matrix.length, workers.length);
          matrix.forEach((row, r) => {
            row.forEach((value, w) => {
              if (value !== null) weights.set(r, w, value);
            });
          });
          const order = matrix.map((_, r) => r).toReversed();
          const writer = new PayloadWriter();
          writer.add(workers);
          const committed = sets.map(({ timestamp, answers }) => ({
            timestamp,
            workerIds: Uint32Array.from(answers, ([id]) => id),
            stored: Float64Array.from(answers, ([, value]) => value),
            texts: null,
          }));
          const latest = new Map<string, string>();
          for (const r of order) {
            matrix[r]!.forEach((value, w) => {
              if (value !== null && value !== 0) latest.set(workers[w]!, BigInt(value).toString());
            });
          }
          if (latest.size === 0) {
            for (const { answers } of sets)
              for (const [id] of answers) latest.set(workers[id]!, "0");
          }
          const sorted = [...latest].sort(([a], [b]) =>
            Buffer.compare(Buffer.from(a), Buffer.from(b)),
          );
          const inferences = sets.toReversed().map(({ timestamp, answers }) => ({
            timestamp: String(timestamp),
            inferences: answers.map(([id, value]) => ({
              worker: workers[id],
              inference: BigInt(value).toString(),
            })),
          }));
          const expected = `{"inferences":${goText(inferences)},"latest_weights":{${sorted.map(([k, v]) => `${goText(k)}:${goText(v)}`).join(",")}}}`;
          expect(decode(writer.write(committed, weights, order))).toBe(expected);
          expect(decode(writer.write(committed, weights, order))).toBe(expected);
        }
      }),
    );
  });

  it("takes on more workers later, sorted among the others", () => {
    const writer = new PayloadWriter();
    writer.add(["b", "d"]);
    const weights = new WeightMatrix(1, 2);
    weights.set(0, 0, 1);
    writer.add(["a", "c"]);
    weights.grow(4);
    weights.set(0, 2, 2);
    weights.set(0, 3, 3);
    expect(decode(writer.write([], weights, [0]))).toBe(
      '{"inferences":[],"latest_weights":{"a":"2","b":"1","c":"3"}}',
    );
  });
});

describe("WeightMatrix", () => {
  it("is a map of maps: 0 removes, the last of the order is seen, shares weigh", () => {
    const step = fc.tuple(fc.nat(2), fc.nat(4), fc.nat(3));
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const matrix = new WeightMatrix(3, 2);
        matrix.grow(5);
        const model = new Map<string, number>();
        for (const [reputer, worker, value] of steps) {
          matrix.set(reputer, worker, value);
          if (value === 0) model.delete(`${reputer} ${worker}`);
          else model.set(`${reputer} ${worker}`, value);
        }
        expect(matrix.empty).toBe(model.size === 0);
        const shares = Float64Array.of(0.5, 0.25, 0.25);
        for (let worker = 0; worker < 5; worker += 1) {
          const column = [0, 1, 2].map((reputer) => model.get(`${reputer} ${worker}`) ?? NaN);
          expect(column.map((_, reputer) => matrix.get(reputer, worker))).toEqual(column);
          expect(matrix.flattened(worker, [2, 0, 1])).toEqual(
            [column[1], column[0], column[2]].find((x) => !Number.isNaN(x)) ?? NaN,
          );
          const known = column.flatMap((value, reputer) =>
            Number.isNaN(value) ? [] : [(value / 1e5) * shares[reputer]!],
          );
          const expected = known.length === 0 ? NaN : known.reduce((sum, part) => sum + part, 0);
          expect(Math.abs(matrix.ranked(worker, shares) - expected)).not.toBeGreaterThan(1e-15);
          expect(Number.isNaN(matrix.ranked(worker, shares))).toBe(known.length === 0);
        }
      }),
    );
  });
});
