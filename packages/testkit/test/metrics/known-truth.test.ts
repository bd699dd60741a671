import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KnownTruth } from "../../src/metrics/known-truth.js";

describe("KnownTruth", () => {
  it("never tells what is not known yet", () => {
    const known = new KnownTruth();
    known.push(10, 1, 25);
    known.push(20, 2, 22);
    expect(known.newestAt(21)).toBeNull();
    expect(known.newestAt(22)).toBe(2);
    // The truth of 10 comes after that of 20: it is older news.
    expect(known.newestAt(30)).toBe(2);
  });

  it("agrees with looking through all of them", () => {
    const truths = fc.uniqueArray(fc.tuple(fc.nat(100), fc.nat(100)), {
      selector: ([timestamp]) => timestamp,
    });
    fc.assert(
      fc.property(truths, fc.array(fc.nat(250)), (rows, times) => {
        const known = new KnownTruth();
        for (const [timestamp, lag] of rows) known.push(timestamp, timestamp, timestamp + lag);
        for (const time of times.sort((a, b) => a - b)) {
          const seen = rows.filter(([t, lag]) => t + lag <= time).map(([t]) => t);
          expect(known.newestAt(time)).toBe(seen.length === 0 ? null : Math.max(...seen));
        }
      }),
    );
  });
});
