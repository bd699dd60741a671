import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { readLimited } from "../logic/read-file.js";
import { NUMBERS, VALUE_KINDS, type ValueModel } from "../kinds/value-model.js";
import type { TruthRoute } from "../round/truth-answerer.js";

/** What a test needs to know of the topic that the logic is for. */
export interface TopicFacts {
  /** Where the logic asks for truth, or null when it does not. */
  readonly truth: TruthRoute | null;
  /** What the values are. */
  readonly values: ValueModel;
  /** What workers multiply values by before they answer. */
  readonly valueScale: number;
  /** Seconds between two sets, and between two rounds. */
  readonly inferenceCadence: number;
  readonly weightCadence: number;
}

/** A topic of which nothing is known. */
const UNKNOWN: TopicFacts = {
  truth: null,
  values: NUMBERS,
  valueScale: 1,
  inferenceCadence: 3600,
  weightCadence: 7200,
};

const FILE = "weightkit.json";
/** Folders from a package up to its project: `build/debug/manifest.json`. */
const MAX_LEVELS = 3;
const MAX_BYTES = 1 << 20;

/**
 * The topic of the project that a package was built in: the nearest `weightkit.json` above it. A field that is missing or not what
 * it must be counts as left out: `weightkit build` reports it.
 * @param path of the package, its manifest or its WASM
 */
export function readTopicFacts(path: string): TopicFacts {
  let folder = resolve(path);
  for (let level = 0; level < MAX_LEVELS; level += 1) {
    folder = dirname(folder);
    const file = join(folder, FILE);
    if (existsSync(file)) return topicFacts(parse(file));
  }
  return UNKNOWN;
}

function parse(file: string): unknown {
  try {
    return JSON.parse(Buffer.from(readLimited(file, MAX_BYTES)).toString("utf8"));
  } catch {
    return null;
  }
}

function topicFacts(project: unknown): TopicFacts {
  const topic = property(project, "topic");
  const truth = property(project, "truth");
  const url = property(truth, "url");
  const pointer = property(truth, "pointer") ?? "";
  return {
    truth: typeof url === "string" && typeof pointer === "string" ? { url, pointer } : null,
    values: valueModel(topic),
    valueScale: whole(topic, "valueScale") ?? UNKNOWN.valueScale,
    inferenceCadence: whole(topic, "inferenceCadence") ?? UNKNOWN.inferenceCadence,
    weightCadence: whole(topic, "weightCadence") ?? UNKNOWN.weightCadence,
  };
}

function valueModel(topic: unknown): ValueModel {
  const given = property(topic, "valueKind");
  const kind = VALUE_KINDS.find((known) => known === given) ?? NUMBERS.kind;
  const classes = property(topic, "classes");
  const packingBase = whole(topic, "packingBase");
  return {
    kind,
    ...(isTexts(classes) ? { classes } : {}),
    ...(packingBase === null ? {} : { packingBase }),
  };
}

function property(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  const found: unknown = Reflect.get(value, key);
  return found;
}

function whole(value: unknown, key: string): number | null {
  const found = property(value, key);
  return typeof found === "number" && Number.isSafeInteger(found) && found > 0 ? found : null;
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === "string");
}
