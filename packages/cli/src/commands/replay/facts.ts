import type { WeightkitError } from "@weightkit/testkit/internal/errors/weightkit-error";
import type { Fact } from "@weightkit/testkit/internal/replay/facts";
import { replay } from "@weightkit/testkit/internal/replay/replay";
import { replayTopics } from "@weightkit/testkit/internal/replay/replay-topics";
import { topicPlan } from "@weightkit/testkit/internal/replay/topic-job";
import type { TopicsPlan } from "@weightkit/testkit/internal/replay/topics-plan";
import type { WorkerPool } from "@weightkit/testkit/internal/threads/pool";
import type { Input } from "../../core/input.js";
import type { Ui } from "../../ui/ui.js";
import { chooseEngine } from "../../settings/engine.js";
import { httpSources, openHttp, wantsOtherSources } from "../../settings/http.js";

/** Facts, and what is known once they have all been read. */
export interface ReplayRun {
  readonly facts: AsyncIterable<Fact>;
  /** In what two engines differ, when they were compared. */
  readonly difference: () => WeightkitError | null;
}

export interface ReplayScene {
  readonly input: Input;
  readonly ui: Ui;
  readonly cwd: string;
  /** Whose threads replay; its owner closes it. */
  readonly pool: WorkerPool;
}

/** Replays in watched threads; in this one when an engine or a source of answers cannot go there. */
export function replayRun(plan: TopicsPlan, { input, ui, cwd, pool }: ReplayScene): ReplayRun {
  const chosen = chooseEngine(input);
  if (chosen.plain && !wantsOtherSources(input)) {
    return { facts: replayTopics(plan, pool), difference: () => null };
  }
  const here = async function* (): AsyncGenerator<Fact, void, undefined> {
    const prepared = chosen.engine.prepare(plan.logic, plan.prepare);
    for (const topic of plan.topics) {
      const http = openHttp(httpSources(input, topic.truth, plan.route, cwd), ui);
      try {
        const one = topicPlan(topic, plan, prepared);
        yield* replay({ ...one, engine: chosen.engine.name, http: http.answer });
      } finally {
        await http.close();
      }
    }
  };
  return { facts: here(), difference: chosen.difference };
}
