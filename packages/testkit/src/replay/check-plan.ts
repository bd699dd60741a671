import { countRounds } from "../chain/hosts/schedule.js";
import { replayErrors } from "../errors/replay-errors.js";
import { fault, throwFaults, type WeightkitError } from "../errors/weightkit-error.js";
import { checkValues } from "./check-values.js";
import type { Economy, TopicPlan } from "./plan.js";
import { spanOf } from "./schedule.js";

const MAX_ROUNDS = 1_000_000;

/** @throws WeightkitError WK600-WK609, all faults at once */
export function checkPlan(plan: TopicPlan): void {
  const { history, cadences } = plan;
  const faults: WeightkitError[] = [];
  if (history.inferences.length === 0) {
    faults.push(fault(replayErrors.noInferences, { topic: history.topic }));
  }
  checkCadence("weightCadence", cadences.weight, faults);
  checkCadence("inferenceCadence", cadences.inference, faults);
  const scale = plan.valueScale ?? 1;
  if (!(scale > 0 && Number.isFinite(scale))) faults.push(fault(replayErrors.badScale, { scale }));
  const { lostPayloads: share = 0 } = plan;
  if (!(share >= 0 && share <= 1)) {
    faults.push(fault(replayErrors.badShare, { name: "lostPayloads", value: share }));
  }
  checkReputers(plan, faults);
  faults.push(...checkValues(plan));
  throwFaults(faults);
  checkLength(plan);
  if (plan.economy !== undefined) checkEconomy(plan, plan.economy);
}

function checkCadence(name: string, value: number, faults: WeightkitError[]): void {
  if (Number.isSafeInteger(value) && value >= 1) return;
  faults.push(fault(replayErrors.badCadence, { name, value, least: 1 }));
}

function checkReputers({ reputers }: TopicPlan, faults: WeightkitError[]): void {
  if (reputers === undefined) return;
  const addresses = reputers.map(({ address }) => address);
  const twice = addresses.find((address, i) => addresses.indexOf(address) !== i);
  if (addresses.length === 0) faults.push(fault(replayErrors.noReputers, {}));
  if (twice !== undefined) faults.push(fault(replayErrors.reputerTwice, { address: twice }));
}

function checkLength(plan: TopicPlan): void {
  const limit = plan.maxRounds ?? MAX_ROUNDS;
  const cadence = plan.cadences.weight;
  const rounds = countRounds(spanOf(plan), cadence);
  if (rounds > limit) throw fault(replayErrors.tooManyRounds, { rounds, limit, cadence });
}

function checkEconomy(plan: TopicPlan, economy: Economy): void {
  const [first, last] = spanOf(plan);
  const faults: WeightkitError[] = [];
  const wrong = (name: string, value: string, wanted: string): void => {
    faults.push(fault(replayErrors.badEconomy, { name, value, wanted }));
  };
  const { epochBlocks, blockSeconds, genesis = first, emission, fees, otherStake } = economy;
  if (!(Number.isSafeInteger(epochBlocks) && epochBlocks >= 1)) {
    wrong("epochBlocks", String(epochBlocks), "a whole number above 0");
  }
  if (!(blockSeconds > 0 && Number.isFinite(blockSeconds))) {
    wrong("blockSeconds", String(blockSeconds), "a number above 0");
  }
  if (!(Number.isFinite(genesis) && genesis <= first)) {
    wrong("genesis", String(genesis), `a time no later than the first inferences (${first})`);
  }
  for (const [name, amount] of [
    ["emission", emission],
    ["fees", fees],
    ["otherStake", otherStake],
  ] as const) {
    if (amount < 0n) wrong(name, String(amount), "no negative amount");
  }
  throwFaults(faults);
  const limit = plan.maxRounds ?? MAX_ROUNDS;
  const epochs = Math.floor(
    (last + 2 * plan.cadences.weight - genesis) / (epochBlocks * blockSeconds),
  );
  if (epochs > limit) throw fault(replayErrors.tooManyEpochs, { epochs, limit });
}
