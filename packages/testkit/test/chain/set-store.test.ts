import { expect, it } from "vitest";
import { SetStore } from "../../src/chain/set-store.js";

const set = (timestamp: number, ...ids: number[]) => ({
  timestamp,
  workerIds: Uint32Array.from(ids),
  stored: Float64Array.from(ids),
  texts: null,
});
const times = (sets: readonly { readonly timestamp: number }[]): number[] =>
  sets.map(({ timestamp }) => timestamp);

it("has nothing at first, and keeps the sets from a time on, oldest first", () => {
  const store = new SetStore();
  expect(store.from(0)).toEqual([]);
  store.forgetBefore(9);
  for (const timestamp of [1, 2, 3]) store.commit(set(timestamp, 0));
  expect(times(store.from(0))).toEqual([1, 2, 3]);
  expect(times(store.from(2))).toEqual([2, 3]);
  expect(times(store.from(4))).toEqual([]);
});

it("replaces the set of its block, and an empty message changes nothing", () => {
  const store = new SetStore();
  store.commit(set(1, 0, 1));
  store.commit(set(2, 0, 1));
  store.commit(set(2, 2));
  store.commit(set(2));
  store.commit(set(3));
  expect(store.from(0).map(({ timestamp, workerIds }) => [timestamp, ...workerIds])).toEqual([
    [1, 0, 1],
    [2, 2],
  ]);
});

it("forgets what no later window holds", () => {
  const store = new SetStore();
  for (const timestamp of [1, 2, 3]) store.commit(set(timestamp, 0));
  store.forgetBefore(1);
  expect(times(store.from(0))).toEqual([1, 2, 3]);
  store.forgetBefore(3);
  expect(times(store.from(0))).toEqual([3]);
  store.forgetBefore(4);
  expect(store.from(0)).toEqual([]);
});
