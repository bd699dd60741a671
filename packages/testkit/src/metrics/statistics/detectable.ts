import type { EwcTest } from "./ewc.js";
import { studentQuantile } from "./student-t.js";

/** Chance with which {@link minimumDetectable} would have been found. */
export const DETECTABLE_POWER = 0.8;

/**
 * The smallest true difference that a two-sided 5 % test would have found with a chance of 80 %, as a part of the mean reference
 * loss: (t_B(0.975) + t_B(0.8)) sqrt(V / n) / mean reference loss.
 *
 * Source: the minimum detectable effect of H. S. Bloom, "Minimum detectable effects", Evaluation Review 19 (1995) 547-556, with the
 * standard error and degrees of the equal-weighted cosine test.
 *
 * @param meanReference In the unit of the differences.
 * @returns null when the reference was never wrong.
 */
export function minimumDetectable(
  { standardError, bandwidth }: Pick<EwcTest, "standardError" | "bandwidth">,
  meanReference: number,
): number | null {
  if (!(meanReference > 0)) return null;
  const quantiles =
    studentQuantile(0.975, bandwidth) + studentQuantile(DETECTABLE_POWER, bandwidth);
  return (quantiles * standardError) / meanReference;
}
