import { build } from "../commands/build/index.js";
import type { Command } from "./command.js";
import { completion } from "../commands/completion/index.js";
import { historyCheck } from "../commands/history/check.js";
import { historyConvert } from "../commands/history/convert.js";
import { historySimulate } from "../commands/history/simulate.js";
import { historySummary } from "../commands/history/summary.js";
import { newProject } from "../commands/new/index.js";
import { profile } from "../commands/profile/index.js";
import { publish } from "../commands/publish/index.js";
import { record } from "../commands/record/index.js";
import { replay } from "../commands/replay/index.js";
import { run } from "../commands/run/index.js";
import { verify } from "../commands/verify/index.js";

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
