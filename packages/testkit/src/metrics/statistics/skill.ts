/**
 * Skill score, 1 - E / E_ref: the part of the reference's error that is gone; 0 as good, 1 perfect, negative worse.
 *
 * Source: A. H. Murphy, "Skill scores based on the mean square error", Mon. Weather Rev. 116 (1988) 2417-2424.
 *
 * @param error Mean error, not negative, on the same sets as `reference`.
 * @returns null when there is nothing to compare, or the reference has no error to be better than.
 */
export function skillScore(error: number | null, reference: number | null): number | null {
  return error === null || reference === null || !(reference > 0) ? null : 1 - error / reference;
}
