import { generatedRound } from "../generate.js";
import type { CheckedRun } from "../laboratory.js";
import { otherBytes } from "../other-bytes.js";
import type { Property } from "../property.js";

const TOPICS = ["1", "2", "69", "4294967296"];

export const otherTopic: Property = {
  name: "other-topic",
  statement: "the output does not depend on the topic's id",
  method:
    "a round is run as that of topics 1, 2, 69 and 2^32; a run that asks other URLs, for that topic's own truth, is not compared",
  exempt: "one logic serves several topics and treats them differently on purpose",
  rounds: generatedRound,
  onRecorded: true,
  judge(round, lab) {
    const run = lab.run(round);
    for (const topic of TOPICS) {
      if (topic === lab.subject.scene.topic) continue;
      const other = lab.runAgain(round, { topic });
      const fault = sameUrls(run, other) ? otherBytes(run, other, `as topic ${topic}`) : null;
      if (fault !== null) return fault;
    }
    return null;
  },
};

function sameUrls(run: CheckedRun, other: CheckedRun): boolean {
  const [one, two] = [run, other].map(({ outcome }) =>
    outcome.exchanges.map(({ request }) => request.url).join("\n"),
  );
  return one === two;
}
