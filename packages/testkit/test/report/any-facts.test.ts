import { readFileSync } from "node:fs";
import { type AnySchema, Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { ValueModel } from "../../src/kinds/value-model.js";
import { Evaluator } from "../../src/metrics/evaluate.js";
import type { ReplaySummary } from "../../src/metrics/summary.js";
import type { Fact } from "../../src/replay/facts.js";
import { junitXml } from "../../src/report/ci/junit.js";
import { replayOutcomes } from "../../src/report/ci/outcome.js";
import { CsvSeries } from "../../src/report/csv/csv-series.js";
import { SeriesAccumulator } from "../../src/report/html/page-series.js";
import { documentText, replayDocument } from "../../src/report/json-document.js";
import { replayText } from "../../src/report/text/replay-text.js";
import { topicsText } from "../../src/report/text/topics-text.js";
import { textWidth } from "../../src/report/text/width.js";
import { ended, round, set, started } from "../metrics/facts.js";
import { failure } from "./summary-fixture.js";

const schema = JSON.parse(
  readFileSync(new URL("../../schema/replay.schema.json", import.meta.url), "utf8"),
) as AnySchema;
const validate = new Ajv2020({ allowUnionTypes: true }).compile(schema);

const WORKERS = 4;
const model = fc.constantFrom<ValueModel>(
  { kind: "number" },
  { kind: "probability" },
  { kind: "class" },
  { kind: "class", classes: ["no", "yes"] },
  { kind: "distribution", classes: ["no", "yes"] },
  { kind: "distribution", classes: ["no", "yes"], packingBase: 10 },
);
const value = fc.oneof(
  fc.constantFrom(0, 1, 0.3, 37, 1e308, 2 ** 53, Number.NaN),
  fc.integer({ min: 0, max: 1000 }),
);
const weight = fc.oneof(
  fc.constantFrom(0, Number.NaN, 1, 1e14),
  fc.double({ min: 0, max: 1, noNaN: true }),
);
const said = fc.string({ unit: "binary", maxLength: 60 });

/** A step of time in which a round may run and a set may be made, of whatever a history and a guest can come up with. */
const step = fc.record({
  round: fc.option(
    fc.record({
      status: fc.constantFrom("committed", "failed", "skipped"),
      fuel: fc.option(fc.nat()),
      stderr: said,
      message: said,
      notes: fc.array(said, { maxLength: 2 }),
      weights: fc.array(weight, { minLength: WORKERS, maxLength: WORKERS }),
      reputer: fc.constantFrom("r1", "r2"),
    }),
  ),
  set: fc.option(
    fc.record({
      rows: fc.uniqueArray(fc.tuple(fc.nat(WORKERS - 1), value, weight), {
        selector: ([id]) => id,
      }),
      texts: fc.option(
        fc.array(fc.oneof(said, fc.constantFrom("no", "yes", "[0.4, 0.6]")), {
          minLength: WORKERS,
          maxLength: WORKERS,
        }),
      ),
      truthText: fc.option(fc.oneof(said, fc.constantFrom("no", "yes"))),
      weighted: fc.boolean(),
      truth: fc.option(
        fc.oneof(fc.constantFrom(0, 1, -1e308, Number.NaN), fc.integer({ min: -100, max: 1000 })),
      ),
      lag: fc.nat(50),
      seen: fc.boolean(),
    }),
  ),
});

const steps = fc.array(step, { maxLength: 25 });

it("every report stands whatever the facts hold", () => {
  fc.assert(
    fc.property(steps, said, fc.boolean(), model, (made, name, whole, values) => {
      const logic = { name, sha256: "0".repeat(64) };
      const facts: Fact[] = [started({ workers: [name, "b", "c", "d"], logic, values })];
      for (const [i, at] of made.entries()) {
        const time = 100 + 10 * i;
        if (at.round !== null) {
          const { message, status, ...rest } = at.round;
          const failed = status === "failed" ? { ...failure, message } : null;
          facts.push(round(i, time, { ...rest, status, failure: failed }));
        }
        if (at.set === null) continue;
        const { rows, texts, truth, truthText, lag, weighted, seen } = at.set;
        facts.push(
          set(
            time,
            rows.map(([, x]) => x),
            {
              workerIds: Uint32Array.from(rows, ([id]) => id),
              weights: rows.map(([, , w]) => w),
              weighted,
              texts: texts === null ? null : texts.slice(0, rows.length),
              truth,
              truthText: truth === null || texts === null ? null : truthText,
              truthAvailableAt: truth === null ? null : time + lag,
              roundAt: seen ? time + 10 : null,
            },
          ),
        );
      }
      if (whole) facts.push(ended());
      const evaluator = new Evaluator({ changes: [{ worker: "b", to: "bad", at: 150 }] });
      const series = new SeriesAccumulator();
      const csv = new CsvSeries();
      for (const fact of facts) {
        const judged = evaluator.add(fact);
        series.add(judged);
        csv.add(judged);
      }
      const twice = new Evaluator();
      for (const fact of [...facts, ...facts]) twice.add(fact);
      const [result] = evaluator.result().topics as [ReplaySummary];
      series.result();
      const parsed: unknown = JSON.parse(documentText(replayDocument(evaluator.result())));
      expect(validate(parsed), JSON.stringify(validate.errors)).toBe(true);
      expect(junitXml(replayOutcomes(result))).toContain("<testsuites");
      for (const text of [
        replayText(result, { width: 60 }),
        topicsText(twice.result(), { width: 60 }),
      ]) {
        expect(text).not.toMatch(/NaN|Infinity|undefined/);
        for (const line of text.split("\n")) expect(textWidth(line)).toBeLessThanOrEqual(60);
      }
      const { coverage, sets } = result;
      const { scored, lostToFailure, neverScorable, withoutTruth, unseen } = coverage;
      expect(scored + lostToFailure + neverScorable + withoutTruth + unseen).toBe(
        coverage.inferences,
      );
      expect(sets.compared + sets.warmUp + sets.withoutTruth).toBeLessThanOrEqual(sets.total);
    }),
    { numRuns: 200 },
  );
});
