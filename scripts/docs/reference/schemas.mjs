// Pages made from JSON Schemas: weightkit.json, and what `weightkit replay --json` prints.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../play.mjs";
import { cell, GENERATED, plain } from "./source.mjs";

/**
 * @typedef {object} Schema
 * @property {string | string[]} [type]
 * @property {string} [title]
 * @property {string} [description]
 * @property {Record<string, Schema>} [properties]
 * @property {Record<string, Schema>} [$defs]
 * @property {string} [$ref]
 * @property {Schema} [items]
 * @property {Schema | boolean} [additionalProperties]
 * @property {Schema[]} [anyOf]
 * @property {string[]} [required]
 * @property {unknown[]} [enum]
 * @property {unknown} [const]
 * @property {unknown} [default]
 * @property {number} [minimum]
 * @property {string} [pattern]
 */

const PAGES = [
  {
    page: "docs/reference/weightkit-json.md",
    schema: "packages/cli/schema/weightkit.schema.json",
    title: "weightkit.json",
    tellRequired: true,
    intro:
      "The project file. Only `name` is required; everything else has the default given. Editors know the schema by `$schema`. All faults are reported at once, with line and column.",
  },
  {
    page: "docs/reference/replay-json.md",
    schema: "packages/testkit/schema/replay.schema.json",
    title: "What `weightkit replay --json` prints",
    tellRequired: false,
    intro:
      "One document, versioned, with all of these fields always there: a field is never removed or changed in meaning without a new `version`. The schema is in the package: `@weightkit/testkit/schema/replay.schema.json`.",
  },
];

/** @returns {[string, string][]} */
export function jsonSchemaPages() {
  return PAGES.filter(({ schema }) => existsSync(join(ROOT, schema))).map(
    ({ page, schema, title, tellRequired, intro }) => {
      /** @type {Schema} */
      const root = JSON.parse(readFileSync(join(ROOT, schema), "utf8"));
      const rows = properties(root, root, "").map(
        ({ path, schema: one, required }) =>
          `| \`${path}\` | ${cell(plain(kind(one)))} | ${cell(plain(about(one, required && tellRequired)))} |`,
      );
      const table = ["| field | is | meaning |", "| --- | --- | --- |", ...rows].join("\n");
      return [page, [GENERATED, `# ${title}`, intro, table, ""].join("\n\n")];
    },
  );
}

/**
 * All properties, the nested ones after their parent.
 * @param {Schema} root
 * @param {Schema} schema
 * @param {string} prefix
 * @returns {{ path: string, schema: Schema, required: boolean }[]}
 */
function properties(root, schema, prefix) {
  return Object.entries(schema.properties ?? {}).flatMap(([name, given]) => {
    const one = resolved(root, given);
    const path = `${prefix}${name}`;
    const required = (schema.required ?? []).includes(name) && one.default === undefined;
    const inner = object(root, one);
    const below = inner === null ? [] : properties(root, inner.schema, `${path}${inner.suffix}.`);
    return [{ path, schema: one, required }, ...below];
  });
}

/**
 * The object that a property is, or is a list of.
 * @param {Schema} root
 * @param {Schema} schema
 * @returns {{ schema: Schema, suffix: string } | null}
 */
function object(root, schema) {
  const candidates = [schema, ...(schema.anyOf ?? []).map((one) => resolved(root, one))];
  for (const one of candidates) {
    if (one.properties !== undefined) return { schema: one, suffix: "" };
    if (one.items !== undefined) {
      const inner = object(root, resolved(root, one.items));
      if (inner !== null) return { schema: inner.schema, suffix: `[]${inner.suffix}` };
    }
  }
  return null;
}

/**
 * @param {Schema} root
 * @param {Schema} schema
 * @returns {Schema}
 */
function resolved(root, schema) {
  const name = /^#\/\$defs\/(.*)$/.exec(schema.$ref ?? "")?.[1];
  return name === undefined ? schema : { ...root.$defs?.[name], ...schema };
}

/** @param {Schema} schema @returns {string} */
function kind(schema) {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((one) => JSON.stringify(one)).join(" or ");
  if (schema.anyOf !== undefined) return [...new Set(schema.anyOf.map(kind))].join(" or ");
  if (schema.type === "array")
    return `list of ${schema.items === undefined ? "anything" : kind(schema.items)}`;
  if (Array.isArray(schema.type)) return schema.type.join(" or ");
  const least =
    schema.minimum === undefined || schema.minimum === 0 ? "" : ` from ${schema.minimum}`;
  return `${schema.type ?? "object"}${least}`;
}

/**
 * @param {Schema} schema
 * @param {boolean} required
 */
function about(schema, required) {
  const parts = [schema.description ?? ""];
  if (required) parts.push("Required.");
  const plainDefault = schema.default !== undefined && JSON.stringify(schema.default) !== "{}";
  if (plainDefault && schema.default !== "")
    parts.push(`Default \`${JSON.stringify(schema.default)}\`.`);
  return parts.filter((part) => part !== "").join(" ");
}
