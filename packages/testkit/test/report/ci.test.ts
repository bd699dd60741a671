import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Place } from "../../src/errors/weightkit-error.js";
import { githubAnnotations } from "../../src/report/ci/github.js";
import { junitXml } from "../../src/report/ci/junit.js";
import { type Outcome, replayOutcomes } from "../../src/report/ci/outcome.js";
import { failure, summaryOf } from "./summary-fixture.js";

const outcomes = replayOutcomes(summaryOf({ failed: true, stderr: "losses: <none>\n" }));
const nasty: Outcome = {
  suite: 'a "suite" & more',
  name: "b\x1b[31m\n",
  problem: {
    code: "WK1",
    message: "100%\r\n::error::x, y: z",
    details: "]]></failure>\u0000\ud800",
    place: { file: "a,b:c.ts", line: 3, column: 4 },
  },
};

/** The problem that CI is shown of a failure at some place. */
function problemAt(place: Place, trace = failure.trace) {
  const summary = summaryOf({ failed: true, stderr: "" });
  const failures = summary.failures.map((group) => ({
    ...group,
    first: { ...group.first, failure: { ...failure, place, trace } },
  }));
  return replayOutcomes({ ...summary, failures })[1]?.problem;
}

describe("replayOutcomes", () => {
  it("has one outcome for the rounds that committed and one for each kind of failure", () => {
    expect(outcomes.map(({ name, problem }) => [name, problem?.code ?? null])).toEqual([
      ["4 rounds committed weights", null],
      ["round 1", "WK411"],
      ["1 of 5 rounds failed (20.0%), so many sets were combined with old weights.", null],
    ]);
    expect(replayOutcomes(summaryOf())).toHaveLength(2);
  });

  it("has a halt of the chain first", () => {
    const halt = {
      kind: "halted",
      epoch: 1,
      blockTime: 160,
      block: 40,
      failure: { ...failure, code: "WK535", message: "why", hint: "Weigh workers only" },
      weights: [{ reputer: "r", participant: "p", weight: 0.5, masked: false }],
    } as const;
    expect(replayOutcomes({ ...summaryOf(), halt })[0]).toEqual({
      suite: "ema-absolute-error on topic 7",
      name: "the chain halts at block 40 (1970-01-01, end of epoch 1)",
      problem: {
        code: "WK535",
        message: "why",
        details: "r gives p 0.5\nWeigh workers only. No reward is paid after this block",
        place: null,
      },
    });
  });

  it("points at the innermost line of the author's source", () => {
    expect(outcomes[1]?.problem?.place).toEqual({ file: "logic/weights.ts", line: 12, column: 3 });
  });

  it("takes a file for the place, but none of the guest's streams", () => {
    const recording = { file: "history/exchanges.json", field: "version" };
    expect(problemAt(recording)?.place).toEqual(recording);
    // What was printed has no line in any source: the guest's own frame has, else there is no place.
    for (const file of ["stdout", "stderr", "stdin"]) {
      const source = { file: "logic/weights.ts", line: 12, column: 3 };
      expect(problemAt({ file, byte: 17 })?.place).toEqual(source);
      expect(problemAt({ file, byte: 17 }, [])?.place).toBeNull();
    }
    const inLibrary = { file: "~lib/array.ts", line: 118, column: 22 };
    const frame = { name: "~lib/array/Array#get", functionIndex: 3, offset: 99, source: inLibrary };
    expect(problemAt({}, [frame])?.place).toBeNull();
    expect(problemAt({}, [frame, ...failure.trace])?.place?.file).toBe("logic/weights.ts");
    expect(problemAt({ file: "stdout", byte: 17 }, [])?.details).toContain("at byte 17 of stdout");
  });
});

describe("junitXml", () => {
  it("is what CI systems read", () => {
    expect(junitXml(outcomes)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="weightkit" tests="3" failures="1">
  <testsuite name="ema-absolute-error on topic 7" tests="3" failures="1">
    <testcase classname="ema-absolute-error on topic 7" name="4 rounds committed weights"/>
    <testcase classname="ema-absolute-error on topic 7" name="round 1">
      <failure type="WK411" message="the logic aborted: losses must not be empty">at 2023-10-21, exit code 11
at logic/weights/score (offset 3456)
at logic/weights/main (logic/weights.ts:12:3)
stderr:
losses: &lt;none&gt;
look at the line named in the trace</failure>
    </testcase>
    <testcase classname="ema-absolute-error on topic 7" name="1 of 5 rounds failed (20.0%), so many sets were combined with old weights."/>
  </testsuite>
</testsuites>
`);
  });

  it("is XML whatever a guest prints", () => {
    const xml = junitXml([nasty]);
    expect(xml).toContain('name="a &quot;suite&quot; &amp; more"');
    expect(xml).toContain('name="b\\x1b[31m"');
    expect(xml).toContain("]]&gt;&lt;/failure&gt;\\x00\\u{d800}</failure>");
    expect(xml).toContain('message="100%&#10;::error::x, y: z"');
  });

  it("never holds a character that XML forbids", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const problem = { code: text, message: text, details: text, place: null };
        const xml = junitXml([{ suite: text, name: text, problem }]);
        expect(xml).toMatch(/^[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]*$/u);
        expect(xml.match(/<testcase/g)).toHaveLength(1);
      }),
    );
  });
});

describe("githubAnnotations", () => {
  it("is one command a problem, at its place, and the verdict as a notice", () => {
    expect(githubAnnotations(outcomes)).toBe(
      "::error file=logic/weights.ts,line=12,col=3,title=WK411 ema-absolute-error on topic 7%3A round 1::" +
        "the logic aborted: losses must not be empty%0Aat 2023-10-21, exit code 11%0A" +
        "at logic/weights/score (offset 3456)%0Aat logic/weights/main (logic/weights.ts:12:3)%0A" +
        "stderr:%0Alosses: <none>%0Alook at the line named in the trace\n" +
        "::notice title=ema-absolute-error on topic 7::" +
        "1 of 5 rounds failed (20.0%25), so many sets were combined with old weights.\n",
    );
  });

  it("lets no message begin another command", () => {
    const text = githubAnnotations([nasty]);
    expect(text.split("\n")).toHaveLength(2);
    expect(text).toContain("file=a%2Cb%3Ac.ts,line=3,col=4");
    expect(text).toContain("::100%25%0A::error::x, y: z%0A");
    // Terminal escapes of a guest are shown, not obeyed.
    expect(text).not.toContain("\u001b");
  });

  it("counts what it leaves out", () => {
    const text = githubAnnotations(Array.from({ length: 14 }, () => nasty));
    expect(text.trimEnd().split("\n")).toHaveLength(11);
    expect(text).toContain("::4 more problems are not shown");
  });
});
