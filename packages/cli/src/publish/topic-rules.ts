import { isAlloAddress } from "@weightkit/testkit/internal/chain/bech32";
import { refuseTopic } from "@weightkit/testkit/internal/chain/params";
import { isCidText } from "@weightkit/testkit/internal/logic/cid";

/** A message for a new topic, or a topic of the chain, by the chain's names of its fields. */
export type TopicFields = Readonly<Record<string, string>>;

/** What is wrong with a field of a topic. */
export interface TopicFinding {
  readonly field: string;
  /** One sentence. */
  readonly problem: string;
  /** Whether the chain refuses the topic for it; else it takes a topic that will not work. */
  readonly refused: boolean;
}

const PLACEHOLDER = "CREATOR";

/**
 * Holds a message to the chain's rules (protocol section 1) and to what nodes need: the chain checks the creator's address and the cadences
 * only, and takes functions that nobody can run.
 */
export function topicFindings(fields: TopicFields): readonly TopicFinding[] {
  const found: TopicFinding[] = [];
  const add = (field: string, problem: string, refused = false): void => {
    found.push({ field, problem, refused });
  };
  const of = (field: string): string => fields[field] ?? "";
  const creator = of("creator");
  if (creator !== PLACEHOLDER && !isAlloAddress(creator))
    add("creator", `${JSON.stringify(creator)} is not a valid allo address`, true);
  const refusal = refuseTopic({
    inferenceCadence: seconds(of("inference_cadence")),
    weightCadence: seconds(of("weight_cadence")),
  });
  if (refusal !== null) {
    const field = refusal.startsWith("weight") ? "weight_cadence" : "inference_cadence";
    add(field, `the chain refuses ${of(field)} s: ${refusal}`, true);
  }
  for (const field of ["weight_logic", "inference_logic"]) {
    if (!isCidText(of(field)))
      add(field, `${JSON.stringify(of(field))} is not a function id (CIDv1): no node finds it`);
  }
  for (const field of ["weight_method", "inference_method"]) {
    if (!/^[^/\\\0-\x1f\x7f]+\.wasm$/.test(of(field)))
      add(field, `${JSON.stringify(of(field))} is not a WASM's file name: no node runs it`);
  }
  if (of("metadata") === "") add("metadata", "it is empty: nobody sees what the topic is about");
  for (const field of ["metadata", "default_arg"]) {
    if (/[\0-\x08\x0b-\x1f\x7f]/.test(of(field))) add(field, "it has control characters");
  }
  return found;
}

function seconds(text: string): bigint {
  return /^\d+$/.test(text) ? BigInt(text) : -1n;
}

/** A field that differs from the chain's. */
export interface FieldDifference {
  readonly field: string;
  readonly here: string;
  /** Null where the export does not have the field. */
  readonly chain: string | null;
}

/** Fields in which a topic of the chain differs from the message that would create it again; the creator only where it is known here. */
export function topicDifferences(here: TopicFields, chain: TopicFields): FieldDifference[] {
  return Object.entries(here).flatMap(([field, value]) => {
    if (field === "@type" || (field === "creator" && value === PLACEHOLDER)) return [];
    const theirs = chain[field] ?? null;
    return theirs === value ? [] : [{ field, here: value, chain: theirs }];
  });
}

/**
 * Reads a topic as `allorad query emissions topic ID --output json` prints it, or the topic alone; names with underscores or in camel case.
 * A byte order mark is skipped, which PowerShell writes. Null when it is neither.
 */
export function readTopic(text: string): TopicFields | null {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return null;
  }
  const outer = record(value);
  const fields = record(outer?.["topic"]) ?? outer;
  if (fields === null) return null;
  const known = Object.entries(fields).flatMap(([name, field]) =>
    typeof field === "string" || typeof field === "number" || typeof field === "boolean"
      ? [[snakeCase(name), String(field)] as const]
      : [],
  );
  const topic = Object.fromEntries(known);
  return "weight_logic" in topic ? topic : null;
}

function record(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : null;
}

function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
