import { safeText } from "../text/untrusted.js";
import { coverageTotals, type Coverage } from "../../profile/coverage/coverage.js";

/** Coverage as an lcov tracefile (geninfo(1)), for editors, CI services and `genhtml`. */
export function lcovText(coverage: Coverage): string {
  return [...coverage]
    .map(([file, one]) => {
      const { lines, functions, branches } = coverageTotals([one]);
      const rows = [
        "TN:",
        `SF:${safeText(file)}`,
        ...one.functions.map(({ name, line }) => `FN:${line},${safeText(name)}`),
        ...one.functions.map(({ name, hits }) => `FNDA:${hits},${safeText(name)}`),
        `FNF:${functions.all}`,
        `FNH:${functions.covered}`,
        ...one.branches.flatMap(({ line, taken: [yes, no] }, block) => {
          // A condition that never ran has dashes.
          const shown = (times: number): string => (yes + no === 0 ? "-" : String(times));
          return [`BRDA:${line},${block},0,${shown(yes)}`, `BRDA:${line},${block},1,${shown(no)}`];
        }),
        `BRF:${branches.all}`,
        `BRH:${branches.covered}`,
        ...[...one.lines].map(([line, hits]) => `DA:${line},${hits}`),
        `LF:${lines.all}`,
        `LH:${lines.covered}`,
        "end_of_record",
      ];
      return `${rows.join("\n")}\n`;
    })
    .join("");
}
