import type { Option } from "../core/command.js";

/** Spelled out, since a command line is read before anything of the testkit is loaded; a test compares. */
export const CID_PROFILE_NAMES = ["256k", "1m"] as const;

export const cidProfileOption = {
  name: "cid-profile",
  kind: "choice",
  value: "CHUNKS",
  choices: CID_PROFILE_NAMES,
  default: "256k",
  summary:
    "chunk size for the function id: 256k as in `ipfs add --cid-version 1`, 1m as in IPIP-499 and web3.storage; an archive below 256 KiB gets the same id either way",
  example: "--cid-profile 1m",
} as const satisfies Option;
