import {
  fault,
  throwFaults,
  type Place,
  type WeightkitError,
} from "@weightkit/testkit/internal/errors/weightkit-error";
import type { TopicHistory } from "@weightkit/testkit/internal/history/history";
import type { WorkerChange } from "@weightkit/testkit/internal/metrics/folds/responses";
import { utcTime } from "@weightkit/testkit/internal/report/text/utc";
import { calledBy, type Sources } from "../core/source.js";
import { usageErrors } from "../errors/usage-errors.js";
import type { Project } from "../project/project.js";
import { unixSeconds } from "@weightkit/testkit/internal/numbers/iso-time";
import { TIME_WANTED } from "../core/read-value.js";
import { nearest } from "@weightkit/testkit/internal/numbers/nearest";
import type { Ui } from "../ui/ui.js";

export interface TurnValues {
  readonly turned: readonly string[];
  readonly inferences: string | undefined;
}

/** That a worker turned, as an option or a project has it. */
export interface KnownTurn {
  /** An address or a name. */
  readonly worker: string;
  readonly to: WorkerChange["to"];
  /** UNIX seconds. */
  readonly at: number;
  /** The option or setting, for errors. */
  readonly setting: string;
  /** Where in weightkit.json; null for an option. */
  readonly place: Place | null;
}

/**
 * The turns of `--turned`, else those of the project's own history.
 * @param faults gets WK105
 */
export function turnsOf(
  values: TurnValues,
  sources: Sources,
  project: Project | null,
  faults: WeightkitError[],
): KnownTurn[] {
  const option = calledBy("turned", sources);
  if (values.turned.length > 0) {
    return values.turned.flatMap((text) => optionTurn(text, option, faults));
  }
  if (project === null || values.inferences !== undefined) return [];
  const { turned = [] } = project.settings.history;
  return turned.map(({ worker, to, at }, index) => ({
    worker,
    to,
    at: typeof at === "number" ? at : (unixSeconds(at) ?? 0),
    setting: `history.turned[${index}].worker`,
    place: project.places.of(["history", "turned", String(index), "worker"]),
  }));
}

function optionTurn(text: string, option: string, faults: WeightkitError[]): KnownTurn[] {
  const [, worker = "", to, time = ""] = /^(.+)=(bad|good)@([^@]*)$/.exec(text) ?? [];
  const at = unixSeconds(time);
  if ((to === "bad" || to === "good") && at !== null) {
    return [{ worker, to, at, setting: option, place: null }];
  }
  const wanted =
    to === undefined
      ? "WORKER=bad@TIME or WORKER=good@TIME, e.g. --turned worker-2=bad@2024-03-01"
      : `${TIME_WANTED} after the @`;
  faults.push(fault(usageErrors.badOptionValue, { option, value: text, wanted }));
  return [];
}

/** The history that was read, and the names of its workers. */
export interface KnownWorkers {
  readonly topics: readonly TopicHistory[];
  /** Names by address. */
  readonly names: ReadonlyMap<string, string>;
}

/**
 * Finds the workers by address or name. A project whose list names none of the history's workers now has another history:
 * that is worth a warning, and the list is left out.
 * @throws WeightkitError WK141 and WK142, all at once
 */
export function changesOf(
  turns: readonly KnownTurn[],
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
      `${file}:${line}:${column}: none of the workers in history.turned is in this history; the list is left out. Remove it, or list who turns in this history`,
    );
    return [];
  }
  const known = [...addresses, ...named.keys()];
  throwFaults(
    found.flatMap(({ turn, matches }) => {
      const { setting, worker } = turn;
      const at = turn.place === null ? {} : { place: turn.place };
      if (matches.length === 1) return [];
      if (matches.length > 1) {
        return [fault(usageErrors.ambiguousWorker, { setting, worker, addresses: matches }, at)];
      }
      const suggestion = nearest(worker, known);
      return [fault(usageErrors.unknownWorker, { setting, worker, suggestion }, at)];
    }),
  );
  return found.flatMap(({ turn, matches: [worker] }) => {
    if (worker === undefined || isOutside(turn, worker, topics, ui)) return [];
    return [{ worker, to: turn.to, at: turn.at }];
  });
}

/** Nothing can follow a turn before the first set or after the last: worth a warning. */
function isOutside(
  { worker, to, at }: KnownTurn,
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
  ui.warn(`${worker} turned ${to} at ${utcTime(at)}, outside this history (${span}): left out`);
  return true;
}
