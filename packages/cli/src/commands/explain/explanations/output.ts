import { type Explanation, type Explanations, PRINTED } from "../explanation.js";

const WORKER = "allo1h25r4tn6rzxeu7lmrmf8mkrr4ekmf0d4tvpqd9";
const PAYLOAD = `{"inferences":[{"timestamp":"1700006400","inferences":[{"worker":"${WORKER}","inference":"1"}]}],"latest_weights":{"${WORKER}":"0"}}`;

/** What is wrong with what a logic prints. */
function printed(stdout: string, why: string, right = weights('"0.5"')): Explanation {
  return {
    why,
    example: {
      files: { [PRINTED]: stdout, "payload.json": PAYLOAD },
      command: "weightkit run logic.wasm --payload payload.json",
    },
    right,
  };
}

/** Weights of one worker. */
function weights(value: string): string {
  return `{"type":"weights","weights":{"${WORKER}":${value}}}`;
}

export const output: Explanations = {
  WK501: printed(
    "",
    "The head node reads the weights from stdout. Logic that only computes, or logs to stderr, commits nothing.",
  ),
  WK502: printed(
    "weights: 0.5",
    "The head node parses stdout as JSON. What is not JSON is taken as an inference, and the weights are lost without an error.",
  ),
  WK503: printed(
    `starting ${weights('"0.5"')}`,
    "stdout is for the one JSON object. A line of logging before it makes the whole output unreadable. Which stream `console.error` reaches depends on the language and its shim: some print it on stdout.",
  ),
  WK504: printed(
    `${weights('"0.5"')} done`,
    "stdout is for the one JSON object. Anything after it makes the whole output unreadable; a line break may follow.",
  ),
  WK505: printed("[0.5]", "Only an object with a type and weights is taken as weights."),
  WK506: printed(
    `{"weights":{"${WORKER}":"0.5"}}`,
    'Without "type":"weights" the head node takes the output as an inference.',
  ),
  WK507: printed(
    '{"type":1,"weights":{}}',
    "The head node expects a text here, and a decoder of Go refuses any other kind.",
  ),
  WK508: printed(
    '{"type":"weights","weights":[0.5]}',
    "Weights are an object from address to weight. A list does not name whose they are.",
  ),
  WK509: printed(
    weights("0.5"),
    "The head node decodes each weight as a text. One number without quotes loses all weights of the round.",
  ),
  WK510: printed(
    '{"type":"weights"}',
    "Nothing is stored and the old weights stay. That is right only for a round in which nothing should change.",
  ),
  WK511: printed(
    weights('"half"'),
    "The head node skips a text that is not a number, and this worker keeps its old weight while the others change.",
  ),
  WK512: printed(
    weights('"NaN"'),
    "NaN and infinity become a meaningless integer on the chain. They come from a division by zero: no inferences, equal losses, an empty window.",
  ),
  WK513: printed(
    weights('"-0.5"'),
    "The chain stores unsigned integers: -0.5 becomes a number near 2^64 and this worker gets nearly everything.",
  ),
  WK514: printed(
    weights('"1e300"'),
    "The chain stores a weight times 100000 as an unsigned 64-bit integer. A larger number wraps around to a meaningless one.",
  ),
  WK515: printed(
    weights('"0x1p-1"'),
    "Go reads this notation, other hosts do not. Whether the weight counts would depend on the node.",
  ),
  WK516: printed(
    '{"type":"weights","weights":{"bob":"0.5"}}',
    "One invalid address makes the chain refuse the whole message, with the weights of all other workers.",
  ),
};
