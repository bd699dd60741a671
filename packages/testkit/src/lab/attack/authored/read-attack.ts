import { types } from "node:util";
import { isAlloAddress } from "../../../chain/bech32.js";
import type { AdversaryFacts, Attack, Opportunity } from "../adversary.js";
import type { NodeMove } from "../node-move.js";
import type { Name } from "../world.js";
import { indices, record, shown, WrongShape } from "./shape.js";

/** Names that an adversary may have besides those that there are. */
const MAX_FURTHER = 64;
const WORLD_FIELDS = ["timestamps", "truths", "availableAt", "names"];

/**
 * What an adversary's code gave, as a copy that only has what an attack may change: answers under its names, and further names.
 * @throws WrongShape
 */
export function readAttack(
  value: unknown,
  { world, worker }: Pick<Opportunity, "world" | "worker">,
  { network }: Pick<AdversaryFacts, "network">,
): Attack {
  if (types.isPromise(value)) throw new WrongShape("attack returns a promise, not an attack");
  const has = record(value, ["world", "names", "before", "node"], "what attack returns");
  const given = record(has["world"], WORLD_FIELDS, "world")["names"];
  if (!Array.isArray(given)) throw new WrongShape("world.names is not a list");
  const most = world.names.length + MAX_FURTHER;
  if (given.length < world.names.length || given.length > most)
    throw new WrongShape(
      `world.names has ${given.length} names and not ${world.names.length} to ${most}`,
    );
  const names = indices(has["names"], given.length, "names");
  if (!names.includes(worker))
    throw new WrongShape(`names has to have ${worker}, the worker that turns adversary`);
  const all = given.map((one: unknown, i) =>
    nameOf(one, `world.names[${i}]`, world.timestamps.length),
  );
  for (const [i, { address, answers }] of all.entries()) {
    const honest = world.names[i];
    if (honest === undefined) {
      if (!isAlloAddress(address))
        throw new WrongShape(
          `world.names[${i}].address is ${shown(address)}, not an address as newAddress gives`,
        );
      if (!names.includes(i))
        throw new WrongShape(`world.names[${i}] is new and not in names, the adversary's own`);
    } else if (honest.address !== address) {
      throw new WrongShape(`world.names[${i}].address is not the one of that worker`);
    } else if (!names.includes(i) && !same(answers, honest.answers)) {
      throw new WrongShape(`world.names[${i}] answers otherwise and is not in names`);
    }
  }
  if (new Set(all.map(({ address }) => address)).size !== all.length)
    throw new WrongShape("world.names has an address twice");
  const { node } = has;
  if (node !== undefined && network === undefined)
    throw new WrongShape("it moves a node, and its network does not give it one");
  return {
    world: { ...world, names: all },
    names,
    before: indices(has["before"], world.names.length, "before"),
    ...(node === undefined ? {} : { node: nodeOf(node, world.timestamps.length) }),
  };
}

function nameOf(value: unknown, what: string, sets: number): Name {
  const { address, answers } = record(value, ["address", "answers"], what);
  if (typeof address !== "string") throw new WrongShape(`${what}.address is not a text`);
  return { address, answers: numbers(answers, `${what}.answers`, sets) };
}

function nodeOf(value: unknown, sets: number): NodeMove {
  const { kind, values } = record(value, ["kind", "values"], "node");
  if (kind === "equal" || kind === "copied") return { kind };
  if (kind === "own-truth") return { kind, values: numbers(values, "node.values", sets) };
  throw new WrongShape(`node.kind is ${shown(kind)} and not one of equal, copied, own-truth`);
}

function numbers(value: unknown, what: string, sets: number): Float64Array {
  if (!types.isFloat64Array(value) && !Array.isArray(value))
    throw new WrongShape(`${what} is not a list of numbers`);
  if (value.length !== sets)
    throw new WrongShape(`${what} has ${value.length} numbers for ${sets} sets`);
  return Float64Array.from(value, (one: unknown, set) => {
    if (typeof one === "number") return one;
    throw new WrongShape(`${what}[${set}] is ${shown(one)}, not a number; NaN stands for none`);
  });
}

function same(a: Float64Array, b: Float64Array): boolean {
  return a.every((value, i) => Object.is(value, b[i]));
}
