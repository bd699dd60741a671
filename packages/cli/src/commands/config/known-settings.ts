import type { GivenValues, Option } from "../../core/command.js";
import { camelCase } from "../../core/define.js";
import { isGiven, type Source, type Sources } from "../../core/source.js";
import { dotted, locate } from "../../project/locate.js";
import type { Project } from "../../project/project.js";

/** A setting, what it is and where that comes from. */
export interface KnownSetting {
  /** `--fuel` or `limits.fuel`. */
  readonly name: string;
  /** Null where nothing gives a value. */
  readonly value: unknown;
  readonly source: Source;
  /** Where in the project file, e.g. `weightkit.json:7`; null for other sources. */
  readonly place: string | null;
}

/** Values of options, from the command line, the environment, the project file or the default, in this order. */
export function optionSettings(
  options: readonly Option[],
  values: GivenValues,
  sources: Sources,
  project: Project | null,
): KnownSetting[] {
  return options.map((option) => {
    const { name, setting, otherwise = null } = option;
    const shown = `--${name}`;
    const value = values[camelCase(name)];
    if (!isGiven(sources, name) && setting !== undefined && project !== null) {
      const path = setting.split(".");
      const known = ofProject(project, path);
      if (known !== null) return { ...known, name: shown };
      const fallback = at(project.settings, path) ?? value ?? otherwise;
      return { name: shown, value: fallback, source: { kind: "default" }, place: null };
    }
    const source = sources.get(name) ?? { kind: "default" };
    return { name: shown, value: value ?? otherwise, source, place: null };
  });
}

/** All settings of a project file with their values, defaults included. */
export function projectSettings(project: Project): KnownSetting[] {
  return leaves(project.settings, []).map(
    ({ path, value }) =>
      ofProject(project, path) ?? {
        ...{ name: dotted(path), value, place: null },
        source: { kind: "default" },
      },
  );
}

/** The setting at a path as the project file gives it, or null when it does not. */
function ofProject({ settings, places }: Project, path: readonly string[]): KnownSetting | null {
  if (locate(places.root, path).node === null) return null;
  const { file, line } = places.of(path);
  return {
    name: dotted(path),
    value: at(settings, path),
    source: { kind: "project file", setting: dotted(path) },
    place: `${file ?? ""}:${line ?? 1}`,
  };
}

interface Leaf {
  readonly path: readonly string[];
  readonly value: unknown;
}

/** What is not an object, by its path; a list counts as one value. */
function leaves(value: unknown, path: readonly string[]): Leaf[] {
  if (value === undefined) return [];
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [{ path, value }];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]));
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === "object" && inner !== null ? Reflect.get(inner, key) : undefined,
    value,
  );
}
