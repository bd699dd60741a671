import { DEFAULT_HOST, HOSTS, type HostName } from "../chain/hosts/hosts.js";
import { testingErrors } from "../errors/testing-errors.js";
import { fault } from "../errors/weightkit-error.js";
import type { KnownTruthRow } from "../round/fixture/round-fixture.js";
import { inferenceText, type Inference } from "./inference-text.js";
import type { Json, RoundInput, SetInput } from "./round-input.js";
import type { TopicFacts } from "./topic-facts.js";

/** Where a round's sets begin that name no time: 2023-11-15T00:00Z. */
export const FIRST_SET = 1_700_006_400;

export interface BuiltSet {
  /** UNIX seconds, or null: one inference cadence after the set before. */
  readonly timestamp: number | null;
  readonly inferences: Readonly<Record<string, Inference>>;
  readonly truth: { readonly value: number | string; readonly availableAt: number | null } | null;
}

export interface RoundParts extends Omit<RoundInput, "sets" | "truths" | "profile"> {
  readonly sets: readonly BuiltSet[];
  readonly profile: HostName;
}

/**
 * A round, part by part: `round().worker("a", 101).worker("b", 99).truth(100)`. Each call returns a new builder, so that a round can
 * be the start of several others. Values are in the topic's own unit.
 */
export class RoundBuilder {
  readonly #parts: RoundParts;

  constructor(parts: RoundParts = { sets: [], profile: DEFAULT_HOST }) {
    this.#parts = parts;
  }

  /** A worker's inference in the newest set; the first one begins the round's only set. */
  worker(name: string, inference: Inference): RoundBuilder {
    return this.workers({ [name]: inference });
  }

  /** Several workers' inferences in the newest set, by worker. */
  workers(inferences: Readonly<Record<string, Inference>>): RoundBuilder {
    return this.#onNewest((set) => ({ ...set, inferences: { ...set.inferences, ...inferences } }));
  }

  /** Begins the next set. @param timestamp UNIX seconds; one inference cadence after the set before when left out. */
  set(timestamp: number | null = null): RoundBuilder {
    const begun = { timestamp, inferences: {}, truth: null };
    return this.#with({ sets: [...this.#parts.sets, begun] });
  }

  /**
   * The newest set's ground truth, which the topic's URL then answers.
   * @param value In the topic's own unit: a number or a class's name.
   * @param availableAt UNIX seconds from which it is known; at once when left out.
   */
  truth(value: number | string, availableAt: number | null = null): RoundBuilder {
    return this.#onNewest((set) => ({ ...set, truth: { value, availableAt } }));
  }

  /** Stored weights by worker, the chain's integers (100,000 is 1). Left out: none was ever stored. */
  weights(weights: Readonly<Record<string, number>>): RoundBuilder {
    return this.#with({ weights });
  }

  /** Answers requests before the truths do: a JSON value is a 200, undefined leaves the request to them. */
  answer(answer: (url: string) => Json | undefined): RoundBuilder {
    return this.#with({ answer });
  }

  /** UNIX seconds of the block; one second after the newest set when left out. */
  at(blockTime: number): RoundBuilder {
    return this.#with({ blockTime });
  }

  /** Environment besides `TOPIC_ID`, which is "1" unless it is given here. */
  env(env: Readonly<Record<string, string>>): RoundBuilder {
    return this.#with({ env });
  }

  /** Seed of the logic's randomness, an unsigned 32-bit integer; 0 when left out. */
  seed(seed: number): RoundBuilder {
    return this.#with({ seed });
  }

  /** Who runs the logic: `"chain"` (allora-chain v0.0.9, the default) or `"seed"` (the seed document, with truths in the payload). */
  profile(profile: HostName): RoundBuilder {
    return this.#with({ profile });
  }

  /**
   * The round as plain data for a topic.
   * @throws WeightkitError WK481, WK482
   */
  input(topic: TopicFacts): RoundInput {
    const { sets: built, ...parts } = this.#parts;
    const sending = { ...topic, integers: HOSTS[parts.profile].integers };
    const sets: SetInput[] = [];
    const truths: KnownTruthRow[] = [];
    for (const { timestamp: given, inferences, truth } of built) {
      const before = sets.at(-1)?.timestamp;
      const next = before === undefined ? FIRST_SET : before + topic.inferenceCadence;
      const timestamp = given ?? next;
      if (before !== undefined && timestamp <= before)
        throw fault(testingErrors.badSetTime, { timestamp, before });
      const texts = Object.entries(inferences).map(([worker, inference]): [string, string] => [
        worker,
        inferenceText(worker, inference, sending),
      ]);
      sets.push({ timestamp, inferences: Object.fromEntries(texts) });
      if (truth === null) continue;
      const { value, availableAt } = truth;
      truths.push({ timestamp, value, availableAt: availableAt ?? timestamp });
    }
    return { ...parts, sets, truths };
  }

  #onNewest(change: (set: BuiltSet) => BuiltSet): RoundBuilder {
    const { sets } = this.#parts;
    const newest = sets.at(-1) ?? { timestamp: null, inferences: {}, truth: null };
    return this.#with({ sets: [...sets.slice(0, -1), change(newest)] });
  }

  #with(changed: Partial<RoundParts>): RoundBuilder {
    return new RoundBuilder({ ...this.#parts, ...changed });
  }
}

/** Begins a round without any set. */
export function round(): RoundBuilder {
  return new RoundBuilder();
}
