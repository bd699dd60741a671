import { jsonText } from "../../../errors/escaped-json.js";
import { labErrors } from "../../../errors/lab-errors.js";
import { fault } from "../../../errors/weightkit-error.js";
import type { Knowledge } from "../adversary.js";
import { type AttackPlan, MOVE_NAMES, MOVES, type Powers } from "./plan.js";

const PLAN_FORMAT = "weightkit.attack-plan";
const PLAN_VERSION = 1;

/** A plan that one command replays: `weightkit attack --plan FILE`. */
export interface PlanFixture {
  readonly format: typeof PLAN_FORMAT;
  readonly version: typeof PLAN_VERSION;
  /** Name of the logic that it was found against. */
  readonly logic: string;
  /** Index of the worker that follows it. */
  readonly worker: number;
  readonly powers: Powers;
  readonly plan: AttackPlan;
}

export function planFileText(fixture: Omit<PlanFixture, "format" | "version">): string {
  return `${jsonText({ format: PLAN_FORMAT, version: PLAN_VERSION, ...fixture }, 2)}\n`;
}

const KNOWLEDGE: readonly Knowledge[] = ["own", "past", "pool"];
const MAX_WORKER = 7;
const MAX_NAMES = 32;

/**
 * Reads a fixture, which may come from anybody.
 * @param name For the error.
 * @throws WeightkitError WK669
 */
export function readPlanFile(text: string, name: string): PlanFixture {
  const wrong = (why: string): Error => fault(labErrors.badPlan, { name, why });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw wrong("it is not JSON");
  }
  if (!isRecord(value) || value["format"] !== PLAN_FORMAT)
    throw wrong(`its format is not ${PLAN_FORMAT}`);
  if (value["version"] !== PLAN_VERSION) throw wrong(`its version is not ${PLAN_VERSION}`);
  const { logic, worker, powers, plan } = value;
  if (typeof logic !== "string") throw wrong("logic is not a text");
  if (!isWhole(worker, 0, MAX_WORKER))
    throw wrong(`worker is not a whole number from 0 to ${MAX_WORKER}`);
  if (!isRecord(powers)) throw wrong("powers is not an object");
  const knows = KNOWLEDGE.find((one) => one === powers["knows"]);
  if (knows === undefined) throw wrong(`powers.knows is not one of ${KNOWLEDGE.join(", ")}`);
  const { names } = powers;
  if (!isWhole(names, 1, MAX_NAMES))
    throw wrong(`powers.names is not a whole number from 1 to ${MAX_NAMES}`);
  if (!isRecord(plan)) throw wrong("plan is not an object");
  return {
    ...{ format: PLAN_FORMAT, version: PLAN_VERSION, logic, worker },
    powers: { knows, names },
    plan: readMoves(plan, wrong),
  };
}

function readMoves(plan: Record<string, unknown>, wrong: (why: string) => Error): AttackPlan {
  const moves = Object.entries(plan).map(([key, value]) => {
    const move = MOVE_NAMES.find((one) => one === key);
    if (move === undefined)
      throw wrong(`plan has no move ${key}; there are ${MOVE_NAMES.join(", ")}`);
    const { min, max, scale } = MOVES[move];
    const fits = typeof value === "number" && value >= min && value <= max;
    if (!fits || (scale === "whole" && !Number.isInteger(value)))
      throw wrong(
        `plan.${move} is not a ${scale === "whole" ? "whole " : ""}number from ${min} to ${max}`,
      );
    return [move, value] as const;
  });
  return Object.fromEntries(moves);
}

function isWhole(value: unknown, min: number, max: number): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= min && value <= max;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
