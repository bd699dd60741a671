import { createHash } from "node:crypto";
import { labErrors } from "../../errors/lab-errors.js";
import { fault } from "../../errors/weightkit-error.js";
import { METRIC_VERSION } from "./cell.js";
import { PARAMETER_NAME, PARAMETER_TYPES } from "../../wasm/parameter.js";
import { PLAN_VERSION, type SweepPlan } from "./plan.js";
import { MAX_PARAMETER_SETS } from "./space.js";

/** The file in a store that has the plan of its sweep. */
export const SWEEP_FILE = "sweep.json";

/** A plan with a digest of all that it contains. */
export function planText(plan: SweepPlan): string {
  return `${JSON.stringify({ ...plan, digest: digestOf(plan) }, null, 1)}\n`;
}

function digestOf(plan: object): string {
  return createHash("sha256").update(JSON.stringify(plan)).digest("hex");
}

/**
 * Reads the plans of shards, which must be the same.
 * @param files Name and content of each, at least one
 * @throws WeightkitError WK662, WK663, WK664, WK675
 */
export function readPlans(
  files: readonly { readonly name: string; readonly text: string }[],
): SweepPlan {
  const [first, ...others] = files.map(({ name, text }) => ({
    name,
    text,
    plan: readPlan(text, name),
  }));
  if (first === undefined) throw new RangeError("there is no plan to read");
  for (const { name, text, plan } of others) {
    if (text === first.text) continue;
    const what =
      plan.logic.sha256 === first.plan.logic.sha256 ? "options or history" : "weight logic";
    throw fault(labErrors.mixedSweeps, { first: first.name, second: name, what });
  }
  return first.plan;
}

function readPlan(text: string, name: string): SweepPlan {
  const found = parsed(text);
  if (found === null) throw fault(labErrors.noSweep, { name });
  const { digest = null, ...plan } = found;
  const { version, metrics } = plan;
  if (version !== PLAN_VERSION || metrics !== METRIC_VERSION) {
    throw fault(labErrors.otherVersion, {
      name,
      found: `${version}.${metrics}`,
      own: `${PLAN_VERSION}.${METRIC_VERSION}`,
    });
  }
  if (digest !== digestOf(plan)) {
    throw fault(labErrors.damagedCell, {
      path: name,
      reason: "its content does not match its digest",
    });
  }
  return plan;
}

type SealedPlan = SweepPlan & { readonly digest?: unknown };

function parsed(text: string): SealedPlan | null {
  try {
    const value: unknown = JSON.parse(text);
    return isPlan(value) ? value : null;
  } catch {
    return null;
  }
}

/** Whether a value has the shape of a plan: stores may come from anybody. */
function isPlan(value: unknown): value is SealedPlan {
  const plan = fieldsOf(value);
  const parameters = plan["parameters"];
  return (
    plan["format"] === "weightkit.sweep-plan" &&
    ["version", "metrics"].every((name) => typeof plan[name] === "number") &&
    ["settings", "loss", "method"].every((name) => typeof plan[name] === "string") &&
    hasTexts(plan["logic"], ["name", "sha256"]) &&
    isList(parameters, isParameter) &&
    isList(plan["sets"], (set) => isNumbers(set) && set.length === parameters.length) &&
    isList(plan["topics"], (topic) => hasTexts(topic, ["topic", "sha256"])) &&
    isNumbers(plan["seeds"]) &&
    isList(plan["rungs"], (rung) => {
      const { until, keep } = fieldsOf(rung);
      return isNumbers(until) && typeof keep === "number";
    }) &&
    isScore(plan["score"])
  );
}

function isParameter(value: unknown): boolean {
  const { name, type } = fieldsOf(value);
  const known = PARAMETER_TYPES.some((one) => one === type);
  return known && typeof name === "string" && PARAMETER_NAME.test(name);
}

function isScore(value: unknown): boolean {
  const score = fieldsOf(value);
  const { notBefore } = score;
  return (
    ["training", "tests", "embargo", "seed"].every((name) => typeof score[name] === "number") &&
    (notBefore === null || typeof notBefore === "number")
  );
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function hasTexts(value: unknown, names: readonly string[]): boolean {
  const fields = fieldsOf(value);
  return names.every((name) => typeof fields[name] === "string");
}

function isList(value: unknown, fits: (item: unknown) => boolean): value is readonly unknown[] {
  return Array.isArray(value) && value.length <= MAX_PARAMETER_SETS && value.every(fits);
}

function isNumbers(value: unknown): value is readonly number[] {
  return isList(value, (item) => typeof item === "number");
}
