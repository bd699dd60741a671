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

test("a height that was reached before mints nothing again", () => {
  const mint = new Mint({ ...CHAIN_MINTING, blockProvision: 8n });
  expect([10, 5, 10, 11].map((height) => mint.until(height))).toEqual([40n, 0n, 0n, 4n]);
});

test("a halving after that leaves it so, though the lower provision would have room", () => {
  const more = { blockProvision: 10n, halvingBlocks: 100, maxSupply: 38n, supply: 1n };
  const mint = new Mint({ ...CHAIN_MINTING, ...more });
  // 1 + 3 x 10 leaves 7, and a provision of 5 from block 101 on.
  expect([mint.until(50), mint.until(300)]).toEqual([15n, 0n]);
});

test("nothing is minted any more once a block would exceed the maximum supply", () => {
  const mint = new Mint({ ...CHAIN_MINTING, blockProvision: 10n, maxSupply: 35n, supply: 1n });
  expect([mint.until(2), mint.until(100), mint.until(200)]).toEqual([10n, 5n, 0n]);
});
