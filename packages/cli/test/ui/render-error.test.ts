import { expect, test } from "vitest";
import { historyErrors } from "@weightkit/testkit/internal/errors/history-errors";
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
  ask: null,
};
const colors = new Ui(io).err;

function many(count: number, stopped: boolean): WeightkitError {
  const others = Array.from({ length: count - 1 }, () => fault(historyErrors.noWorker, {}));
  if (stopped) others.push(fault(historyErrors.tooManyFaults, { limit: count }));
  const { code, exit, message, hint } = fault(historyErrors.noWorker, {});
  return new WeightkitError({ code, exit, message, hint }, { others });
}

const heads = (text: string): string[] =>
  text.split("\n").filter((line) => /^(error|…)/.test(line));

test("twenty faults and that reading stopped: all are told and none is counted", () => {
  const lines = heads(renderError(many(20, true), colors, "."));
  expect(lines).toHaveLength(21);
  expect(lines[20]).toBe("error WK318: Stopped reading after 20 faults");
});

test("more faults are counted, and that reading stopped is none of them", () => {
  const lines = heads(renderError(many(27, true), colors, "."));
  expect(lines.slice(20)).toEqual(["… and 7 more", "error WK318: Stopped reading after 27 faults"]);
  expect(heads(renderError(many(21, false), colors, ".")).slice(20)).toEqual(["… and 1 more"]);
});

test("a fault of a history names its column, whatever the message says; a warning its file", () => {
  const place = { file: "i.csv", row: 3, field: "timestamp" };
  const error = fault(historyErrors.milliseconds, { text: '"1"' }, { place });
  expect(renderError(error, colors, ".").split("\n")[0]).toBe(
    'error WK309: i.csv, row 3, timestamp: The timestamp "1" looks like milliseconds (or smaller units); seconds are needed',
  );
  const warning = fault(historyErrors.unordered, {}, { place: { file: "i.csv" } }).report();
  expect(renderWarning(warning, ".")).toMatch(/^WK331: i\.csv: The rows are not ordered .*\. \w/);
});

test("two files with more faults than are read: both say that they were left", async () => {
  const cwd = temporaryFolder();
  const bad = (head: string): string => `${head}\n${"x,x,x\n".repeat(30)}`;
  writeFileSync(join(cwd, "i.csv"), bad("timestamp,worker,value"));
  writeFileSync(join(cwd, "t.csv"), bad("timestamp,value,available_at"));
  const { stderr } = await weightkit(["history", "check", "-i", "i.csv", "-t", "t.csv"], { cwd });
  expect(heads(stderr).slice(-3)).toEqual([
    "… and 20 more",
    "error WK318: i.csv: Stopped reading after 20 faults",
    "error WK318: t.csv: Stopped reading after 20 faults",
  ]);
});
