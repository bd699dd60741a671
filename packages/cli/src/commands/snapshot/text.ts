import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";
import { safeText } from "@weightkit/testkit/internal/report/text/untrusted";
import { BEGINNINGS } from "../../files/replaceable.js";
import { snapshotErrors } from "../../errors/snapshot-errors.js";
import type { Scenario, Snapshot } from "./snapshot.js";

const HEAD = `${BEGINNINGS["a snapshot"]}1: \`weightkit snapshot\` writes it, \`weightkit snapshot --check\` compares`;

/** A snapshot as its file has it: a section a scenario, a line a value. */
export function snapshotText(snapshot: Snapshot): string {
  const sections = snapshot.map(({ name, entries }) =>
    [`[${name}]`, ...entries.map(({ key, value }) => `${key} = ${safeText(value)}`)].join("\n"),
  );
  return `${[HEAD, ...sections].join("\n\n")}\n`;
}

/** The values of a snapshot's file, by scenario and key. */
export type Recorded = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** @throws WeightkitError WK156 */
export function parseSnapshot(text: string, file: string): Recorded {
  const scenarios = new Map<string, Map<string, string>>();
  const lines = text.split(/\r?\n/);
  let section: Map<string, string> | null = null;
  for (const [index, line] of lines.entries()) {
    const refuse = (reason: string): never => {
      throw fault(snapshotErrors.badSnapshot, { reason }, { place: { file, line: index + 1 } });
    };
    if (index === 0 && line !== HEAD) refuse("the first line is not that of a snapshot, version 1");
    if (line === "" || line.startsWith("#")) continue;
    const [, name] = /^\[(.+)\]$/.exec(line) ?? [];
    if (name !== undefined) {
      if (scenarios.has(name)) refuse(`[${name}] comes twice`);
      section = new Map();
      scenarios.set(name, section);
      continue;
    }
    const [, key, value] = /^(.+?) = (.*)$/.exec(line) ?? [];
    if (section === null || key === undefined || value === undefined) {
      refuse("it is neither [SCENARIO] nor KEY = VALUE below one");
    } else if (section.has(key)) refuse(`${key} comes twice`);
    else section.set(key, value);
  }
  return scenarios;
}

/** A snapshot as one JSON object: numbers where they are measured. */
export function snapshotDocument(snapshot: Snapshot): object {
  const values = ({ entries }: Scenario): object =>
    Object.fromEntries(
      entries.map(({ key, value, measured }) => [key, measured ? Number(value) : value]),
    );
  return Object.fromEntries(snapshot.map((scenario) => [scenario.name, values(scenario)]));
}
