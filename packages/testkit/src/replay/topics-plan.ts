import type { TopicHistory } from "../history/history.js";
import type { Logic } from "../logic/logic.js";
import type { PrepareOptions } from "../runtime/engine.js";
import type { TruthRoute } from "../round/truth-answerer.js";
import type { Participant } from "../chain/stake.js";
import type { ReplayPlan } from "./plan.js";

/** A reputer as plain data. */
export interface ReputerData extends Participant {
  /** Where this reputer gets truth, when it is another route than the plan's. */
  readonly route?: TruthRoute;
}

/** What the topics of a plan share: a {@link ReplayPlan} as plain data that may pass between threads. */
export interface SharedPlan extends Omit<
  ReplayPlan,
  "history" | "logic" | "engine" | "http" | "reputers"
> {
  readonly logic: Logic;
  readonly prepare: Pick<PrepareOptions, "limits" | "metered">;
  /** Where the logic asks for its topic's truth; null when it does not. */
  readonly route: TruthRoute | null;
  readonly reputers?: readonly ReputerData[];
}

/** What a topic may have of its own. */
export type OwnSettings = Partial<
  Pick<SharedPlan, "cadences" | "valueScale" | "logic" | "route" | "permissions" | "disturbances">
>;

/** Several topics on one clock. */
export interface TopicsPlan extends SharedPlan {
  readonly topics: readonly TopicHistory[];
  /** By topic id: where a topic differs from what all share, e.g. in its cadences. */
  readonly own?: ReadonlyMap<string, OwnSettings>;
}
