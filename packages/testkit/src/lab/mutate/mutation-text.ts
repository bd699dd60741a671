import { count, counted } from "../../report/text/numbers.js";
import type { Style } from "../../report/text/style.js";
import { safeText } from "../../report/text/untrusted.js";
import type { TestsLeftOut } from "./mutation-document.js";
import { mutationScore, type MutationResult, type TriedMutant } from "./try-mutants.js";

/** Characters of a source line that are printed. */
const MAX_LINE = 110;

/** What `weightkit check --mutate` prints: the survivors by source line, and the score. */
export function mutationText(
  result: MutationResult,
  style: Style,
  testsLeftOut: TestsLeftOut,
): string {
  const { mutants, broken } = result;
  const of = (status: TriedMutant["status"]): TriedMutant[] =>
    mutants.filter((one) => one.status === status);
  const parts = [
    part("Survived: a round or a test ran it, and none noticed", of("survived"), style),
    part("Never ran: no round and no test reaches this", of("not-run"), style),
    part(
      "Cannot run: after a return or a trap, so it does not count either way",
      of("unreachable"),
      style,
    ),
    testsLeftOut === null ? [] : [`The project's tests did not count: ${testsLeftOut}`, ""],
    broken.length === 0
      ? []
      : [`Did not count, as they do not hold without a change: ${broken.join(", ")}`, ""],
    summary(result, style),
  ];
  return parts.flat().join("\n");
}

function part(title: string, mutants: readonly TriedMutant[], style: Style): string[] {
  if (mutants.length === 0) return [];
  const lines = mutants.flatMap((mutant, i) => {
    const before = mutants[i - 1]?.place;
    const { file, line } = mutant.place;
    const isSameLine = before !== undefined && before.file === file && before.line === line;
    return [...(isSameLine ? [] : lineOf(mutant, style)), ...changeOf(mutant, style)];
  });
  return [style(title, "strong"), ...lines, ""];
}

function lineOf({ place, line }: TriedMutant, style: Style): string[] {
  return [
    `  ${safeText(shownFile(place.file))}:${place.line}`,
    style(`      ${shownLine(line)}`, "dim"),
  ];
}

function changeOf({ change, changedLine, place }: TriedMutant, style: Style): string[] {
  const head = `    ${place.column}: ${safeText(change)}`;
  return changedLine === null ? [head] : [head, style(`    > ${shownLine(changedLine)}`, "bad")];
}

function shownLine(text: string): string {
  const plain = safeText(text.trim());
  return plain.length > MAX_LINE ? `${plain.slice(0, MAX_LINE)}…` : plain;
}

/** A package's file without the compiler's prefix. */
function shownFile(file: string): string {
  return file.replace(/^~lib\//, "");
}

function summary({ mutants, possible }: MutationResult, style: Style): string[] {
  const score = mutationScore(mutants);
  const { killedByProperties, killedByTests, survived, notRun, unreachable, percent } = score;
  if (percent === null) return ["There is nothing to change in the author's own code"];
  const own = mutants.filter(({ depth }) => depth === 0).length;
  const called = mutants.length - own;
  const rest = called === 0 ? "" : `, ${count(called)} of functions that it calls`;
  const survivors = survived + notRun;
  const killed = `${count(killedByProperties)} killed by properties, ${count(killedByTests)} by tests`;
  const alive = `${count(survivors)} survived${notRun === 0 ? "" : ` (${count(notRun)} never ran)`}`;
  const dead = unreachable === 0 ? "" : `, ${count(unreachable)} cannot run`;
  return [
    `${counted(mutants.length, "mutant")} of ${count(possible)}: ${count(own)} of the author's own code${rest}`,
    `${killed}, ${survivors === 0 ? alive : style(alive, "bad")}${dead}`,
    `mutation score ${style(`${percent.toFixed(1)}%`, "strong")}`,
  ];
}
