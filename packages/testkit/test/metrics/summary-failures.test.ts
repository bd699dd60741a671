import { expect, it } from "vitest";
import type { Fact } from "../../src/replay/facts.js";
import { firstFailed, moreFailed } from "../../src/report/failure-words.js";
import { ended, failure, round, started, summarize } from "./facts.js";

it("stays bounded when every failure reads differently", () => {
  const facts: Fact[] = [started()];
  for (let i = 0; i < 500; i += 1) {
    // Letters only: numbers in a guest's words do not distinguish causes.
    const word = i
      .toString(26)
      .replace(/[0-9]/g, (digit) => String.fromCharCode(113 + Number(digit)));
    const said = { ...failure, code: "WK434", message: `m${word}` };
    facts.push(round(i, 100 + i, { status: "failed", failure: said, stderr: "x".repeat(9000) }));
  }
  const { failures } = summarize(facts);
  expect(failures).toHaveLength(51);
  expect(failures.reduce((n, group) => n + group.rounds, 0)).toBe(500);
  expect(failures[0]?.first.stderr).toHaveLength(4001);
});

it("groups failures of one cause, whatever data their messages hold", () => {
  const messages = [
    ["WK434", "Http.get: https://data.example/x?at=100 has status 404"],
    ["WK434", "Http.get: https://data.example/x?at=20000 has status 404"],
    ["WK434", "Http.get: https://data.example/x?at=100 has status 500"],
    ["WK437", "stdin is 1,234 bytes, but your buffer is 1,024"],
    ["WK437", "stdin is 5,678 bytes, but your buffer is 1,024"],
    ["WK512", "the weight of allo1abc is NaN"],
    ["WK512", "the weight of allo1def is NaN"],
  ] as const;
  const facts: Fact[] = [started()];
  for (const [i, [code, message]] of messages.entries()) {
    facts.push(round(i, 100 + i, { status: "failed", failure: { ...failure, code, message } }));
  }
  const { failures } = summarize(facts);
  expect(failures.map(({ code, rounds }) => [code, rounds])).toEqual([
    ["WK434", 2],
    ["WK434", 1],
    ["WK437", 2],
    ["WK512", 2],
  ]);
  expect(failures[0]?.message).toContain("at=100");
});

it("gathers failed second runs apart from failed rounds", () => {
  const failed = { status: "failed", exitCode: 11, failure, weights: [0.5] } as const;
  const { failures } = summarize([
    started(),
    { ...round(0, 105, failed), kind: "second" },
    round(1, 120, failed),
    { ...round(1, 125, failed), kind: "second" },
    round(2, 140, failed),
    ended(),
  ]);
  expect(failures).toMatchObject([{ rounds: 2, secondRuns: 2, first: { index: 0, second: true } }]);
  const [group] = failures;
  expect(firstFailed(group!)).toBe("the second run of round 0");
  expect(moreFailed(group!)).toBe("2 more rounds and 1 more second run");
  expect(moreFailed({ ...group!, rounds: 0, secondRuns: 1 })).toBeNull();
});
