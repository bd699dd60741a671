import * as v from "valibot";
import { VALUE_KINDS } from "@weightkit/testkit/internal/kinds/value-model";
import {
  fault,
  throwFaults,
  type Place,
  type WeightkitError,
} from "@weightkit/testkit/internal/errors/weightkit-error";
import { projectErrors } from "../errors/project-errors.js";
import { secondsOf } from "../core/duration.js";
import { nearest } from "@weightkit/testkit/internal/numbers/nearest";
import { parseJson, plain, type JsonNode } from "./json-document.js";
import { dotted, locate, Places } from "./locate.js";
import { projectSchema, type ProjectSettings } from "./schema/project-schema.js";
import { clashes, classNames, packingBase, valueModel } from "./value-rules.js";

/** What valibot reports about a fault, as far as we use it. */
interface Issue {
  readonly type: string;
  readonly expected: string | null;
  readonly message: string;
  readonly path?: readonly { readonly key: unknown }[] | undefined;
}

/** A valid project file. */
export interface ReadProject {
  readonly settings: ProjectSettings;
  /** Where in the text a setting is, for faults found in it later. */
  readonly places: Places;
}

/**
 * Reads a project file's text.
 * @param file what errors call it
 * @throws WeightkitError WK120 to WK126, with all faults at once, each at its line and column
 */
export function validateProject(text: string, file: string): ProjectSettings {
  return readProject(text, file).settings;
}

const LONGEST_NUMBER = 40;

/** As {@link validateProject}, with the places of all settings. */
export function readProject(text: string, file: string): ReadProject {
  const root = parseJson(text, file);
  const places = new Places(root, text, file);
  throwFaults(listsForObjects(root, projectSchema, [], places));
  const result = v.safeParse(projectSchema, plain(root));
  const issues = distinct(result.issues ?? []);
  throwFaults(inOrder([...issues.map((issue) => toFault(issue, places)), ...valueClashes(places)]));
  const settings = v.parse(projectSchema, plain(root));
  if (settings.wasm !== undefined && locate(root, ["entry"]).node !== null) {
    const problem = "entry and wasm are both set, and a project has one of them";
    const remedy =
      "Remove wasm to compile the entry, or entry to pack what another toolchain builds";
    throw fault(
      projectErrors.clashingSettings,
      { problem, remedy },
      { place: places.of(["wasm"]) },
    );
  }
  if (settings.buildCommand !== undefined && settings.wasm === undefined) {
    const problem = "buildCommand is set, and wasm is not";
    const remedy = "Set wasm to the file that the command writes";
    const place = places.of(["buildCommand"]);
    throw fault(projectErrors.clashingSettings, { problem, remedy }, { place });
  }
  return { settings, places };
}

function toFault(issue: Issue, places: Places): WeightkitError {
  const path = keysOf(issue.path);
  const { node, offset, keyOffset, parent } = locate(places.root, path);
  const at = (where: number): { place: Place } => ({ place: places.at(where, path) });
  const key = dotted(path);
  const last = path[path.length - 1] ?? "";
  if (issue.type === "strict_object" && issue.expected === "never") {
    const advice = unknownKeyAdvice(last, knownKeys(path.slice(0, -1)));
    return fault(projectErrors.unknownKey, { key: last, advice }, at(keyOffset));
  }
  if (node === null) {
    const example = EXAMPLES[key] ?? EXAMPLES[last] ?? `"${last}": …`;
    return fault(projectErrors.missingKey, { key, example }, at(parent.offset));
  }
  const args = { key: key === "" ? "the project" : key, found: describe(node, places.text) };
  const value = plain(node);
  const meant = typeof value === "string" ? nearest(value, choices(path)) : null;
  const suggestion = meant === null ? meantNumber(value, last, issue) : JSON.stringify(meant);
  return fault(
    projectErrors.badSetting,
    { ...args, wanted: issue.message, suggestion },
    at(offset),
  );
}

/** The number that a text stands for where a number is needed: `"3600"` in quotes, or `"1h"` where seconds are. */
function meantNumber(value: unknown, key: string, { message }: Issue): string | null {
  if (typeof value !== "string" || !message.includes("number")) return null;
  if (/^\d+(?:\.\d+)?$/.test(value)) return value;
  return /Cadence$/.test(key) ? secondsOf(value) : null;
}

/** Contradictions between the settings of a topic's values, as far as each is valid on its own. */
function valueClashes(places: Places): WeightkitError[] {
  const given = (key: string): unknown => {
    const { node } = locate(places.root, ["topic", key]);
    return node === null ? undefined : plain(node);
  };
  const kind = v.safeParse(v.optional(v.picklist(VALUE_KINDS), "number"), given("valueKind"));
  const classes = v.safeParse(v.optional(classNames), given("classes"));
  const base = v.safeParse(v.optional(packingBase), given("packingBase"));
  if (!kind.success || !classes.success || !base.success) return [];
  const model = valueModel(kind.output, classes.output, base.output);
  return clashes(model, (setting) => `topic.${setting}`).map(({ at, problem, remedy }) =>
    fault(projectErrors.clashingSettings, { problem, remedy }, { place: places.of(["topic", at]) }),
  );
}

/** What to add for a setting that must be there. */
const EXAMPLES: Readonly<Record<string, string>> = {
  name: '"name": "my-topic"',
  "truth.url": '"url": "https://data.example/{timestamp}"',
  at: '"at": "2024-03-01T12:00Z"',
  to: '"to": "bad"',
};

function unknownKeyAdvice(key: string, known: readonly string[]): string {
  if (/^run_?time$/i.test(key)) {
    return "Remove it: nodes would sleep that long and exit 15 without running the logic. limits.milliseconds limits time here; on a node its operator does";
  }
  const suggestion = nearest(key, known);
  return suggestion === null
    ? `The settings here are ${known.join(", ")}`
    : `Did you mean "${suggestion}"?`;
}

/** Issues without those that would be reported in the same words: a fraction is not whole, and may be too small too. */
function distinct(issues: readonly Issue[]): Issue[] {
  const same = (a: Issue, b: Issue): boolean =>
    a.message === b.message && dotted(keysOf(a.path)) === dotted(keysOf(b.path));
  return issues.filter((issue, i) => issues.findIndex((one) => same(one, issue)) === i);
}

/** In the order of the text, as people read it. */
function inOrder(faults: readonly WeightkitError[]): WeightkitError[] {
  const rank = ({ place }: WeightkitError): number =>
    (place?.line ?? 0) * 1e6 + (place?.column ?? 0);
  return [...faults].sort((a, b) => rank(a) - rank(b));
}

function keysOf(path: Issue["path"] = []): string[] {
  return path.map((item) => String(item.key));
}

/** Lists where objects belong, which valibot would take for objects without keys. */
function listsForObjects(
  node: JsonNode,
  schema: unknown,
  path: readonly string[],
  places: Places,
): WeightkitError[] {
  const item = itemOf(schema);
  if (item !== null && node.kind === "array") {
    return node.items.flatMap((one, index) =>
      listsForObjects(one, item, [...path, String(index)], places),
    );
  }
  const entries = entriesOf(schema);
  if (Object.keys(entries).length === 0) return [];
  if (node.kind === "array") {
    const args = { key: dotted(path) || "the project", found: "a list", wanted: "an object" };
    return [fault(projectErrors.badSetting, args, { place: places.at(node.offset) })];
  }
  if (node.kind !== "object") return [];
  return node.members.flatMap(({ key, value }) =>
    listsForObjects(value, entries[key], [...path, key], places),
  );
}

/** The settings that the object at `path` may have. */
function knownKeys(path: readonly string[]): string[] {
  return Object.keys(entriesOf(schemaAt(path))).filter((key) => key !== "$schema");
}

/** The texts that the setting at `path` may be, when it is one of a few. */
function choices(path: readonly string[]): string[] {
  let schema = schemaAt(path);
  while (typeof schema === "object" && schema !== null && "wrapped" in schema) {
    schema = schema.wrapped;
  }
  if (typeof schema !== "object" || schema === null || !("options" in schema)) return [];
  const { options } = schema;
  return Array.isArray(options) ? options.filter((one) => typeof one === "string") : [];
}

function schemaAt(path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (schema, key) => entriesOf(schema)[key] ?? itemOf(schema),
    projectSchema,
  );
}

function entriesOf(schema: unknown): Record<string, unknown> {
  if (typeof schema !== "object" || schema === null) return {};
  if ("entries" in schema && typeof schema.entries === "object" && schema.entries !== null) {
    return { ...schema.entries };
  }
  return "wrapped" in schema ? entriesOf(schema.wrapped) : {};
}

/** The schema of a list's items. */
function itemOf(schema: unknown): unknown {
  if (typeof schema !== "object" || schema === null) return null;
  if ("item" in schema) return schema.item;
  return "wrapped" in schema ? itemOf(schema.wrapped) : null;
}

/** A value as the file has it: 1e400 and whole numbers beyond 2^53 are others once they are read. */
function describe(node: JsonNode, text: string): string {
  if (node.kind === "object") return "an object";
  if (node.kind === "array") return "a list";
  const [number = ""] = /^[-+.\deE]+/.exec(text.slice(node.offset)) ?? [];
  if (number.length > LONGEST_NUMBER) return `${number.slice(0, LONGEST_NUMBER)}…`;
  if (number !== "") return number;
  return JSON.stringify(node.value);
}
