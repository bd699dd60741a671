import { safeLines } from "../text/untrusted.js";
import type { Outcome } from "./outcome.js";

/** What XML 1.0 cannot hold, not even escaped. */
const NOT_XML = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\n": "&#10;",
};

/**
 * JUnit XML of outcomes, one `testsuite` for each suite in order of appearance, as CI systems read it. Without times: equal
 * outcomes give equal bytes.
 */
export function junitXml(outcomes: readonly Outcome[]): string {
  const suites = new Map<string, Outcome[]>();
  for (const outcome of outcomes) {
    suites.set(outcome.suite, [...(suites.get(outcome.suite) ?? []), outcome]);
  }
  const failures = (list: readonly Outcome[]): number =>
    list.filter(({ problem }) => problem !== null).length;
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="weightkit" tests="${outcomes.length}" failures="${failures(outcomes)}">`,
    ...[...suites].flatMap(([suite, list]) => [
      `  <testsuite name="${attribute(suite)}" tests="${list.length}" failures="${failures(list)}">`,
      ...list.flatMap(testCase),
      "  </testsuite>",
    ]),
    "</testsuites>",
  ];
  return `${lines.join("\n")}\n`;
}

function testCase({ suite, name, problem }: Outcome): string[] {
  const open = `    <testcase classname="${attribute(suite)}" name="${attribute(name)}"`;
  if (problem === null) return [`${open}/>`];
  const { code, message, details } = problem;
  return [
    `${open}>`,
    `      <failure type="${attribute(code)}" message="${attribute(message)}">${content(details)}</failure>`,
    "    </testcase>",
  ];
}

function attribute(text: string): string {
  return inert(text).replace(/[&<>"\n]/g, (char) => ENTITIES[char] ?? char);
}

function content(text: string): string {
  return inert(text).replace(/[&<>]/g, (char) => ENTITIES[char] ?? char);
}

/** Without what acts on a terminal, and without what XML 1.0 cannot hold. */
function inert(text: string): string {
  return safeLines(text).join("\n").replace(NOT_XML, "\ufffd");
}
