import { expect, test } from "vitest";
import { historyErrors } from "@weightkit/testkit/internal/errors/history-errors";
import { tableErrors } from "@weightkit/testkit/internal/errors/table-errors";
import { fault, WeightkitError } from "@weightkit/testkit/internal/errors/weightkit-error";
import { renderError, renderWarning } from "../../src/ui/render-error.js";
import { Ui } from "../../src/ui/ui.js";
import { temporaryFolder, weightkit } from "../support/run-cli.js";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

const sink = { columns: 80, isTTY: false, write: () => undefined };
const io = {
  stdout: sink,
  stderr: sink,
  stdin: { isTTY: false, read: () => Promise.resolve(Buffer.from("")) },
  cwd: ".",
  env: {},
  now: () => 0,
  signals: false,
  ask: null,
  ended: () => Promise.resolve(),
};
const colors = new Ui(io).err;

/** Faults of as many columns, or all of one. */
function many(count: number, stopped: boolean, columns = count): WeightkitError {
  const [first, ...others] = Array.from({ length: count }, (_, index) =>
    fault(
      historyErrors.noWorker,
      {},
      { place: { file: "i.csv", row: index + 2, field: `column ${index % columns}` } },
    ),
  );
  if (first === undefined) throw new Error("no fault");
  if (stopped) others.push(fault(tableErrors.tooManyFaults, { limit: count }));
  const { code, exit, message, hint, place } = first;
  return new WeightkitError(
    { code, exit, message, hint },
    { others, ...(place === null ? {} : { place }) },
  );
}

const heads = (text: string): string[] =>
  text.split("\n").filter((line) => /^(error|…|  and )/.test(line));

test("twenty kinds of faults and that reading stopped: all are shown and none is counted", () => {
  const lines = heads(renderError(many(20, true), colors, "."));
  expect(lines).toHaveLength(21);
  expect(lines[20]).toBe("error WK318: Stopped reading after 20 faults");
});

test("more kinds of faults are counted, and that reading stopped is none of them", () => {
  const lines = heads(renderError(many(27, true), colors, "."));
  expect(lines.slice(20)).toEqual(["… and 7 more", "error WK318: Stopped reading after 27 faults"]);
  expect(heads(renderError(many(21, false), colors, ".")).slice(20)).toEqual(["… and 1 more"]);
});

test("faults of one kind are shown once, with a count and the first rows", () => {
  expect(heads(renderError(many(20, true, 1), colors, "."))).toEqual([
    "error WK313: i.csv, row 2, column 0: The worker is empty",
    "  and 19 more like it, rows 3, 4, 5, 6, 7, …",
    "error WK318: Stopped reading after 20 faults",
  ]);
  expect(heads(renderError(many(4, false, 2), colors, "."))).toEqual([
    "error WK313: i.csv, row 2, column 0: The worker is empty",
    "  and 1 more like it, row 4",
    "error WK313: i.csv, row 3, column 1: The worker is empty",
    "  and 1 more like it, row 5",
  ]);
});

test("a fault of a history names its column, whatever the message contains; a warning its file", () => {
  const place = { file: "i.csv", row: 3, field: "timestamp" };
  const error = fault(historyErrors.smallUnits, { text: '"1"', digits: 13 }, { place });
  expect(renderError(error, colors, ".").split("\n")[0]).toBe(
    'error WK309: i.csv, row 3, timestamp: The timestamp "1" looks like milliseconds; seconds are needed',
  );
  const warning = fault(historyErrors.unordered, {}, { place: { file: "i.csv" } }).report();
  expect(renderWarning(warning, ".")).toMatch(/^WK331: i\.csv: The rows are not ordered .*\. \w/);
});

test("two files with more faults than are read: both are reported as left", async () => {
  const cwd = temporaryFolder();
  const bad = (head: string): string => `${head}\n${"x,x,x\n".repeat(30)}`;
  writeFileSync(join(cwd, "i.csv"), bad("timestamp,worker,value"));
  writeFileSync(join(cwd, "t.csv"), bad("timestamp,value,available_at"));
  const { stderr } = await weightkit(["history", "summary", "-i", "i.csv", "-t", "t.csv"], { cwd });
  // Three faults a row: the twentieth is in the seventh row, whose value is no longer looked at.
  expect(heads(stderr).slice(-4, -2)).toEqual([
    'error WK311: t.csv, row 2, value: "x" is not a number',
    "  and 5 more like it, rows 3, 4, 5, 6, 7",
  ]);
  expect(heads(stderr).slice(-2)).toEqual([
    "error WK318: i.csv: Stopped reading after 20 faults",
    "error WK318: t.csv: Stopped reading after 20 faults",
  ]);
});
