import { existsSync } from "node:fs";
import { join } from "node:path";
import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";
import { readHistory, topicOf } from "@weightkit/testkit/internal/history/read-history";
import type { TopicHistory } from "@weightkit/testkit/internal/history/history";
import type { CheckPlan } from "@weightkit/testkit/internal/lab/check/plan";
import {
  PROPERTY_NAMES,
  type PropertyName,
} from "@weightkit/testkit/internal/lab/check/property-names";
import { nearest } from "@weightkit/testkit/internal/numbers/nearest";
import type { Context } from "../../core/command.js";
import { usageErrors } from "../../errors/usage-errors.js";
import { atCwd, shownPath } from "../../files/read.js";
import type { Project } from "../../project/project.js";
import { valueModel } from "../../project/value-rules.js";
import { limitsOf } from "../../settings/engine.js";
import { readingProgress } from "../../settings/read-history.js";
import type { Target } from "../../settings/target.js";
import { permissionsFor, truthRoute } from "../../settings/truth-route.js";
import type { CheckValues } from "./options.js";

/** Cadences of a bare WASM, which names none. */
const CADENCES = { inference: 3600, weight: 7200 };

/**
 * What to check, from options first and the project second.
 * @throws WeightkitError WK105, WK3xx
 */
export async function checkPlan(
  values: CheckValues,
  target: Target,
  where: Pick<Context, "ui" | "cwd">,
): Promise<Omit<CheckPlan, "saved">> {
  const { project } = target;
  const settings = project?.settings;
  const route = truthRoute(values, target);
  const topic = settings?.topic;
  const { holds = [], exceptions = {}, sum, wasmBytes } = settings?.check ?? {};
  return {
    subject: {
      logic: target.logic,
      limits: limitsOf(values, target),
      runtime: values.runtime,
      scene: {
        topic: topic?.id ?? "1",
        permissions: permissionsFor(values, target, route),
        env: target.env,
        stdinMode: target.stdinMode,
      },
      route,
      values: valueModel(topic?.valueKind ?? "number", topic?.classes, topic?.packingBase),
      valueScale: topic?.valueScale ?? 1,
      cadences:
        topic === undefined
          ? CADENCES
          : { inference: topic.inferenceCadence, weight: topic.weightCadence },
      declared: {
        holds,
        exceptions: reasonsOf(exceptions),
        sum: sum ?? null,
        wasmBytes: wasmBytes ?? null,
      },
    },
    history: project === null ? null : await ownHistory(project, where),
    properties: values.property.flatMap((names) => names.split(",").map(propertyNamed)),
    seed: values.seed,
    runs: values.runs,
    thorough: values.thorough,
  };
}

function propertyNamed(given: string): PropertyName {
  const name = given.trim();
  const known = PROPERTY_NAMES.find((one) => one === name);
  if (known !== undefined) return known;
  throw fault(usageErrors.badOptionValue, {
    option: "--property",
    value: given,
    wanted: `one of ${PROPERTY_NAMES.join(", ")}`,
    suggestion: nearest(name, PROPERTY_NAMES),
  });
}

function reasonsOf(
  exceptions: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(exceptions).flatMap(([name, reason]): [string, string][] =>
      reason === undefined ? [] : [[name, reason]],
    ),
  );
}

/** The history of the project's topic, when its file is there. */
async function ownHistory(
  { directory, settings }: Project,
  { ui, cwd }: Pick<Context, "ui" | "cwd">,
): Promise<TopicHistory | null> {
  const path = (file: string): string => join(directory, file);
  const { inferences, truth, onDuplicate = "refuse" } = settings.history;
  if (!existsSync(path(inferences))) return null;
  const shown = (file: string): string => atCwd(shownPath(path(file), cwd), cwd);
  const history = await readHistory({
    inferences: shown(inferences),
    truth: existsSync(path(truth)) ? shown(truth) : null,
    topic: settings.topic.id,
    onDuplicate,
    onProgress: readingProgress(ui),
  });
  return topicOf(history, settings.topic.id);
}
