import { descriptor } from "./descriptor.js";
import { ExitCode } from "./exit-code.js";
import { grouped } from "./grouped.js";

const exit = ExitCode.logic;
const SHAPE = '{"type":"weights","weights":{"allo1…":"0.25"}}';
const LOGS =
  "stdout holds the one JSON object and nothing else. Write logs to stderr with `log` of @weightkit/sdk or process.stderr.write; the console of @assemblyscript/wasi-shim writes to stdout, console.error too";

interface AtWorker {
  readonly worker: string;
  readonly text: string;
}

/** WK500-599: what head node and chain make of the logic's output, rewards, and what consumers make of weights. */
export const chainErrors = {
  nonZeroExit: descriptor<{ exitCode: number }>({
    code: "WK500",
    exit,
    title: "Non-zero exit of the logic",
    message: ({ exitCode }) =>
      `The logic exited with ${exitCode}: the run failed, whatever it printed before`,
    hint: () => "See the round's stderr for the reason; a successful run returns from _start",
  }),
  outputEmpty: descriptor<object>({
    code: "WK501",
    exit,
    title: "Empty stdout",
    message: () =>
      "The logic printed nothing on stdout: the head node finds no weights and takes the run as an inference",
    hint: () => `Commit the weights at the end: stdout must be ${SHAPE}`,
  }),
  outputNotJson: descriptor<{ reason: string }>({
    code: "WK502",
    exit,
    title: "Invalid JSON on stdout",
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
    title: "JSON other than an object on stdout",
    message: ({ kind }) =>
      `stdout is a JSON ${kind}, not an object: the head node takes it as an inference`,
    hint: () => `Print ${SHAPE}`,
  }),
  wrongType: descriptor<{ type: string | null }>({
    code: "WK506",
    exit,
    title: "Unexpected output type",
    message: ({ type }) =>
      `stdout ${type === null ? "has no type" : `has the type ${JSON.stringify(type)}`}: the head node takes it as an inference, not as weights`,
    hint: () => `Print "type":"weights", in lower case: ${SHAPE}`,
  }),
  typeNotText: descriptor<{ kind: string }>({
    code: "WK507",
    exit,
    title: "Output type other than a string",
    message: ({ kind }) => `stdout's type is a JSON ${kind}: the head node cannot parse the output`,
    hint: () => `Print "type":"weights": ${SHAPE}`,
  }),
  weightsNotObject: descriptor<{ kind: string }>({
    code: "WK508",
    exit,
    title: "Weights other than an object",
    message: ({ kind }) =>
      `stdout's weights are a JSON ${kind}: the head node cannot parse the output and nothing is stored`,
    hint: () => `Print an object of worker address to text: ${SHAPE}`,
  }),
  weightNotText: descriptor<{ worker: string; kind: string }>({
    code: "WK509",
    exit,
    title: "Weight other than a string",
    message: ({ worker, kind }) =>
      `The weight of ${worker} is a JSON ${kind}: the head node cannot parse the output and no weight is stored`,
    hint: () => 'Print every weight as a string: "0.25", not 0.25',
  }),
  weightsMissing: descriptor<object>({
    code: "WK510",
    exit,
    title: "Output without weights",
    message: () =>
      'stdout has the type "weights" but no weights: the chain stores nothing and the old weights stay',
    hint: () => `Print ${SHAPE}; to keep all weights as they are, print an empty object`,
  }),
  weightNotNumber: descriptor<AtWorker>({
    code: "WK511",
    exit,
    title: "Weight that is not a number",
    message: ({ worker, text }) =>
      `The weight ${JSON.stringify(text)} of ${worker} is not a number: the head node skips it and the worker keeps its old weight`,
    hint: () => "Print decimals with a point and no spaces: 0.5, 1e-5",
  }),
  weightNotFinite: descriptor<AtWorker>({
    code: "WK512",
    exit,
    title: "Weight that is not finite",
    message: ({ worker, text }) =>
      `The weight ${JSON.stringify(text)} of ${worker} is not finite: the head node turns it into a meaningless integer (9223372036854775808 on amd64)`,
    hint: () =>
      "Look for a division by zero: one worker, all losses equal, or no truth in the window",
  }),
  weightNegative: descriptor<AtWorker>({
    code: "WK513",
    exit,
    title: "Negative weight",
    message: ({ worker, text }) =>
      `The weight ${JSON.stringify(text)} of ${worker} is negative: the head node turns it into a meaningless integer near 2^64`,
    hint: () => "Clip weights at 0; a weight of 0 removes the worker",
  }),
  weightTooLarge: descriptor<AtWorker>({
    code: "WK514",
    exit,
    title: "Weight too large",
    message: ({ worker, text }) =>
      `The weight ${JSON.stringify(text)} of ${worker} exceeds uint64 once multiplied by 100000: the head node turns it into a meaningless integer`,
    hint: () =>
      "Normalize: latest_weights come multiplied by 100000, divide them before you combine them with fresh values",
  }),
  weightSpelling: descriptor<AtWorker>({
    code: "WK515",
    exit,
    title: "Weight in an unusual notation",
    message: ({ worker, text }) =>
      `The weight ${JSON.stringify(text)} of ${worker} is hexadecimal or has underscores: not every host reads it as a number`,
    hint: () => "Print plain decimals: 0.5, 1e-5",
  }),
  invalidAddress: descriptor<{ worker: string }>({
    code: "WK516",
    exit,
    title: "Invalid address",
    message: ({ worker }) =>
      `${JSON.stringify(worker)} is neither a worker of the history nor a valid allo address: the chain refuses the whole message`,
    hint: () => "Use the worker addresses exactly as they are in the payload",
  }),
  strangerWeighted: descriptor<{ worker: string }>({
    code: "WK517",
    exit,
    title: "Weight for an address outside the history",
    message: ({ worker }) =>
      `${worker} got a weight but never appears in the history: the chain stores it anyway`,
    hint: () => "Give weights to workers of the payload only",
  }),
  tooManyStrangers: descriptor<{ limit: number }>({
    code: "WK518",
    exit,
    title: "Too many addresses outside the history",
    message: ({ limit }) =>
      `The logic has given weights to more than ${grouped(limit)} addresses that are not in the history`,
    hint: () => "Give weights to workers of the payload only",
  }),
  emptyRow: descriptor<{ reputer: string }>({
    code: "WK530",
    exit,
    title: "Chain halt: a reputer's row that sums to zero",
    message: ({ reputer }) =>
      `Division by zero in reputer row ${reputer}: all its weights are masked, or the stake behind them has moved away, while other rows have ranks. EndBlock panics ("divide map values by zero") and the chain halts`,
    hint: () =>
      "Keep a weight for more than one live worker in every reputer's row, or remove a whole row with weights of 0",
  }),
  failedButSubmitted: descriptor<object>({
    code: "WK519",
    exit,
    title: "Stored weights of a failed run",
    message: () =>
      "The run failed after printing its weights, and the chain stores them: the head node looks at the request's outer code, not at the logic's",
    hint: () => "Print once, at the very end, when nothing can fail any more",
  }),
  allMasked: descriptor<{ least: number; blocks: number }>({
    code: "WK531",
    exit,
    title: "No worker active enough to be paid",
    message: ({ least, blocks }) =>
      `Every worker with a weight made fewer than ${grouped(least)} inferences in the epoch of ${grouped(blocks)} blocks: the chain masks their weights, all ranks are 0 and nothing is paid`,
    hint: () =>
      "The chain requires 80% of epoch blocks / inference cadence, whatever the seconds per block. Compare the topic's inference cadence and the economy's epochBlocks and blockSeconds with the history",
  }),
  noRanks: descriptor<object>({
    code: "WK532",
    exit,
    title: "Weights without stake",
    message: () =>
      "The reputers whose weights are stored have no stake: all ranks are 0 and nothing is paid",
    hint: () => "Give the reputers a stake in the economy",
  }),
  nobodyToPay: descriptor<object>({
    code: "WK533",
    exit,
    title: "No one to pay",
    message: () => "There are no weights, and no reputer has a stake and could be paid instead",
    hint: () => "Give the reputers a stake of at least the economy's minimumStake",
  }),
  nobodyAnswered: descriptor<object>({
    code: "WK537",
    exit,
    title: "No answer to pay for",
    message: () =>
      "No worker with a weight and enough stake committed an inference in the epoch: the seed document's design pays workers for inferences, so nothing is paid",
    hint: () =>
      "Use epochs longer than the inference cadence, and give workers a stake of at least the economy's minimumStake",
  }),
  reputerWithoutCoins: descriptor<{ reputer: string }>({
    code: "WK534",
    exit,
    title: "Chain halt: a registered reputer without stake",
    message: ({ reputer }) =>
      `The registered reputer ${reputer} has no stake. EndBlock panics ("collections: not found") and the chain halts, whatever the weights are`,
    hint: () => "Register reputers with a stake, and let them keep some of it while registered",
  }),
  reputersUnranked: descriptor<{ reputers: readonly string[] }>({
    code: "WK535",
    exit,
    title: "Chain halt: weighted reputers that all rank 0",
    message: ({ reputers }) =>
      `The logic weights ${reputers.join(", ")}, who ${reputers.length === 1 ? "has a row" : "have rows"}, but ${reputers.length === 1 ? "its rank is" : "their ranks are"} 0, so the dividends sum to 0. EndBlock panics ("divide map values by zero") and the chain halts`,
    hint: () =>
      "Give weights to workers only: a reputer makes no inferences, so the chain masks its weight in every epoch",
  }),
  badExpression: descriptor<{ text: string; problem: string }>({
    code: "WK536",
    exit: ExitCode.usage,
    title: "Invalid expression",
    message: ({ text, problem }) => `The expression ${JSON.stringify(text)} ${problem}`,
    hint: () =>
      "Use numbers, the names weight, share, rank, workers, value, mean and median, the functions abs, exp, log, sqrt, floor, min and max, the operators + - * / ^ < <= > >= == != && || !, and a ? b : c",
  }),
};
