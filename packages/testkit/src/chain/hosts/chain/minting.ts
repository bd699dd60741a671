/** How the chain mints, in blocks and whole token units. */
export interface Minting {
  /** Minted in every block before the first halving. */
  readonly blockProvision: bigint;
  /** Blocks from one halving to the next: a block whose height is a multiple of it is the last of the higher provision. */
  readonly halvingBlocks: number;
  /** Nothing more is minted once a block would go beyond this supply. */
  readonly maxSupply: bigint;
  /** Supply at genesis. */
  readonly supply: bigint;
  /** The percentage of it that reputers and workers share; the rest goes to validators. */
  readonly rewardsPercent: bigint;
}

/** The parameters of v0.0.9: 600 blocks come to an emission of 8.493e23. */
export const CHAIN_MINTING: Minting = {
  blockProvision: 2_831_000_000_000_000_000_000n,
  halvingBlocks: 25_246_080,
  maxSupply: 10n ** 27n,
  supply: 0n,
  rewardsPercent: 50n,
};

/** Mints block after block, in stretches of one provision. */
export class Mint {
  readonly #minting: Minting;
  #provision: bigint;
  #supply: bigint;
  #height = 0;

  constructor(minting: Minting) {
    this.#minting = minting;
    this.#provision = minting.blockProvision;
    this.#supply = minting.supply;
  }

  /** What reputers and workers get from the blocks after the last call's height, up to `height`. */
  until(height: number): bigint {
    const { halvingBlocks, maxSupply, rewardsPercent } = this.#minting;
    let emission = 0n;
    while (this.#height < height && this.#provision > 0n) {
      const halving = (Math.floor(this.#height / halvingBlocks) + 1) * halvingBlocks;
      const to = Math.min(halving, height);
      const wanted = BigInt(to - this.#height);
      const room = (maxSupply - this.#supply) / this.#provision;
      const blocks = room < wanted ? room : wanted;
      this.#supply += blocks * this.#provision;
      emission += blocks * ((this.#provision * rewardsPercent) / 100n);
      // Beyond the limit the chain sets its provision to 0 and never mints again.
      if (blocks < wanted) this.#provision = 0n;
      else if (to === halving) this.#provision /= 2n;
      this.#height = to;
    }
    this.#height = Math.max(this.#height, height);
    return emission;
  }
}
