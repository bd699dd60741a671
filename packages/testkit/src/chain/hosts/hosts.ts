import { CHAIN_HOST } from "./chain/host.js";
import type { Host } from "./host.js";
import { SEED_HOST } from "./seed/host.js";

/** All hosts by name. A new one is a folder next to these and a line here. */
export const HOSTS = { chain: CHAIN_HOST, seed: SEED_HOST } as const satisfies Record<string, Host>;

export type HostName = keyof typeof HOSTS;

export const DEFAULT_HOST: HostName = "chain";
