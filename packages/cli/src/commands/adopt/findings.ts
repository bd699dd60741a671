import { checkJob } from "@weightkit/testkit/internal/lab/check/check-job";
import { Laboratory } from "@weightkit/testkit/internal/lab/check/laboratory";
import { overflowOf } from "@weightkit/testkit/internal/lab/check/overflow";
import { PROPERTY_NAMES } from "@weightkit/testkit/internal/lab/check/property-names";
import type { CheckSubject, PropertyResult } from "@weightkit/testkit/internal/lab/check/plan";
import { WorkerPool } from "@weightkit/testkit/internal/threads/pool";
import type { WeightkitError } from "@weightkit/testkit/internal/errors/weightkit-error";
import { count } from "@weightkit/testkit/internal/report/text/numbers";
import type { OwnSource } from "../../compiler/own-source.js";
import { position } from "../../project/json-document.js";
import type { Target } from "../../settings/target.js";
import { describePlace } from "../../ui/render-error.js";
import type { Ui } from "../../ui/ui.js";

/** What will break on the network. */
export interface Finding {
  /** A code of the error table, or a property's name. */
  readonly about: string;
  /** Where in the sources, as `file:line:column`; null when that is not known. */
  readonly place: string | null;
  readonly message: string;
  readonly advice: string | null;
}

const SHORT_BUFFER = "WK437";
/** How @blockless/sdk reads the payload with its own size of buffer. */
const STDIN = /\bnew\s+(?:\w+\.)?Stdin\s*\(\s*(?:\d+\s*)?\)/;
/** Rounds that each property is tried on. */
const RUNS = 10;
const SEED = 1;
/** All but the one that takes longest: the replay makes rounds in a row too. */
const PROPERTIES = PROPERTY_NAMES.filter((name) => name !== "long-run");

/** Findings of the sources first, then of runs: the buffer, and the properties of `weightkit check` that do not hold. */
export async function findingsOf(
  target: Target,
  warnings: readonly WeightkitError[],
  sources: readonly OwnSource[],
  ui: Ui,
): Promise<Finding[]> {
  const subject = subjectOf(target);
  const buffer = bufferFinding(subject, sources);
  const pool = new WorkerPool(1);
  try {
    const plan = {
      subject,
      history: null,
      properties: PROPERTIES,
      seed: SEED,
      runs: RUNS,
      saved: [],
    };
    const results = await pool.run(
      checkJob,
      { ...plan, thorough: false },
      {
        // Each run has the engine's own timer, so the watchdog has nothing to look for.
        runMilliseconds: Infinity,
        onMessage: (name) => {
          ui.progress.show(`checking ${name} …`);
        },
      },
    );
    return [
      ...(buffer === null ? [] : [buffer]),
      ...warnings.map(ofWarning),
      ...ofResults(results),
    ];
  } finally {
    await pool.close();
  }
}

function subjectOf({
  logic,
  project,
  limits,
  permissions,
  env,
  stdinMode,
  truth,
}: Target): CheckSubject {
  const topic = project?.settings.topic;
  return {
    ...{ logic, limits, route: truth, valueScale: topic?.valueScale ?? 1 },
    scene: { topic: topic?.id ?? "1", permissions, env, stdinMode },
    values: { kind: "number" },
    cadences: { inference: topic?.inferenceCadence ?? 3600, weight: topic?.weightCadence ?? 7200 },
    declared: { holds: [], exceptions: {}, sum: null, wasmBytes: null },
  };
}

function bufferFinding(subject: CheckSubject, sources: readonly OwnSource[]): Finding | null {
  const overflow = overflowOf(new Laboratory(subject));
  if (overflow === null) return null;
  const { workers, reason } = overflow;
  const found = sources.flatMap(({ file, text }) => {
    const match = STDIN.exec(text);
    return match === null ? [] : [describePlace({ file, ...position(text, match.index) })];
  });
  return {
    about: SHORT_BUFFER,
    place: found[0] ?? null,
    message: `Every round of ${count(workers)} workers or more breaks, with one set of inferences: ${reason}`,
    advice:
      found.length > 0
        ? "Give the reader a size, e.g. `new memory.Stdin(1 << 20)` for 1 MiB"
        : "Read with a buffer that holds the largest payload of the topic, e.g. 1 MiB",
  };
}

function ofWarning({ code, place, message, hint }: WeightkitError): Finding {
  const shown = place === null ? null : describePlace(place);
  return { about: code, place: shown, message, advice: hint };
}

/** One finding a cause: properties that fail with the same code or the same kind of weight are listed with the first. */
function ofResults(results: readonly PropertyResult[]): Finding[] {
  const byCause = new Map<string, PropertyResult[]>();
  for (const result of results.filter(({ status }) => status === "fails")) {
    const cause = causeOf(result);
    byCause.set(cause, [...(byCause.get(cause) ?? []), result]);
  }
  byCause.delete(SHORT_BUFFER);
  return [...byCause.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const names = others.map(({ name }) => name).join(", ");
    const also = others.length === 0 ? "" : ` (the same breaks ${names})`;
    const message = `Not so: ${first.statement}. ${first.reason ?? ""}${also}`;
    const advice = `weightkit check --property ${first.name} shows the round`;
    return [{ about: first.name, place: null, message, advice }];
  });
}

const CAUSES = [/\bWK\d+/, /not finite|negative|not a number|too large/];

function causeOf({ name, reason }: PropertyResult): string {
  for (const cause of CAUSES) {
    const found = cause.exec(reason ?? "");
    if (found !== null) return found[0];
  }
  return name;
}
