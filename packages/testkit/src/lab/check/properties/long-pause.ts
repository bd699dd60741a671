import type { CheckRound } from "../check-round.js";
import { differenceOf } from "../compare.js";
import { faultOf } from "../ends-well.js";
import { generatedRound } from "../generate.js";
import type { Laboratory } from "../laboratory.js";
import type { Property } from "../property.js";
import { withTimes } from "../transform.js";

const DAY = 86_400;
/** After each of them milliseconds leave 32 bits once more, with a sign or without. */
const PAUSES = [30 * DAY, 60 * DAY, 365 * DAY];
/** The last whole seconds whose milliseconds fit: with a sign, and without. */
const LAST_SECONDS = [Math.floor(2 ** 31 / 1000), Math.floor(2 ** 32 / 1000)];

export const longPause: Property = {
  name: "long-pause",
  statement: "a long pause of the topic breaks no round, and a second more of it changes nothing",
  method:
    "the block, or the newest set and the block, come 30, 60 and 365 days later than they would; and 24.9 and 49.7 days after what comes before, with a second more or less, where milliseconds leave 32 bits",
  exempt: "the topic cannot pause",
  rounds: (range) => generatedRound(range, { full: true }),
  onRecorded: true,
  judge: (round, lab) => brokenBy(round, lab) ?? turnedAroundBy(round, lab),
};

function brokenBy(round: CheckRound, lab: Laboratory): string | null {
  for (const seconds of PAUSES) {
    for (const [where, paused] of afterPause(round, () => seconds)) {
      const fault = faultOf(lab.run(paused));
      if (fault !== null) return `${seconds / DAY} days of pause before ${where}: ${fault}`;
    }
  }
  return null;
}

function turnedAroundBy(round: CheckRound, lab: Laboratory): string | null {
  for (const last of LAST_SECONDS) {
    const longer = afterPause(round, (gap) => last + 1 - gap);
    for (const [i, [where, paused]] of afterPause(round, (gap) => last - gap).entries()) {
      const more = longer[i]?.[1] ?? paused;
      const changed = `with ${last + 1} seconds before ${where} instead of ${last}`;
      const fault = differenceOf(lab.run(paused), lab.run(more), changed);
      if (fault !== null) return fault;
    }
  }
  return null;
}

/**
 * The round with a pause before its block, and with one before its newest set.
 * @param pause seconds to put in where there are already `gap`
 */
function afterPause(
  round: CheckRound,
  pause: (gap: number) => number,
): readonly (readonly [where: string, paused: CheckRound])[] {
  const { blockTime } = round;
  const times = round.sets.map(({ timestamp }) => timestamp).sort((a, b) => b - a);
  const [newest = blockTime, before = newest] = times;
  const late = pause(blockTime - newest);
  const apart = pause(newest - before);
  const moved = withTimes(round, (time) => (time === newest ? time + apart : time));
  return [
    ["the block", { ...round, blockTime: blockTime + late }],
    ["the newest set", { ...moved, blockTime: blockTime + apart }],
  ];
}
