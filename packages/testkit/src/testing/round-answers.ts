import { testingErrors } from "../errors/testing-errors.js";
import { fault } from "../errors/weightkit-error.js";
import { truthColumns } from "../round/fixture/fixture-answers.js";
import { firstOf, truthAnswerer, type TruthRoute } from "../round/truth-answerer.js";
import type { HttpAnswerer } from "../runtime/http/http-exchange.js";
import type { RoundInput } from "./round-input.js";

/**
 * Answers a round's requests: what the test answers first, then its truths, else 404.
 * @throws WeightkitError WK480 when there are truths and nobody knows their URL
 */
export function roundAnswers(
  { answer, truths = [] }: Pick<RoundInput, "answer" | "truths">,
  route: TruthRoute | null,
): HttpAnswerer {
  const given: HttpAnswerer = ({ url }) => {
    const json = answer?.(url);
    if (json === undefined) return null;
    return { status: 200, headers: {}, body: Buffer.from(JSON.stringify(json)) };
  };
  const unknown: HttpAnswerer = () => ({ status: 404, headers: {}, body: Buffer.alloc(0) });
  if (truths.length === 0) return firstOf(given, unknown);
  if (route === null) throw fault(testingErrors.noTruthRoute, {});
  return firstOf(given, truthAnswerer(truthColumns({ route, rows: truths }), route), unknown);
}
