import { identityOf } from "../../logic/identity.js";
import type { Logic } from "../../logic/logic.js";
import { replay, type ReplayOptions } from "../../replay/run.js";
import type { ReplayPlan } from "../../replay/plan.js";
import { repeatRound } from "../../round/fixture/repeat-round.js";
import type { RoundFixture } from "../../round/fixture/round-fixture.js";
import type { WorkerPool } from "../../threads/pool.js";
import { isLibrary, SourceLookup } from "../../wasm/source-lookup.js";
import type { Divergence } from "./weight-trail.js";

/** Characters of a source line that are kept. */
const MAX_TEXT = 100;

/**
 * Why two logics part, as far as it shows: the first source line that ran in that round in one of them and that the other does not have,
 * or parameters that differ.
 */
export type PartingCause =
  | {
      readonly kind: "line";
      /** Whether it is a line of the other logic's sources, or of the first's. */
      readonly of: "other" | "first";
      /** As the source map names it. */
      readonly file: string;
      /** Counts from 1. */
      readonly line: number;
      /** Without the white space around it, and cut where it is long. */
      readonly text: string;
    }
  | { readonly kind: "parameters"; readonly parameters: readonly ParameterChange[] };

export interface ParameterChange {
  readonly name: string;
  /** Under the first logic and under the other, a bool being 1 or 0; null where it has none of that name. */
  readonly values: readonly [number | null, number | null];
}

/** Where logics part, with what causes it; null where that does not show. */
export interface Parting extends Divergence {
  readonly cause: PartingCause | null;
}

type Lines = ReadonlyMap<string, readonly number[]>;

/**
 * Finds what makes logics part from the first. Up to the round of a divergence both have stored the same weights, so it is run again on
 * both from the same state, and where their fuel goes shows the lines that ran.
 * Sources are compared line by line as texts: a line that only moved is the same.
 * @param others Where each of the other logics parts; null where it does not.
 */
export async function partingCauses(
  plan: ReplayPlan,
  others: readonly { readonly logic: Logic; readonly divergence: Divergence | null }[],
  options: Pick<ReplayOptions, "pool" | "sources">,
): Promise<(Parting | null)[]> {
  const rounds = new RoundsAgain(plan, options);
  const causes: (Parting | null)[] = [];
  for (const { logic, divergence } of others) {
    const cause = divergence === null ? null : await causeOf(plan.logic, logic, divergence, rounds);
    causes.push(divergence === null ? null : { ...divergence, cause });
  }
  return causes;
}

async function causeOf(
  first: Logic,
  other: Logic,
  divergence: Divergence,
  rounds: RoundsAgain,
): Promise<PartingCause | null> {
  const [ours, theirs] = [first, other].map(({ sourceMap }) =>
    sourceMap === null ? null : SourceLookup.parse(sourceMap),
  );
  const parameters = parameterChanges(first, other);
  const differ: PartingCause | null =
    parameters.length === 0 ? null : { kind: "parameters", parameters };
  if (!ours || !theirs) return differ;
  const own = newLine(await rounds.linesOf(other, divergence, theirs), theirs, ours);
  if (own !== null) return { kind: "line", of: "other", ...own };
  const gone = newLine(await rounds.linesOf(first, divergence, ours), ours, theirs);
  return gone === null ? differ : { kind: "line", of: "first", ...gone };
}

/** Rounds of the first logic's replay that are run again. */
class RoundsAgain {
  readonly #plan: ReplayPlan;
  readonly #options: Pick<ReplayOptions, "pool" | "sources">;
  readonly #fixtures = new Map<string, Promise<RoundFixture | null>>();

  constructor(plan: ReplayPlan, options: Pick<ReplayOptions, "pool" | "sources">) {
    this.#plan = plan;
    this.#options = options;
  }

  /** Source lines that ran in a round, ascending, by file; the author's own files come first. */
  async linesOf(logic: Logic, at: Divergence, lookup: SourceLookup): Promise<Lines> {
    const key = `${at.round} ${at.second} ${at.reputer}`;
    const known = this.#fixtures.get(key) ?? savedRound(this.#plan, at, this.#options);
    this.#fixtures.set(key, known);
    const fixture = await known;
    return fixture === null ? new Map() : await linesThatRan(fixture, logic, lookup, this.#options);
  }
}

/** Replays up to a round and returns it with all that it saw. */
async function savedRound(
  plan: ReplayPlan,
  { round, second, reputer }: Divergence,
  options: Pick<ReplayOptions, "pool" | "sources">,
): Promise<RoundFixture | null> {
  const found: RoundFixture[] = [];
  const onRound = (one: RoundFixture): void => {
    if (one.origin.second === second && one.origin.reputer === reputer) found.push(one);
  };
  const saving = { selection: { rounds: [round], failed: false }, onRound };
  const facts = replay(plan, { ...options, saving })[Symbol.asyncIterator]();
  while (found.length === 0 && (await facts.next()).done !== true);
  await facts.return?.();
  return found[0] ?? null;
}

async function linesThatRan(
  fixture: RoundFixture,
  logic: Logic,
  lookup: SourceLookup,
  { pool }: { readonly pool: WorkerPool },
): Promise<Lines> {
  const { outcome } = await repeatRound(fixture, logic, { pool, profile: true });
  const files = new Map<string, Set<number>>();
  for (const { offset } of outcome.profile?.operators ?? []) {
    const place = lookup.at(offset);
    if (place === null) continue;
    const lines = files.get(place.file) ?? new Set();
    files.set(place.file, lines.add(place.line));
  }
  const names = [...files.keys()].sort();
  const inOrder = [
    ...names.filter((file) => !isLibrary(file)),
    ...names.filter((file) => isLibrary(file)),
  ];
  return new Map(inOrder.map((file) => [file, [...(files.get(file) ?? [])].sort((a, b) => a - b)]));
}

/** The first of the lines whose text another logic's file of the same name does not have. */
function newLine(
  files: Lines,
  own: SourceLookup,
  other: SourceLookup,
): { readonly file: string; readonly line: number; readonly text: string } | null {
  for (const [file, lines] of files) {
    const texts = own.linesOf(file);
    if (texts === null) continue;
    const known = new Set(other.linesOf(file)?.map((text) => text.trim()));
    for (const line of lines) {
      const text = texts[line - 1]?.trim() ?? "";
      if (text !== "" && !known.has(text)) return { file, line, text: text.slice(0, MAX_TEXT) };
    }
  }
  return null;
}

function parameterChanges(first: Logic, other: Logic): ParameterChange[] {
  const [ours, theirs] = [first, other].map(
    (logic) =>
      new Map(identityOf(logic).parameters?.map(({ name, value }) => [name, value] as const)),
  );
  const names = [...new Set([...(ours?.keys() ?? []), ...(theirs?.keys() ?? [])])];
  return names.flatMap((name): ParameterChange[] => {
    const values = [ours?.get(name) ?? null, theirs?.get(name) ?? null] as const;
    return values[0] === values[1] ? [] : [{ name, values }];
  });
}
