import { build } from "./build.js";
import type { Command } from "./command.js";
import { completion } from "./completion.js";
import { historyCheck } from "./history-check.js";
import { historyConvert } from "./history-convert.js";
import { historySimulate } from "./history-simulate.js";
import { historySummary } from "./history-summary.js";
import { newProject } from "./new.js";
import { profile } from "./profile.js";
import { publish } from "./publish.js";
import { record } from "./record.js";
import { replay } from "./replay.js";
import { run } from "./run.js";
import { verify } from "./verify.js";

/** All commands, in the order that help lists them. */
export const commands: readonly Command[] = [
  newProject,
  build,
  run,
  replay,
  profile,
  historyCheck,
  historySummary,
  historyConvert,
  historySimulate,
  record,
  verify,
  publish,
  completion,
];
