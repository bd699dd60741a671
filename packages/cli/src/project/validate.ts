import * as v from "valibot";
import { fault, throwFaults, type WeightkitError } from "@weightkit/testkit/errors/weightkit-error";
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
    throwFaults(result.issues.map((issue) => toFault(issue, root, text, file)));
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
  const { node, offset, parent } = locate(root, path);
  const key = path.join(".");
  const place = { file, ...position(text, offset), ...(key === "" ? {} : { field: key }) };
  const last = path[path.length - 1] ?? "";
  if (issue.type === "strict_object" && issue.expected === "never") {
    const known = knownKeys(path.slice(0, -1));
    return fault(
      usageErrors.unknownKey,
      { key: last, suggestion: quoted(nearest(last, known)), known },
      { place },
    );
  }
  if (node === null) {
    const example = `"${last}": …  (${issue.message})`;
    const above = { file, ...position(text, parent.offset), field: key };
    return fault(usageErrors.missingKey, { key, example }, { place: above });
  }
  const found = describe(node);
  const name = key === "" ? "the project" : key;
  return fault(usageErrors.badSetting, { key: name, found, wanted: issue.message }, { place });
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
  const entries = entriesOf(schema);
  if (Object.keys(entries).length === 0) return [];
  if (node.kind === "array") {
    const key = path.join(".") || "the project";
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
  /** Where to point: the value, or its key when the key itself is at fault. */
  readonly offset: number;
}

function locate(root: JsonNode, path: readonly string[]): Located {
  let node: JsonNode = root;
  let parent: JsonNode = root;
  for (const key of path) {
    parent = node;
    const child: JsonNode | undefined =
      node.kind === "object"
        ? node.members.find((member) => member.key === key)?.value
        : node.kind === "array"
          ? node.items[Number(key)]
          : undefined;
    if (child === undefined) return { node: null, parent, offset: parent.offset };
    node = child;
  }
  return { node, parent, offset: node.offset };
}

/** The settings that the object at `path` may have. */
function knownKeys(path: readonly string[]): string[] {
  let schema: unknown = projectSchema;
  for (const key of path) schema = entriesOf(schema)[key];
  return Object.keys(entriesOf(schema)).filter((key) => key !== "$schema");
}

function entriesOf(schema: unknown): Record<string, unknown> {
  if (typeof schema !== "object" || schema === null) return {};
  if ("entries" in schema && typeof schema.entries === "object" && schema.entries !== null) {
    return { ...schema.entries };
  }
  return "wrapped" in schema ? entriesOf(schema.wrapped) : {};
}

function quoted(text: string | null): string | null {
  return text === null ? null : JSON.stringify(text);
}

function describe(node: JsonNode): string {
  if (node.kind === "object") return "an object";
  if (node.kind === "array") return "a list";
  return JSON.stringify(node.value);
}
