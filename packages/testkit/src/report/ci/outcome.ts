import type { Failure } from "../../runtime/failure.js";
import type { Place } from "../../errors/weightkit-error.js";
import type { FailureGroup, ReplaySummary } from "../../metrics/summary.js";
import type { HostHalted } from "../../replay/facts.js";
import { firstFailed, moreFailed } from "../failure-words.js";
import { haltWords } from "../halt-words.js";
import { verdictWords } from "../verdict-words.js";
import { counted } from "../text/numbers.js";
import { utcTime } from "../text/utc.js";

/** What a CI system shows: one thing that was checked and how it went. */
export interface Outcome {
  /** What was checked, e.g. `replay of topic 7`. */
  readonly suite: string;
  readonly name: string;
  /** Null when it went well. */
  readonly problem: Problem | null;
  /** Whether it is worth reading when it went well, as a verdict is. */
  readonly notable?: true;
}

export interface Problem {
  /** Row of the error table, or empty. */
  readonly code: string;
  readonly message: string;
  /** More lines: where, what the guest printed, what to do. */
  readonly details: string;
  readonly place: Place | null;
}

/** A replay as outcomes: that it halts the chain, that its rounds commit, once, the verdict, and every kind of failure. */
export function replayOutcomes(summary: ReplaySummary): Outcome[] {
  const { rounds, failures, halt, logic, topic } = summary;
  const suite = `${logic.name} on topic ${topic}`;
  const committed: Outcome = {
    suite,
    name: `${counted(rounds.committed, "round")} committed weights`,
    problem: null,
  };
  return [
    ...(halt === null ? [] : [halted(suite, halt)]),
    ...(rounds.committed > 0 ? [committed] : []),
    ...failures.map((group) => failed(suite, group)),
    { suite, name: verdictWords(summary).headline, problem: null, notable: true },
  ];
}

function halted(suite: string, halt: HostHalted): Outcome {
  const { when, code, cause, weights, help } = haltWords(halt);
  const problem = { code, message: cause, details: [...weights, help].join("\n"), place: null };
  return { suite, name: `the chain halts ${when}`, problem };
}

function failed(suite: string, group: FailureGroup): Outcome {
  const { first, code, message } = group;
  const more = moreFailed(group);
  const failure = first.failure;
  const trace = (failure?.trace ?? []).map(({ name, functionIndex, offset, source }) => {
    const where =
      source === null ? `offset ${offset}` : `${source.file}:${source.line}:${source.column}`;
    return `at ${name ?? `function ${functionIndex}`} (${where})`;
  });
  const details = [
    `at ${utcTime(first.blockTime)}, exit code ${first.exitCode}`,
    ...streamPlace(failure?.place ?? null),
    ...trace,
    ...(first.stderr.trim() === "" ? [] : ["stderr:", first.stderr.trimEnd()]),
    ...(failure === null || failure.hint === "" ? [] : [failure.hint]),
  ].join("\n");
  return {
    suite,
    name: `${firstFailed(group)}${more === null ? "" : ` and ${more}`}`,
    problem: { code, message, details, place: placeOf(failure) },
  };
}

/** What the guest reads and writes is named like a file in places, but there is no such file. */
const STREAMS: ReadonlySet<string> = new Set(["stdin", "stdout", "stderr"]);

/** The failure's own place, or the innermost frame of the guest that has a source; never what is not a file of the author's. */
function placeOf(failure: Failure | null): Place | null {
  if (failure === null) return null;
  const { place, trace } = failure;
  if (place?.file !== undefined && !STREAMS.has(place.file)) return place;
  return trace.find(({ source }) => source?.file.startsWith("~lib/") === false)?.source ?? null;
}

/** Where in a stream the fault is, for people. */
function streamPlace(place: Place | null): string[] {
  const { file, byte } = place ?? {};
  if (file === undefined || byte === undefined || !STREAMS.has(file)) return [];
  return [`at byte ${byte} of ${file}`];
}
