import {
  fault,
  throwFaults,
  type Place,
  type WeightkitError,
} from "@weightkit/testkit/internal/errors/weightkit-error";
import type { TopicHistory } from "@weightkit/testkit/internal/history/history";
import type { WorkerChange } from "@weightkit/testkit/internal/metrics/folds/responses";
import { utcTime } from "@weightkit/testkit/internal/report/text/utc";
import type { Input } from "../core/input.js";
import { usageErrors } from "../errors/usage-errors.js";
import type { Project } from "../project/project.js";
import { unixSeconds } from "@weightkit/testkit/internal/numbers/iso-time";
import { TIME_WANTED } from "../project/utc-time.js";
import { nearest } from "../core/nearest.js";
import type { Ui } from "../ui/ui.js";

/** That a worker turned, as a user said it. */
export interface SaidTurn {
  /** An address or a name. */
  readonly worker: string;
  readonly to: WorkerChange["to"];
  /** UNIX seconds. */
  readonly at: number;
  /** Where it was said, for errors. */
  readonly said: string;
  /** Where in weightkit.json; null when an option said it. */
  readonly place: Place | null;
}

/**
 * What `--turned` says, else what the project does of its own history.
 * @param faults gets WK105
 */
export function turnsOf(
  input: Input,
  project: Project | null,
  faults: WeightkitError[],
): SaidTurn[] {
  const given = input.texts("turned");
  if (given.length > 0) return given.flatMap((text) => optionTurn(text, faults));
  if (project === null || input.text("inferences") !== undefined) return [];
  const { turned = [] } = project.settings.history;
  return turned.map(({ worker, to, at }, index) => ({
    worker,
    to,
    at: typeof at === "number" ? at : (unixSeconds(at) ?? 0),
    said: `history.turned[${index}].worker`,
    place: project.places.of(["history", "turned", String(index), "worker"]),
  }));
}

function optionTurn(text: string, faults: WeightkitError[]): SaidTurn[] {
  const [, worker = "", to, time = ""] = /^(.+)=(bad|good)@([^@]*)$/.exec(text) ?? [];
  const at = unixSeconds(time);
  if ((to === "bad" || to === "good") && at !== null) {
    return [{ worker, to, at, said: "--turned", place: null }];
  }
  const wanted =
    to === undefined
      ? "WORKER=bad@TIME or WORKER=good@TIME, e.g. --turned worker-2=bad@2024-03-01"
      : `${TIME_WANTED} after the @`;
  faults.push(fault(usageErrors.badOptionValue, { option: "--turned", value: text, wanted }));
  return [];
}

/** The history that was read, and who is called what in it. */
export interface KnownWorkers {
  readonly topics: readonly TopicHistory[];
  /** Names by address. */
  readonly names: ReadonlyMap<string, string>;
}

/**
 * Finds the workers by address or name. A project whose list names none of the history's workers has got another history
 * since: it is told so, and the list is left out.
 * @throws WeightkitError WK141 and WK142, all at once
 */
export function changesOf(
  turns: readonly SaidTurn[],
  { topics, names }: KnownWorkers,
  ui: Ui,
): WorkerChange[] {
  const addresses = new Set(topics.flatMap(({ inferences }) => inferences.workers));
  const named = new Map<string, string[]>();
  for (const [address, name] of names) {
    if (addresses.has(address)) named.set(name, [...(named.get(name) ?? []), address]);
  }
  const found = turns.map((turn) => ({
    turn,
    matches: addresses.has(turn.worker) ? [turn.worker] : (named.get(turn.worker) ?? []),
  }));
  const place = turns[0]?.place ?? null;
  if (place !== null && found.every(({ matches }) => matches.length === 0)) {
    const { file = "", line = 0, column = 0 } = place;
    ui.warn(
      `${file}:${line}:${column}: none of the workers in history.turned is in this history; the list is left out. Remove it, or write down who turns in this history`,
    );
    return [];
  }
  const known = [...addresses, ...named.keys()];
  throwFaults(
    found.flatMap(({ turn, matches }) => {
      const { said, worker } = turn;
      const at = turn.place === null ? {} : { place: turn.place };
      if (matches.length === 1) return [];
      if (matches.length > 1) {
        return [fault(usageErrors.ambiguousWorker, { said, worker, addresses: matches }, at)];
      }
      const suggestion = nearest(worker, known);
      return [fault(usageErrors.unknownWorker, { said, worker, suggestion }, at)];
    }),
  );
  return found.flatMap(({ turn, matches: [worker] }) => {
    if (worker === undefined || isOutside(turn, worker, topics, ui)) return [];
    return [{ worker, to: turn.to, at: turn.at }];
  });
}

/** Nothing can follow a turn before the first set or after the last: that is told. */
function isOutside(
  { worker, to, at }: SaidTurn,
  address: string,
  topics: readonly TopicHistory[],
  ui: Ui,
): boolean {
  const theirs = topics.filter(({ inferences }) => inferences.workers.includes(address));
  const first = Math.min(...theirs.map(({ inferences }) => inferences.timestamps[0] ?? 0));
  const last = Math.max(
    ...theirs.map(({ inferences: { timestamps, length } }) => timestamps[length - 1] ?? 0),
  );
  if (at >= first && at <= last) return false;
  const span = `${utcTime(first)} to ${utcTime(last)}`;
  ui.warn(
    `${worker} is said to have turned ${to} at ${utcTime(at)}, outside this history (${span}): left out`,
  );
  return true;
}
