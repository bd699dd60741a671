import * as v from "valibot";
import {
  fault,
  throwFaults,
  type Place,
  type WeightkitError,
} from "@weightkit/testkit/errors/weightkit-error";
import { usageErrors } from "../errors/usage-errors.js";
import { nearest } from "../ui/nearest.js";
import { parseJson, plain, position, type JsonNode } from "./json-document.js";
import { projectSchema, type ProjectSettings } from "./schema.js";

/** What valibot tells of a fault, as far as we use it. */
interface Issue {
  readonly type: string;
  readonly expected: string | null;
  readonly message: string;
  readonly path?: readonly { readonly key: unknown }[] | undefined;
}

/**
 * Reads a project file's text.
 * @param file what errors call it
 * @throws WeightkitError WK120 to WK125, with all faults at once, each at its line and column
 */
export function validateProject(text: string, file: string): ProjectSettings {
  const root = parseJson(text, file);
  throwFaults(listsForObjects(root, projectSchema, [], text, file));
  const result = v.safeParse(projectSchema, plain(root));
  if (!result.success) {
    throwFaults(inOrder(result.issues.map((issue) => toFault(issue, root, text, file))));
  }
  const settings = v.parse(projectSchema, plain(root));
  if (/(^|\/)assembly\/index\.ts$/.test(settings.entry) || settings.entry === "index.ts") {
    const place = { file, ...position(text, locate(root, ["entry"]).offset), field: "entry" };
    throw fault(usageErrors.entryNamedIndex, { entry: settings.entry }, { place });
  }
  return settings;
}

function toFault(issue: Issue, root: JsonNode, text: string, file: string): WeightkitError {
  const path = keysOf(issue.path);
  const { node, offset, keyOffset, parent } = locate(root, path);
  const key = dotted(path);
  const field = key === "" ? {} : { field: key };
  const at = (place: number): { place: Place } => ({
    place: { file, ...position(text, place), ...field },
  });
  const last = path[path.length - 1] ?? "";
  if (issue.type === "strict_object" && issue.expected === "never") {
    const advice = unknownKeyAdvice(last, knownKeys(path.slice(0, -1)));
    return fault(usageErrors.unknownKey, { key: last, advice }, at(keyOffset));
  }
  if (node === null) {
    const example = EXAMPLES[key] ?? `"${last}": …`;
    return fault(usageErrors.missingKey, { key, example }, at(parent.offset));
  }
  const args = { key: key === "" ? "the project" : key, found: describe(node) };
  return fault(usageErrors.badSetting, { ...args, wanted: issue.message }, at(offset));
}

/** What to add for a setting that must be there. */
const EXAMPLES: Readonly<Record<string, string>> = {
  name: '"name": "my-topic"',
  "truth.url": '"url": "https://data.example/{timestamp}"',
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

/** `permissions[0]`, `topic.weightCadence`. */
function dotted(path: readonly string[]): string {
  return path.reduce(
    (text, key) => (/^\d+$/.test(key) ? `${text}[${key}]` : text === "" ? key : `${text}.${key}`),
    "",
  );
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
  text: string,
  file: string,
): WeightkitError[] {
  const item = itemOf(schema);
  if (item !== null && node.kind === "array") {
    return node.items.flatMap((one, index) =>
      listsForObjects(one, item, [...path, String(index)], text, file),
    );
  }
  const entries = entriesOf(schema);
  if (Object.keys(entries).length === 0) return [];
  if (node.kind === "array") {
    const key = dotted(path) || "the project";
    const args = { key, found: "a list", wanted: "an object" };
    return [
      fault(usageErrors.badSetting, args, { place: { file, ...position(text, node.offset) } }),
    ];
  }
  if (node.kind !== "object") return [];
  return node.members.flatMap(({ key, value }) =>
    listsForObjects(value, entries[key], [...path, key], text, file),
  );
}

interface Located {
  /** The value at the path, or null when there is none. */
  readonly node: JsonNode | null;
  /** The nearest value above it that exists. */
  readonly parent: JsonNode;
  /** Where the value is, and where its key. */
  readonly offset: number;
  readonly keyOffset: number;
}

function locate(root: JsonNode, path: readonly string[]): Located {
  let located: Located = { node: root, parent: root, offset: root.offset, keyOffset: root.offset };
  for (const key of path) {
    const parent = located.node ?? located.parent;
    const member =
      parent.kind === "object" ? parent.members.find((one) => one.key === key) : undefined;
    const node = parent.kind === "array" ? parent.items[Number(key)] : member?.value;
    if (node === undefined) return { ...located, node: null, parent };
    located = { node, parent, offset: node.offset, keyOffset: member?.offset ?? node.offset };
  }
  return located;
}

/** The settings that the object at `path` may have. */
function knownKeys(path: readonly string[]): string[] {
  let schema: unknown = projectSchema;
  for (const key of path) schema = entriesOf(schema)[key] ?? itemOf(schema);
  return Object.keys(entriesOf(schema)).filter((key) => key !== "$schema");
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

function describe(node: JsonNode): string {
  if (node.kind === "object") return "an object";
  if (node.kind === "array") return "a list";
  return JSON.stringify(node.value);
}
