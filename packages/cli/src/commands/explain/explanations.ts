import type { Explanations } from "./explanation.js";
import { commandLine } from "./explanations/command-line.js";
import { compiling } from "./explanations/compiling.js";
import { history } from "./explanations/history.js";
import { output } from "./explanations/output.js";
import { packages } from "./explanations/packages.js";
import { projectFile } from "./explanations/project-file.js";
import { running } from "./explanations/running.js";

/** All explanations, by code. A code without one has its row of the error table. */
export const EXPLANATIONS: Explanations = {
  ...commandLine,
  ...projectFile,
  ...compiling,
  ...history,
  ...running,
  ...output,
  ...packages,
};
