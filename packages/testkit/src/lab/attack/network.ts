import type { Economy } from "../../replay/plan.js";
import type { Network } from "./adversary.js";
import type { NodeMove } from "./node-move.js";
import { addressOf, type Design, type World } from "./world.js";
import { worldHistory } from "./world-history.js";
import type { WorldCell } from "./world-job.js";

/** One head node that everybody trusts, and no money: what most adversaries meet. */
export const ONE_NODE: Network = { stakes: [1n], ownAddress: false, faster: 1 };

/** Rewards every 600 blocks of 5 seconds, as on the chain; the amounts play no part. */
const ECONOMY: Economy = {
  epochBlocks: 600,
  blockSeconds: 5,
  emission: 1_000_000n,
  fees: 0n,
  otherStake: 0n,
  minimumStake: 1n,
  workerStake: 100n,
  workers: [],
};

/** Ids of addresses of head nodes, beyond those of any worker's names. */
const NODES = 900_000;

/** A design whose clock runs faster. */
export function fasterDesign(design: Design, { faster }: Network): Design {
  return {
    ...design,
    inferenceCadence: design.inferenceCadence / faster,
    weightCadence: design.weightCadence / faster,
    truthLag: design.truthLag / faster,
  };
}

/** What is to be replayed of a world. @param worker The one that turns adversary, and runs the first head node. */
export function worldCell(
  world: World,
  node: NodeMove | null,
  { network, design, worker, seed }: Place,
): WorldCell {
  const { inferenceCadence: inference, weightCadence: weight } = fasterDesign(design, network);
  const { stakes, ownAddress, faster } = network;
  const alone = stakes.length === 1 && !ownAddress;
  const own = world.names[worker]?.address;
  const reputers = stakes.map((stake, i) => ({
    address: i === 0 && ownAddress && own !== undefined ? own : addressOf(seed, NODES + i),
    stake,
  }));
  return {
    history: worldHistory(world, "1"),
    cadences: { inference, weight },
    ...(alone ? {} : { reputers }),
    ...(faster > 1 ? { economy: ECONOMY } : {}),
    node,
  };
}

/** Where and when a world is. */
export interface Place {
  readonly network: Network;
  readonly design: Design;
  readonly worker: number;
  readonly seed: number;
}
