// Pages made from JSON Schemas: weightkit.json, and what `weightkit replay --json` prints.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../play.mjs";
import { GENERATED, plain } from "./source.mjs";

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
    root: "The file",
    marksRequired: true,
    intro:
      "The project file. Only `name` is required; everything else has the default given. Editors know the schema by `$schema`. All faults are reported at once, with line and column.",
  },
  {
    page: "docs/reference/replay-json.md",
    schema: "packages/testkit/schema/replay.schema.json",
    title: "What `weightkit replay --json` prints",
    root: "The document",
    marksRequired: false,
    intro:
      "One document, versioned, with all of these fields always there: a field is never removed or changed in meaning without a new `version`. The schema is in the package: `@weightkit/testkit/schema/replay.schema.json`.",
  },
];

/** Most fields of an object that is shown where it is used; one with more gets a section. */
const MAX_INLINE = 4;

/** @returns {[string, string][]} */
export function jsonSchemaPages() {
  return PAGES.filter(({ schema }) => existsSync(join(ROOT, schema))).map(
    ({ page, schema, title, root, marksRequired, intro }) => {
      /** @type {Schema} */
      const document = JSON.parse(readFileSync(join(ROOT, schema), "utf8"));
      const sections = new Sections(document, marksRequired).all(root);
      return [page, [GENERATED, `# ${title}`, intro, ...sections, ""].join("\n\n")];
    },
  );
}

/**
 * A schema's objects as sections with a list of their fields, each object once: the same object in another place is a link.
 */
class Sections {
  /** @type {Map<string, string>} headings by what they are about */
  #headings = new Map();
  /** @type {{ heading: string, schema: Schema }[]} objects that wait for their section */
  #waiting = [];
  #document;
  #marksRequired;

  /**
   * @param {Schema} document
   * @param {boolean} marksRequired
   */
  constructor(document, marksRequired) {
    this.#document = document;
    this.#marksRequired = marksRequired;
  }

  /**
   * @param {string} root heading of the document itself
   * @returns {string[]}
   */
  all(root) {
    this.#waiting.push({ heading: root, schema: this.#document });
    const texts = [];
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      const { heading, schema } = next;
      const prefix = heading === root ? "" : `${heading}.`;
      texts.push(heading === root ? `## ${root}` : `<a id="${anchorOf(heading)}"></a>`);
      if (heading !== root) texts.push(`## \`${heading}\``);
      if (heading !== root && schema.description !== undefined)
        texts.push(plain(schema.description));
      texts.push(this.#fields(schema, prefix, "").join("\n"));
    }
    return texts;
  }

  /**
   * @param {Schema} schema
   * @param {string} prefix path of the object, ending in a dot
   * @param {string} indent
   * @returns {string[]}
   */
  #fields(schema, prefix, indent) {
    return Object.entries(schema.properties ?? {}).flatMap(([name, given]) => {
      const one = resolved(this.#document, given);
      const required = (schema.required ?? []).includes(name) && one.default === undefined;
      const inner = object(this.#document, one);
      const parts = [`${indent}- \`${name}\`: ${plain(kind(this.#document, one))}`];
      const meaning = plain(about(one, required && this.#marksRequired));
      if (meaning !== "") parts.push(meaning);
      if (inner === null) return [sentence(parts)];
      const path = `${prefix}${name}${inner.suffix}`;
      const count = Object.keys(inner.schema.properties ?? {}).length;
      if (indent === "" && count <= MAX_INLINE && this.#isFlat(inner.schema))
        return [sentence(parts), ...this.#fields(inner.schema, `${path}.`, "  ")];
      const heading = this.#headingOf(path, inner.schema);
      return [sentence([...parts, `See [\`${heading}\`](#${anchorOf(heading)})`])];
    });
  }

  /** @param {Schema} schema */
  #isFlat(schema) {
    return Object.values(schema.properties ?? {}).every(
      (one) => object(this.#document, resolved(this.#document, one)) === null,
    );
  }

  /**
   * @param {string} path
   * @param {Schema} schema
   */
  #headingOf(path, schema) {
    const key = JSON.stringify(schema.properties);
    const known = this.#headings.get(key);
    if (known !== undefined) return known;
    this.#headings.set(key, path);
    this.#waiting.push({ heading: path, schema });
    return path;
  }
}

/** @param {readonly string[]} parts */
function sentence(parts) {
  return parts.map((part) => part.replace(/\.$/, "")).join(". ");
}

/**
 * An anchor that is the same on the site and in the repository, whose headings get different ones.
 * @param {string} heading
 */
function anchorOf(heading) {
  return `of-${heading.replaceAll("[]", "").replaceAll(".", "-")}`;
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

/** @param {Schema} root @param {Schema} given @returns {string} */
function kind(root, given) {
  const schema = resolved(root, given);
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``;
  if (schema.enum !== undefined)
    return schema.enum.map((one) => `\`${JSON.stringify(one)}\``).join(" or ");
  if (schema.anyOf !== undefined)
    return [...new Set(schema.anyOf.map((one) => kind(root, one)))].join(" or ");
  if (schema.type === "array") return listOf(root, schema);
  if (Array.isArray(schema.type))
    return schema.type.map((one) => (one === "array" ? listOf(root, schema) : one)).join(" or ");
  const least =
    schema.minimum === undefined || schema.minimum === 0 ? "" : ` from ${schema.minimum}`;
  return `${schema.type ?? "object"}${least}`;
}

/** @param {Schema} root @param {Schema} schema @returns {string} */
function listOf(root, schema) {
  const one = schema.items === undefined ? "anything" : kind(root, schema.items);
  return `list of ${one.replace(/^(object|string|number|integer|boolean)\b/, "$1s")}`;
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
