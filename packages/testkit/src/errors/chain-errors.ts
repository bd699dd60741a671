import { descriptor } from "./descriptor.js";
import { ExitCode } from "./exit-code.js";

const exit = ExitCode.logic;
const SHAPE = '{"type":"weights","weights":{"allo1…":"0.25"}}';
const LOGS =
  "write logs to stderr (console.error): stdout holds the one JSON object and nothing else";

interface AtWorker {
  readonly worker: string;
  readonly text: string;
}

/** WK500-599: what head node and chain make of the logic's output, and rewards. */
export const chainErrors = {
  nonZeroExit: descriptor<{ exitCode: number }>({
    code: "WK500",
    exit,
    title: "The logic ended with an exit code",
    message: ({ exitCode }) =>
      `The logic exited with ${exitCode}: the run failed, whatever it printed before`,
    hint: () => "See the round's stderr for the reason; a successful run returns from _start",
  }),
  outputEmpty: descriptor<object>({
    code: "WK501",
    exit,
    title: "Nothing on stdout",
    message: () =>
      "The logic printed nothing on stdout: the head node finds no weights and takes the run as an inference",
    hint: () => `Commit the weights at the end: stdout must be ${SHAPE}`,
  }),
  outputNotJson: descriptor<{ reason: string }>({
    code: "WK502",
    exit,
    title: "stdout is not JSON",
    message: ({ reason }) =>
      `stdout is not JSON (${reason}): the head node takes it as an inference and the weights are lost`,
    hint: () => `Print exactly one JSON object: ${SHAPE}`,
  }),
  textBefore: descriptor<{ text: string }>({
    code: "WK503",
    exit,
    title: "Text before the weights",
    message: ({ text }) =>
      `stdout has text before the weights (${text}): the head node cannot parse it and the weights are lost`,
    hint: () => `Print nothing else: ${LOGS}`,
  }),
  textAfter: descriptor<{ text: string }>({
    code: "WK504",
    exit,
    title: "Text after the weights",
    message: ({ text }) =>
      `stdout has text after the weights (${text}): the head node cannot parse it and the weights are lost`,
    hint: () => `Commit once, and print nothing else: ${LOGS}`,
  }),
  outputNotObject: descriptor<{ kind: string }>({
    code: "WK505",
    exit,
    title: "stdout is not an object",
    message: ({ kind }) =>
      `stdout is a JSON ${kind}, not an object: the head node takes it as an inference`,
    hint: () => `Print ${SHAPE}`,
  }),
  wrongType: descriptor<{ type: string | null }>({
    code: "WK506",
    exit,
    title: "type is not weights",
    message: ({ type }) =>
      `stdout ${type === null ? "has no type" : `says type ${JSON.stringify(type)}`}: the head node takes it as an inference, not as weights`,
    hint: () => `Print "type":"weights", in lower case: ${SHAPE}`,
  }),
  typeNotText: descriptor<{ kind: string }>({
    code: "WK507",
    exit,
    title: "type is not text",
    message: ({ kind }) => `stdout's type is a JSON ${kind}: the head node cannot parse the output`,
    hint: () => `Print "type":"weights": ${SHAPE}`,
  }),
  weightsNotObject: descriptor<{ kind: string }>({
    code: "WK508",
    exit,
    title: "weights is not an object",
    message: ({ kind }) =>
      `stdout's weights are a JSON ${kind}: the head node cannot parse the output, nothing is stored`,
    hint: () => `Print an object of worker address to text: ${SHAPE}`,
  }),
  weightNotText: descriptor<{ worker: string; kind: string }>({
    code: "WK509",
    exit,
    title: "A weight is not text",
    message: ({ worker, kind }) =>
      `The weight of ${worker} is a JSON ${kind}: the parse of the whole output fails, no weight at all is stored`,
    hint: () => 'Print every weight as a string: "0.25", not 0.25',
  }),
  weightsMissing: descriptor<object>({
    code: "WK510",
    exit,
    title: "No weights in the output",
    message: () =>
      'stdout says type "weights" but has no weights: the chain stores nothing, the old weights stay',
    hint: () => `Print ${SHAPE}; to keep all weights as they are, print an empty object`,
  }),
  weightNotNumber: descriptor<AtWorker>({
    code: "WK511",
    exit,
    title: "A weight is not a number",
    message: ({ worker, text }) =>
      `The weight ${JSON.stringify(text)} of ${worker} is not a number: the head node skips it, the worker keeps its old weight`,
    hint: () => "Print decimals with a point and no spaces: 0.5, 1e-5",
  }),
  weightNotFinite: descriptor<AtWorker>({
    code: "WK512",
    exit,
    title: "A weight is not finite",
    message: ({ worker, text }) =>
      `The weight ${JSON.stringify(text)} of ${worker} is not finite: the head node turns it into a meaningless integer (9223372036854775808 on amd64)`,
    hint: () =>
      "Look for a division by zero: one worker, all losses equal, or no truth in the window",
  }),
  weightNegative: descriptor<AtWorker>({
    code: "WK513",
    exit,
    title: "A weight is negative",
    message: ({ worker, text }) =>
      `The weight ${JSON.stringify(text)} of ${worker} is negative: the head node turns it into a meaningless integer near 2^64`,
    hint: () => "Clip weights at 0; a weight of 0 removes the worker",
  }),
  weightTooLarge: descriptor<AtWorker>({
    code: "WK514",
    exit,
    title: "A weight is too large",
    message: ({ worker, text }) =>
      `The weight ${JSON.stringify(text)} of ${worker} exceeds uint64 once multiplied by 100000: the head node turns it into a meaningless integer`,
    hint: () =>
      "Normalize: latest_weights come multiplied by 100000, divide them before you combine them with fresh values",
  }),
  weightSpelling: descriptor<AtWorker>({
    code: "WK515",
    exit,
    title: "A weight in an uncommon spelling",
    message: ({ worker, text }) =>
      `The weight ${JSON.stringify(text)} of ${worker} is hexadecimal or has underscores: not every host reads it as a number`,
    hint: () => "Print plain decimals: 0.5, 1e-5",
  }),
  invalidAddress: descriptor<{ worker: string }>({
    code: "WK516",
    exit,
    title: "Not an address",
    message: ({ worker }) =>
      `${JSON.stringify(worker)} is neither a worker of the history nor a valid allo address: the chain refuses the whole message`,
    hint: () => "Use the worker addresses of the payload as they are",
  }),
  strangerWeighted: descriptor<{ worker: string }>({
    code: "WK517",
    exit,
    title: "A weight for a stranger",
    message: ({ worker }) =>
      `${worker} got a weight but never appears in the history: the chain stores it all the same`,
    hint: () => "Give weights to workers of the payload only",
  }),
  tooManyStrangers: descriptor<{ limit: number }>({
    code: "WK518",
    exit,
    title: "Weights for too many strangers",
    message: ({ limit }) =>
      `The logic has given weights to more than ${limit} addresses that are not in the history`,
    hint: () => "Give weights to workers of the payload only",
  }),
  emptyRow: descriptor<{ reputer: string }>({
    code: "WK530",
    exit,
    title: "The chain halts: a reputer's row sums to zero",
    message: ({ reputer }) =>
      `Division by zero in reputer row ${reputer}: all its weights are 0 or masked, while other rows have ranks. EndBlock panics ("divide map values by zero") and the chain halts`,
    hint: () =>
      "Keep a weight for more than one live worker in every reputer's row, or remove a row whole by weights of 0",
  }),
  failedButSubmitted: descriptor<object>({
    code: "WK519",
    exit,
    title: "A failed run whose weights are stored",
    message: () =>
      "The run failed after printing its weights, and the chain stores them: the head node looks at the request's outer code, not at the logic's",
    hint: () => "Print once and last, when nothing can fail any more",
  }),
  allMasked: descriptor<{ least: number; blocks: number }>({
    code: "WK531",
    exit,
    title: "Nobody answered often enough to be paid",
    message: ({ least, blocks }) =>
      `Everybody with a weight gave fewer than ${least} inferences in the epoch of ${blocks} blocks: the chain masks their weights, all ranks are 0 and nothing is paid`,
    hint: () =>
      "The chain asks for 80% of epoch blocks / inference cadence, whatever the seconds of a block: compare the topic's inference cadence and the economy's epochBlocks and blockSeconds with the history",
  }),
  noRanks: descriptor<object>({
    code: "WK532",
    exit,
    title: "Weights without stake",
    message: () =>
      "No stake is upon the reputers whose weights are stored: all ranks are 0 and nothing is paid",
    hint: () => "Give the reputers a stake in the economy",
  }),
  nobodyToPay: descriptor<object>({
    code: "WK533",
    exit,
    title: "Nobody to pay",
    message: () =>
      "There are no weights, and no reputer with a stake who could be paid in their place",
    hint: () => "Give the reputers a stake of at least the economy's minimumStake",
  }),
  reputerWithoutCoins: descriptor<{ reputer: string }>({
    code: "WK534",
    exit,
    title: "The chain halts: a registered reputer has no coins",
    message: ({ reputer }) =>
      `The registered reputer ${reputer} has no stake upon it. EndBlock panics ("collections: not found") and the chain halts, whatever the weights are`,
    hint: () => "Register reputers with a stake, and let them keep some of it while registered",
  }),
  reputersUnranked: descriptor<{ reputers: readonly string[] }>({
    code: "WK535",
    exit,
    title: "The chain halts: weighted reputers all rank 0",
    message: ({ reputers }) =>
      `The logic weights ${reputers.join(", ")}, who ${reputers.length === 1 ? "has a row" : "have rows"}, but ${reputers.length === 1 ? "its rank is" : "their ranks are"} 0, so the dividends sum to 0. EndBlock panics ("divide map values by zero") and the chain halts`,
    hint: () =>
      "Give weights to workers only: a reputer gives no inferences, so that the chain masks its weight in every epoch",
  }),
};
