import { expect, test } from "vitest";
import { CHAIN_MINTING, Mint } from "../../src/chain/hosts/chain/minting.js";

test("the chain's own parameters come to 8.493e23 in an epoch of 600 blocks", () => {
  const mint = new Mint(CHAIN_MINTING);
  expect(mint.until(600)).toBe(849_300_000_000_000_000_000_000n);
  expect(mint.until(1200)).toBe(849_300_000_000_000_000_000_000n);
});

test("the block of a halving is the last of the higher provision", () => {
  const mint = new Mint({ ...CHAIN_MINTING, blockProvision: 8n, halvingBlocks: 10 });
  // Blocks 1 to 10 mint 8, blocks 11 to 20 mint 4, then 2, 1 and 0; half of each is shared, rounded down.
  expect([9, 10, 11, 20, 25, 35, 45].map((height) => mint.until(height))).toEqual([
    36n,
    4n,
    2n,
    18n,
    5n,
    5n,
    0n,
  ]);
});

test("nothing is minted any more once a block would exceed the maximum supply", () => {
  const mint = new Mint({ ...CHAIN_MINTING, blockProvision: 10n, maxSupply: 35n, supply: 1n });
  expect([mint.until(2), mint.until(100), mint.until(200)]).toEqual([10n, 5n, 0n]);
});
