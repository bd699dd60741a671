import { readFileSync } from "node:fs";
import { type AnySchema, Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { documentText, replayDocument } from "../../src/report/json-document.js";
import { summaryOf } from "./summary-fixture.js";

const schema = JSON.parse(
  readFileSync(new URL("../../schema/replay.schema.json", import.meta.url), "utf8"),
) as AnySchema;
const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema);

describe("replayDocument", () => {
  it("satisfies its schema, with and without failures", () => {
    for (const failed of [true, false]) {
      const document: unknown = JSON.parse(documentText(replayDocument([summaryOf({ failed })])));
      expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
    }
  });

  it("the schema refuses other documents", () => {
    const document = replayDocument([summaryOf()]);
    expect(validate({ ...document, version: 2 })).toBe(false);
    expect(validate({ ...document, extra: 1 })).toBe(false);
    expect(validate({ ...document, topics: [{}] })).toBe(false);
  });

  it("is plain data: JSON gives it back unchanged", () => {
    const document = replayDocument([summaryOf({ failed: true })]);
    expect(JSON.parse(documentText(document))).toEqual(document);
  });

  it("has null, not NaN or Infinity, for what JSON cannot say", () => {
    const summary = summaryOf();
    const errors = { weighted: Infinity, weightedMedian: NaN, mean: 1, median: null };
    expect(replayDocument([{ ...summary, errors }]).topics[0]?.errors).toEqual({
      weighted: null,
      weightedMedian: null,
      mean: 1,
      median: null,
    });
  });

  it("names workers where names are known", () => {
    const summary = summaryOf();
    const names = new Map([[summary.workers[1]!, "CEPH"]]);
    const { workers } = replayDocument([summary], { names }).topics[0]!;
    expect(workers.map(({ name }) => name)).toEqual([null, "CEPH", null]);
  });
});
