import type { AdversaryFacts, Knowledge, Network, Opportunity } from "../adversary.js";
import { record, shown, WrongShape } from "./shape.js";

/** An adversary as its module exports it: what its code gives is still to be read. */
export interface ReadAdversary {
  readonly facts: AdversaryFacts;
  readonly attack: (opportunity: Opportunity) => unknown;
}

const KNOWLEDGE: readonly Knowledge[] = ["own", "past", "pool"];
const FIELDS = ["name", "does", "formula", "knows", "network", "attack"];
const NETWORK_FIELDS = ["stakes", "ownAddress", "faster"];
const NAME = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const MAX_LETTERS = 300;
const MAX_NODES = 64;
const MAX_FASTER = 3600;

/**
 * The adversary that a module exports.
 * @param name The file's.
 * @throws WrongShape
 */
export function readAdversary(
  exports: Readonly<Record<string, unknown>>,
  name: string,
): ReadAdversary {
  const [[, value] = [], ...others] = Object.entries(exports);
  if (value === undefined || others.length > 0) {
    const found = Object.keys(exports).join(", ") || "nothing";
    throw new WrongShape(`the file has to export one adversary and exports ${found}`);
  }
  const has = record(value, FIELDS, "the adversary");
  if (has["name"] !== name)
    throw new WrongShape(`name has to be "${name}", as the file's, and is ${shown(has["name"])}`);
  if (!NAME.test(name))
    throw new WrongShape(`name "${name}" is not of small letters, digits and hyphens`);
  const { attack } = has;
  if (!isFunction(attack)) throw new WrongShape("attack is not a function");
  return {
    facts: {
      name,
      does: sentence(has["does"], "does"),
      formula: sentence(has["formula"], "formula"),
      knows: knowledge(has["knows"]),
      ...(has["network"] === undefined ? {} : { network: network(has["network"]) }),
    },
    attack: (opportunity) => {
      const given: unknown = Reflect.apply(attack, value, [opportunity]);
      return given;
    },
  };
}

/** Without its full stop: reports go on after it. */
function sentence(value: unknown, field: string): string {
  if (typeof value !== "string" || value.trim() === "" || /[\r\n]/.test(value))
    throw new WrongShape(`${field} is not a sentence in one line`);
  if (value.length > MAX_LETTERS)
    throw new WrongShape(`${field} is longer than ${MAX_LETTERS} letters`);
  return value.trim().replace(/\.$/, "");
}

function knowledge(value: unknown): Knowledge {
  const found = KNOWLEDGE.find((one) => one === value);
  if (found !== undefined) return found;
  throw new WrongShape(`knows is ${shown(value)} and not one of ${KNOWLEDGE.join(", ")}`);
}

function network(value: unknown): Network {
  const { stakes, ownAddress, faster } = record(value, NETWORK_FIELDS, "network");
  if (!Array.isArray(stakes) || stakes.length < 1 || stakes.length > MAX_NODES)
    throw new WrongShape(`network.stakes is not a list of 1 to ${MAX_NODES} stakes`);
  if (typeof ownAddress !== "boolean")
    throw new WrongShape("network.ownAddress is not true or false");
  if (typeof faster !== "number" || !(faster >= 1 && faster <= MAX_FASTER))
    throw new WrongShape(`network.faster is not a number from 1 to ${MAX_FASTER}`);
  return {
    ...{ ownAddress, faster },
    stakes: stakes.map((stake: unknown) => {
      if (typeof stake === "bigint" && stake > 0n) return stake;
      throw new WrongShape("network.stakes has one that is not a bigint above 0, as 3n is");
    }),
  };
}

function isFunction(value: unknown): value is (opportunity: Opportunity) => unknown {
  return typeof value === "function";
}
