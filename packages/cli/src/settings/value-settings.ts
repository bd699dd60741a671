import * as v from "valibot";
import type { ValueKind, ValueModel } from "@weightkit/testkit/internal/kinds/value-model";
import { fault, type WeightkitError } from "@weightkit/testkit/internal/errors/weightkit-error";
import { HOSTS, type HostName } from "@weightkit/testkit/internal/chain/hosts/hosts";
import { calledBy, isGiven, type Sources } from "../core/source.js";
import { usageErrors } from "../errors/usage-errors.js";
import { projectErrors } from "../errors/project-errors.js";
import type { Project } from "../project/project.js";
import {
  clashes,
  classNames,
  hasClasses,
  valueModel,
  type ValueSetting,
} from "../project/value-rules.js";

/** How a topic's values are read, travel and are judged. */
export interface ValueSettings {
  readonly model: ValueModel;
  readonly scale: number;
  /** Whether the history's values are kept as texts. */
  readonly texts: boolean;
  readonly profile: HostName;
}

export interface ModelValues {
  readonly valueKind: ValueKind | undefined;
  readonly classes: readonly string[];
  readonly packingBase: number | undefined;
  readonly valueScale: number | undefined;
  readonly profile: HostName;
  readonly texts: boolean;
}

const OPTIONS: Readonly<Record<ValueSetting, string>> = {
  valueKind: "value-kind",
  classes: "classes",
  packingBase: "packing-base",
};

/**
 * From options first and the project second. The project's classes and packing count as far as the kind uses them.
 * @param faults gets WK105, WK109 and WK126
 */
export function valueSettings(
  values: ModelValues,
  sources: Sources,
  project: Project | null,
  faults: WeightkitError[],
): ValueSettings {
  const topic = project?.settings.topic;
  const { profile } = values;
  const { integers } = HOSTS[profile];
  const kind = values.valueKind ?? topic?.valueKind ?? "number";
  const packed = kind === "distribution" && integers;
  const classes =
    givenClasses(values, sources, faults) ?? (hasClasses(kind) ? topic?.classes : undefined);
  const packingBase = values.packingBase ?? (packed ? topic?.packingBase : undefined);
  const model = valueModel(kind, classes, packingBase);
  // The project alone agrees with itself, so an option is to blame: the kind is reported as one.
  const inProject = (setting: ValueSetting): boolean =>
    setting !== "valueKind" &&
    topic?.[setting] !== undefined &&
    !isGiven(sources, OPTIONS[setting]);
  const spelled = (setting: ValueSetting): string =>
    inProject(setting) ? `topic.${setting}` : calledBy(OPTIONS[setting], sources);
  for (const { at, problem, remedy } of clashes(model, spelled)) {
    const place = inProject(at) ? project?.places.of(["topic", at]) : undefined;
    const options = place === undefined ? {} : { place };
    faults.push(fault(projectErrors.clashingSettings, { problem, remedy }, options));
  }
  if (packed && packingBase === undefined) faults.push(unpacked());
  return {
    model,
    scale: values.valueScale ?? topic?.valueScale ?? 1,
    texts: !integers && (values.texts || hasClasses(kind)),
    profile,
  };
}

function givenClasses(
  { classes: given }: ModelValues,
  sources: Sources,
  faults: WeightkitError[],
): readonly string[] | undefined {
  if (given.length === 0) return undefined;
  const names = given.flatMap((text) => text.split(",")).map((name) => name.trim());
  const result = v.safeParse(classNames, names);
  if (!result.success) {
    const wanted = `1 to 1000 different names with commas between, e.g. --classes clear,cloudy,rain`;
    const args = { option: calledBy("classes", sources), value: given.join(","), wanted };
    faults.push(fault(usageErrors.badOptionValue, args));
  }
  return names;
}

function unpacked(): WeightkitError {
  return fault(usageErrors.missingOption, {
    what: "How a distribution travels to the chain as one whole number",
    remedy:
      "Give --classes A,B,C and --packing-base N (topic.classes and topic.packingBase) as the logic's Packing has them; or --profile seed, under which distributions are texts",
  });
}
