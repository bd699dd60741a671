import { adopt } from "./adopt/index.js";
import { attack } from "./attack/index.js";
import { build } from "./build/index.js";
import { check } from "./check/index.js";
import { compare } from "./compare/index.js";
import { completion } from "./completion/index.js";
import { configOf } from "./config/index.js";
import { dev } from "./dev/index.js";
import { doctor } from "./doctor/index.js";
import { explain } from "./explain/index.js";
import { historyCheck } from "./history/check/index.js";
import { historyConvert } from "./history/convert/index.js";
import { historyOracle } from "./history/oracle/index.js";
import { historySimulate } from "./history/simulate/index.js";
import { historySummary } from "./history/summary/index.js";
import { inspect } from "./inspect/index.js";
import { merge } from "./merge/index.js";
import { newProject } from "./new/index.js";
import { packageWasm } from "./package/index.js";
import { profile } from "./profile/index.js";
import { publish } from "./publish/index.js";
import { record } from "./record/index.js";
import { replay } from "./replay/index.js";
import { run } from "./run/index.js";
import { serve } from "./serve/index.js";
import { sweep } from "./sweep/index.js";
import { snapshot } from "./snapshot/index.js";
import { test } from "./test/index.js";
import { topic } from "./topic/index.js";
import { verify } from "./verify/index.js";
import type { Command } from "../core/command.js";

/** All commands, in the order that help lists them. */
export const commands: readonly Command[] = [
  newProject,
  adopt,
  build,
  run,
  test,
  dev,
  replay,
  check,
  snapshot,
  compare,
  sweep,
  merge,
  attack,
  profile,
  inspect,
  historyCheck,
  historySummary,
  historyConvert,
  historyOracle,
  historySimulate,
  record,
  packageWasm,
  verify,
  publish,
  topic,
  serve,
  explain,
  doctor,
  configOf(replay),
  completion,
];
