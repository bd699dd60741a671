import { readFileSync } from "node:fs";
import { type AnySchema, Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import {
  documentText,
  type ReplayDocument,
  replayDocument,
} from "../../src/report/json-document.js";
import { Evaluator } from "../../src/metrics/evaluate.js";
import { ended, set, started } from "../metrics/facts.js";
import { summaryOf } from "./summary-fixture.js";

const schema = JSON.parse(
  readFileSync(new URL("../../schema/replay.schema.json", import.meta.url), "utf8"),
) as AnySchema;
const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema);

describe("replayDocument", () => {
  it("satisfies its schema, with and without failures", () => {
    for (const failed of [true, false]) {
      const document: unknown = JSON.parse(
        documentText(replayDocument({ topics: [summaryOf({ failed })], overall: null })),
      );
      expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
    }
  });

  it("the schema refuses other documents", () => {
    const document = replayDocument({ topics: [summaryOf()], overall: null });
    expect(validate({ ...document, version: 1 })).toBe(false);
    expect(validate({ ...document, extra: 1 })).toBe(false);
    expect(validate({ ...document, topics: [{}] })).toBe(false);
  });

  it("is plain data: JSON gives it back unchanged", () => {
    const document = replayDocument({ topics: [summaryOf({ failed: true })], overall: null });
    expect(JSON.parse(documentText(document))).toEqual(document);
  });

  it("has null, not NaN or Infinity, for what JSON cannot hold", () => {
    const evaluator = new Evaluator();
    evaluator.add(started({ workers: ["allo1a", "allo1b"] }));
    for (const timestamp of [100, 110, 120]) {
      evaluator.add(
        set(timestamp, [1e308, 1.7e308], { truth: -1e308, truthAvailableAt: timestamp }),
      );
    }
    evaluator.add(ended());
    const text = documentText(replayDocument(evaluator.result()));
    expect(text).not.toMatch(/NaN|Infinity/);
    const { topics } = JSON.parse(text) as ReplayDocument;
    expect(topics[0]?.errors).toEqual({
      weighted: null,
      weightedMedian: null,
      equal: null,
      median: null,
      weightedLogPool: null,
      logPool: null,
      members: null,
    });
    expect(validate(JSON.parse(text)), JSON.stringify(validate.errors)).toBe(true);
  });

  it("names workers where names are known", () => {
    const summary = summaryOf();
    const names = new Map([[summary.workers[1]!, "CEPH"]]);
    const { workers } = replayDocument({ topics: [summary], overall: null }, { names }).topics[0]!;
    expect(workers.map(({ name }) => name)).toEqual([null, "CEPH", null]);
  });
});
