import type { Host } from "../chain/hosts/host.js";
import { HOSTS } from "../chain/hosts/hosts.js";
import type { ReplayEnded } from "./facts.js";

/** What occurred in a replay that hosts treat differently. */
export interface HostSensitive {
  /** Due rounds. */
  readonly rounds: number;
  readonly secondRuns: number;
  readonly failedButSubmitted: number;
  /** Sets that a run saw although they were older than one weight cadence. */
  readonly overdueSets: number;
  /** Sets that no run saw. */
  readonly unseenSets: number;
  /** Inferences that are not whole numbers. */
  readonly fractions: number;
  /** Inferences with `extra_data` or `proof`. */
  readonly attached: number;
  readonly reputers: number;
  readonly rewards: boolean;
}

/** How each other host would have differed from `host` on a history, if it would have. */
export function otherHosts(host: Host, met: HostSensitive): ReplayEnded["otherHosts"] {
  return Object.values(HOSTS)
    .filter((other) => other.name !== host.name)
    .map((other) => ({ host: other.name, differences: differences(host, other, met) }));
}

function differences(host: Host, other: Host, met: HostSensitive): string[] {
  const found: (string | null)[] = [
    host.secondRuns === other.secondRuns ? null : secondRuns(other, met),
    host.integers === other.integers || met.fractions === 0
      ? null
      : other.integers
        ? `${counted(met.fractions, "inference")} rounded to whole numbers`
        : `${counted(met.fractions, "inference")} kept with fractions`,
    host.handsAttachments === other.handsAttachments || met.attached === 0
      ? null
      : `extra_data and proof of ${counted(met.attached, "inference")} ${other.handsAttachments ? "in" : "not in"} the payload`,
    host.truncates === other.truncates ? null : truncation(other, met),
    host.submitsFailures === other.submitsFailures || met.failedButSubmitted === 0
      ? null
      : `${counted(met.failedButSubmitted, "failed run")} not stored`,
    other.payloadHolds,
    met.reputers > 1 ? other.severalReputers : null,
    met.rewards ? other.money : null,
  ];
  return found.filter((text) => text !== null);
}

function secondRuns(other: Host, { rounds, secondRuns: ran }: HostSensitive): string | null {
  if (!other.secondRuns) return ran === 0 ? null : `no second runs (here ${ran})`;
  return `a second run after each of ${counted(rounds, "due run")}`;
}

function truncation(other: Host, { overdueSets, unseenSets }: HostSensitive): string | null {
  const count = other.truncates ? overdueSets : unseenSets;
  if (count === 0) return null;
  return other.truncates
    ? `${counted(count, "set")} truncated before a late run`
    : `${counted(count, "set")} seen that no run saw here`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
