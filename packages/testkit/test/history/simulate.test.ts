import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { alloAddress, isAlloAddress } from "../../src/chain/bech32.js";
import { readHistory } from "../../src/history/read-history.js";
import { simulate, simulateStream, TRAFFIC } from "../../src/history/simulate/simulate.js";
import { Random } from "../../src/numbers/random.js";
import { inferencesCsv, simulatedCsv, truthCsv } from "../../src/history/write/write-csv.js";

/** Mean absolute error of a worker over sets `from` to `to`. */
function errorOf(
  { history }: ReturnType<typeof simulate>,
  worker: number,
  from = 0,
  to = Infinity,
): number {
  const { inferences, truth } = history;
  let sum = 0;
  let count = 0;
  for (let row = 0; row < inferences.length; row += 1) {
    const set = ((inferences.timestamps[row] ?? 0) - TRAFFIC.start) / TRAFFIC.cadence;
    if (inferences.workerIds[row] !== worker || set < from || set >= to) continue;
    sum += Math.abs((inferences.values[row] ?? 0) - (truth.values[set] ?? 0));
    count += 1;
  }
  return sum / count;
}

describe("simulate", () => {
  const simulation = simulate(TRAFFIC);

  it("is a function of its options", () => {
    expect(simulate(TRAFFIC)).toEqual(simulation);
    expect(simulate({ ...TRAFFIC, seed: 102 }).history.truth.values).not.toEqual(
      simulation.history.truth.values,
    );
  });

  it("has shocks of the given size, half of each of which carries over into the next set", () => {
    const sets = 20_000;
    const still = { amplitude: 0, trend: 0, regimes: 0, decimals: 9, workers: 1, attendance: 1 };
    const { history } = simulate({ ...TRAFFIC, ...still, level: 1e6, noise: 60, sets });
    const shocks = history.truth.values.map((value) => value - 1e6);
    const sum = (of: (i: number) => number): number =>
      Array.from({ length: sets - 1 }, (_, i) => of(i)).reduce((a, b) => a + b, 0);
    const now = (i: number): number => shocks[i] ?? 0;
    const next = (i: number): number => shocks[i + 1] ?? 0;
    // Least squares of a shock on the one before; its standard error is sqrt((1 - 1/4) / 20,000) = 0.006.
    const carried = sum((i) => now(i) * next(i)) / sum((i) => now(i) ** 2);
    expect(Math.abs(carried - 0.5)).toBeLessThan(0.03);
    // What is new in each has the standard deviation asked for, to sqrt(1 / 40,000) = 0.5 %.
    const fresh = Math.sqrt(sum((i) => (next(i) - now(i) / 2) ** 2) / (sets - 1));
    expect(Math.abs(fresh / 60 - 1)).toBeLessThan(0.025);
  });

  it("streams the very same sets, again and again, and the same bytes", () => {
    for (const kind of ["number", "class", "probability"] as const) {
      const options = { ...TRAFFIC, kind, workers: 9, sets: 300, attendance: 0.3 };
      const { history, workers } = simulate(options);
      const stream = simulateStream(options);
      expect(stream.workers).toEqual(workers);
      expect(stream.truth).toEqual(history.truth);
      const text = [...inferencesCsv([history])].join("");
      expect([...simulatedCsv(stream)].join("")).toBe(text);
      expect([...simulatedCsv(stream)].join("")).toBe(text);
    }
  });

  it("gives workers the skill it states: error of a normal of that deviation and a bias of up to a third", () => {
    simulation.workers.forEach(({ error, turnsAt }, id) => {
      const measured = errorOf(simulation, id, 0, turnsAt ?? Infinity);
      // The mean absolute value of a normal is 0.798 of its deviation; a bias b adds at most |b|.
      expect(measured).toBeGreaterThan(0.65 * error);
      expect(measured).toBeLessThan(1.5 * error);
    });
  });

  it("turns a quarter of them, in the second or third quarter", () => {
    const turning = simulation.workers.flatMap(({ turnsAt, error, errorAfter }, id) =>
      turnsAt === null ? [] : [{ id, turnsAt, error, errorAfter }],
    );
    expect(turning).toHaveLength(2);
    for (const { id, turnsAt, error, errorAfter } of turning) {
      expect(turnsAt / TRAFFIC.sets).toBeGreaterThanOrEqual(0.25);
      expect(turnsAt / TRAFFIC.sets).toBeLessThan(0.75);
      const change = errorOf(simulation, id, turnsAt) - errorOf(simulation, id, 0, turnsAt);
      expect(Math.sign(change)).toBe(Math.sign(errorAfter - error));
    }
  });

  it("makes valid addresses, truth that comes late, and gaps in attendance", () => {
    expect(simulation.workers.every(({ address }) => isAlloAddress(address))).toBe(true);
    const { truth, inferences } = simulation.history;
    expect(truth.availableAt.every((at, i) => at === (truth.timestamps[i] ?? 0) + 5400)).toBe(true);
    expect(inferences.length).toBeGreaterThan(0.9 * 8 * 672);
    expect(inferences.length).toBeLessThan(8 * 672);
  });

  it("keeps truth and addresses when one more worker comes", () => {
    const more = simulate({ ...TRAFFIC, workers: 9 });
    expect(more.history.truth).toEqual(simulation.history.truth);
    expect(more.workers.slice(0, 8).map(({ address }) => address)).toEqual(
      simulation.workers.map(({ address }) => address),
    );
  });

  it("makes classes that a worker without error always names", () => {
    const sure = { bestError: 0, worstError: 0, kind: "class", classes: 3 } as const;
    const { history } = simulate({ ...TRAFFIC, ...sure });
    const { inferences, truth } = history;
    expect(new Set(truth.values)).toEqual(new Set([0, 1, 2]));
    const cadence = TRAFFIC.cadence;
    for (let row = 0; row < inferences.length; row += 1) {
      const set = ((inferences.timestamps[row] ?? 0) - TRAFFIC.start) / cadence;
      expect(inferences.values[row]).toBe(truth.values[set]);
    }
  });

  it("makes chances of an event that comes as often as a worker without error infers", () => {
    const sure = { bestError: 0, worstError: 0, workers: 1, attendance: 1, sets: 20_000 };
    const options = { ...TRAFFIC, ...sure, trend: 0, regimes: 0, decimals: 4 };
    const { inferences, truth } = simulate({ ...options, kind: "probability" }).history;
    expect(new Set(truth.values)).toEqual(new Set([0, 1]));
    // By tenths: within four standard deviations of the binomial.
    const tenths = Array.from({ length: 10 }, () => ({ said: 0, came: 0, sets: 0 }));
    for (const [i, said] of inferences.values.entries()) {
      const tenth = tenths[Math.min(9, Math.floor(said * 10))]!;
      tenth.said += said;
      tenth.came += truth.values[i]!;
      tenth.sets += 1;
    }
    expect(tenths.filter(({ sets }) => sets > 100).length).toBeGreaterThan(5);
    for (const { said, came, sets } of tenths) {
      if (sets > 0) expect(Math.abs(came - said)).toBeLessThan(4 * Math.sqrt(sets) * 0.5 + 1);
    }
  });

  it.each([
    { workers: 0 },
    { seed: -1 },
    { cadence: 1.5 },
    { bestError: 400 },
    { turning: 2 },
    { decimals: NaN },
  ])("refuses %j", (change) => {
    expect(() => simulate({ ...TRAFFIC, ...change })).toThrow(/simulation's \w+ is/);
  });

  it("survives the way to a file and back", async () => {
    const folder = await mkdtemp(join(tmpdir(), "simulate-"));
    try {
      const inferences = join(folder, "inferences.csv");
      const truth = join(folder, "truth.csv");
      await writeFile(inferences, [...inferencesCsv([simulation.history])].join(""));
      await writeFile(truth, [...truthCsv([simulation.history])].join(""));
      const { topics, warnings } = await readHistory({ inferences, truth });
      expect(warnings).toEqual([]);
      const [read] = topics;
      // Ids follow first appearance in the file, so compare by address.
      const rows = (topic: (typeof topics)[0] | undefined) =>
        Array.from(topic?.inferences.values ?? [], (value, row) => [
          topic?.inferences.timestamps[row],
          topic?.inferences.workers[topic.inferences.workerIds[row] ?? 0],
          value,
        ]);
      expect(rows(read)).toEqual(rows(simulation.history));
      expect(read?.truth).toEqual(simulation.history.truth);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe("Random", () => {
  it("has the moments it should, and other numbers for other seeds and streams", () => {
    const random = new Random(1);
    const normals = Array.from({ length: 20_000 }, () => random.normal());
    const mean = normals.reduce((sum, x) => sum + x, 0) / normals.length;
    const variance = normals.reduce((sum, x) => sum + (x - mean) ** 2, 0) / normals.length;
    expect(Math.abs(mean)).toBeLessThan(0.03);
    expect(Math.abs(variance - 1)).toBeLessThan(0.05);
    const firsts = [0, 1, 2, 3].flatMap((seed) =>
      [0, 1, 2].map((stream) => new Random(seed, stream).uint32()),
    );
    expect(new Set(firsts).size).toBe(12);
  });
});

describe("alloAddress", () => {
  it("makes addresses whose checksum holds", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 20, maxLength: 20 }), (account) => {
        const address = alloAddress(account);
        expect(address).toHaveLength(43);
        expect(isAlloAddress(address)).toBe(true);
      }),
    );
  });
});
