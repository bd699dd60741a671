import type { LossScale } from "@weightkit/testkit/internal/kinds/score";
import type { EngineValues, LimitValues } from "./engine.js";
import type { DisturbanceValues } from "./disturbances.js";
import type { HistoryValues } from "./history-settings.js";
import type { HttpValues } from "./http.js";
import type { TruthValues } from "./truth-route.js";
import type { TurnValues } from "./turned.js";
import type { ModelValues } from "./value-settings.js";

/** What the options of a replay hold, as far as they are settings: the command's rows give exactly these. */
export interface ReplayValues
  extends
    Omit<HistoryValues, "valueKind">,
    ModelValues,
    DisturbanceValues,
    TurnValues,
    TruthValues,
    HttpValues,
    EngineValues,
    LimitValues {
  readonly topic: readonly string[];
  readonly topics: string | undefined;
  readonly inferenceCadence: number | undefined;
  readonly weightCadence: number | undefined;
  readonly blockSeconds: number | undefined;
  readonly singleRuns: boolean;
  readonly consume: readonly string[];
  readonly stakeChanges: string | undefined;
  readonly shuffleReputers: boolean;
  readonly lostPayloads: number;
  readonly seed: number;
  readonly warmUp: number;
  readonly horizon: number | undefined;
  readonly bestWorkerPart: number;
  readonly lossScale: LossScale;
}
