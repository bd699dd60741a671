import { CHAIN_MINTING } from "@weightkit/testkit/internal/chain/hosts/chain/minting";
import type { Participant, StakeChange } from "@weightkit/testkit/internal/chain/stake";
import type { Economy, Reputer } from "@weightkit/testkit/internal/replay/plan";
import type { ProjectSettings } from "../project/schema/project-schema.js";

/** A participant as the project file has it: amounts are texts, since they may be larger than a double holds. */
interface Written {
  readonly address: string;
  readonly stake: string;
  readonly delegated: string;
  readonly joinsAt: number;
}

/** Who runs the logic and what is paid, as far as the project sets it. */
export function moneyOf(
  settings: ProjectSettings | undefined,
  stakeChanges: readonly StakeChange[],
): {
  reputers?: readonly Reputer[];
  economy?: Economy;
} {
  const { reputers, economy } = settings ?? {};
  return {
    ...(reputers === undefined ? {} : { reputers: reputers.map(reputer) }),
    ...(economy === undefined ? {} : { economy: { ...economyOf(economy), stakeChanges } }),
  };
}

function reputer({
  truth,
  ...written
}: Written & { truth?: { url: string; pointer: string } | undefined }): Reputer {
  return { ...participant(written), ...(truth === undefined ? {} : { route: truth }) };
}

function participant({ address, stake, delegated, joinsAt }: Written): Participant {
  return { address, stake: BigInt(stake), delegated: BigInt(delegated), joinsAt };
}

function economyOf(written: NonNullable<ProjectSettings["economy"]>): Economy {
  const { epochBlocks, blockSeconds, genesis, workers } = written;
  return {
    epochBlocks,
    blockSeconds,
    ...(genesis === undefined ? {} : { genesis }),
    emission: BigInt(written.emission),
    ...(written.minting === undefined ? {} : { minting: CHAIN_MINTING }),
    othersPay: written.othersPay,
    fees: BigInt(written.fees),
    otherStake: BigInt(written.otherStake),
    minimumStake: BigInt(written.minimumStake),
    workerStake: BigInt(written.workerStake),
    workers: workers.map(participant),
  };
}
