import type { CheckPlan, PropertyResult } from "@weightkit/testkit/internal/lab/check/plan";
import { everybody, answering } from "@weightkit/testkit/internal/lab/check/check-round";
import { count, counted } from "@weightkit/testkit/internal/report/text/numbers";
import { safeText } from "@weightkit/testkit/internal/report/text/untrusted";
import type { Colors } from "../../ui/ui.js";

/** The `--json` document of `weightkit check`. */
export function checkDocument(results: readonly PropertyResult[], plan: CheckPlan): object {
  return {
    format: "weightkit.check",
    version: 1,
    ok: results.every(({ status }) => status !== "fails"),
    seed: plan.seed,
    runs: plan.runs,
    thorough: plan.thorough,
    properties: results.map((result) => ({
      ...result,
      reproduce: result.status === "fails" ? reproduceLine(result, plan) : null,
    })),
  };
}

/** What `weightkit check` prints: a line a property, and more for those that do not hold. */
export function checkText(
  results: readonly PropertyResult[],
  plan: CheckPlan,
  colors: Colors,
): string {
  const width = Math.max(...results.map(({ name }) => name.length));
  const lines = results.flatMap((result) => [
    headOf(result, width, colors),
    ...(result.status === "fails" ? detailsOf(result, plan, colors) : []),
  ]);
  return [...lines, "", summaryOf(results, plan, colors)].join("\n");
}

const WORDS = {
  holds: "ok  ",
  fails: "FAIL",
  exception: "-   ",
  "not-declared": "-   ",
  "not-applicable": "-   ",
} as const;

function headOf(result: PropertyResult, width: number, colors: Colors): string {
  const { name, status, statement, reason, rounds, fixed } = result;
  const word = WORDS[status];
  const shown =
    status === "holds" ? colors.green(word) : status === "fails" ? colors.red(word) : word;
  const head = `${shown} ${name.padEnd(width)}`;
  switch (status) {
    case "holds":
      return `${head}  ${counted(rounds, "round")}${fixed ? ", the saved failure is fixed" : ""}`;
    case "fails":
      return `${head}  ${statement}`;
    case "exception":
      return `${head}  ${colors.dim(`exception: ${safeText(reason ?? "")}`)}`;
    case "not-declared":
    case "not-applicable":
      return `${head}  ${colors.dim(safeText(reason ?? ""))}`;
  }
}

function detailsOf(result: PropertyResult, plan: CheckPlan, colors: Colors): string[] {
  const { reason, counterexample } = result;
  if (counterexample === null) return [];
  const { round, from, shrinks } = counterexample;
  const workers = counted(everybody(round).length, "worker");
  const sets = counted(round.sets.length, "set");
  const shrunk = shrinks > 0 ? `, after ${counted(shrinks, "attempt")} to make it smaller` : "";
  return [
    `       ${safeText(reason ?? "")}`,
    colors.dim(`       ${from} round of ${workers} and ${sets}${shrunk}`),
    ...valuesOf(result).map((line) => `       ${safeText(line)}`),
    `       reproduce: ${reproduceLine(result, plan)}`,
  ];
}

/** Sets and workers of a counterexample that are printed. */
const MAX_SETS = 3;
const MAX_WORKERS = 4;

function valuesOf({ counterexample }: PropertyResult): string[] {
  if (counterexample === null) return [];
  const { sets, weights, truths } = counterexample.round;
  const shown = sets.slice(0, MAX_SETS).map(({ timestamp, answers }) => {
    const truth = truths[String(timestamp)];
    const values = answers.slice(0, MAX_WORKERS).map(({ worker, value }) => `${worker}=${value}`);
    const more =
      answers.length > MAX_WORKERS ? [`and ${count(answers.length - MAX_WORKERS)} more`] : [];
    const known = truth === undefined ? "truth unknown" : `truth ${truth}`;
    return `${timestamp} (${known}): ${[...values, ...more].join(" ")}`;
  });
  const rest = sets.length > MAX_SETS ? [`and ${counted(sets.length - MAX_SETS, "more set")}`] : [];
  const present = new Set(answering(counterexample.round));
  const stored = Object.entries(weights).filter(
    ([worker, weight]) => weight > 0 || !present.has(worker),
  );
  const texts = stored.slice(0, MAX_WORKERS).map(([worker, weight]) => `${worker}=${weight}`);
  const all = texts.length === 0 ? [] : [`stored weights: ${texts.join(" ")}`];
  return [...shown, ...rest, ...all];
}

/** The command that finds the same counterexample again. */
export function reproduceLine({ name }: PropertyResult, plan: CheckPlan): string {
  const runs = plan.runs === 50 ? "" : ` --runs ${plan.runs}`;
  const thorough = plan.thorough ? " --thorough" : "";
  return `weightkit check --seed ${plan.seed} --property ${name}${runs}${thorough}`;
}

function summaryOf(results: readonly PropertyResult[], plan: CheckPlan, colors: Colors): string {
  const of = (status: PropertyResult["status"]): number =>
    results.filter((result) => result.status === status).length;
  const failed = of("fails");
  const rounds = results.reduce((sum, result) => sum + result.rounds, 0);
  const held = `${counted(of("holds"), "property holds", "properties hold")} on ${counted(rounds, "round")} (seed ${plan.seed})`;
  const left = of("exception") + of("not-declared") + of("not-applicable");
  const rest = left === 0 ? "" : `, ${count(left)} not checked`;
  const broken =
    failed === 0
      ? ""
      : `${colors.red(counted(failed, "property does not hold", "properties do not hold"))}, `;
  return `${broken}${held}${rest}`;
}
