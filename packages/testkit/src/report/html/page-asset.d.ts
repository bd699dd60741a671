/** The pages' scripts and style as text, bundled from `page/` by `scripts/bundle-page.mjs` into `dist`. */
export const PAGE_SCRIPT: string;
export const COMPARE_SCRIPT: string;
export const SWEEP_SCRIPT: string;
export const ATTACK_SCRIPT: string;
export const PAGE_STYLE: string;
