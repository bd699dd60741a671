import { type Explanation, type Explanations, PRINTED } from "../explanation.js";

/** A fault of a table of inferences. */
function inferences(rows: string, why: string, right: string): Explanation {
  return {
    why,
    example: { files: { "i.csv": rows }, command: "weightkit history check -i i.csv" },
    right,
  };
}

/** A fault of a table of truth, next to sound inferences. */
function truth(rows: string, why: string, right: string): Explanation {
  return {
    why,
    example: {
      files: { "i.csv": "timestamp,worker,value\n1700000000,a,1\n", "t.csv": rows },
      command: "weightkit history check -i i.csv -t t.csv",
    },
    right,
  };
}

export const history: Explanations = {
  WK300: {
    why: "The file that an option or the project file names does not exist or may not be read.",
    example: { command: "weightkit history check -i missing.csv" },
    right: "weightkit history check -i history/inferences.csv",
  },
  WK301: inferences(
    "",
    "A history needs at least the line with the columns and one row. An empty file is most often an export that failed.",
    "timestamp,worker,value\n1700000000,a,1",
  ),
  WK302: inferences(
    "day,worker,value\n1700000000,a,1\n",
    "Columns are found by name, in any order, so a name that is not there cannot be guessed.",
    "timestamp,worker,value\n1700000000,a,1",
  ),
  WK303: inferences(
    "timestamp,worker,value,value\n1700000000,a,1,2\n",
    "It is not clear which of the two columns counts.",
    "timestamp,worker,value\n1700000000,a,1",
  ),
  WK304: inferences(
    "timestamp,worker,value\n1700000000,a,1,5\n",
    "A row with more or fewer fields than columns would be read in the wrong columns. A decimal comma is the most common cause.",
    "timestamp,worker,value\n1700000000,a,1.5",
  ),
  WK305: inferences(
    'timestamp,worker,value\n1700000000,"a,1\n',
    "All that follows would belong to this one field.",
    'timestamp,worker,value\n1700000000,"a",1',
  ),
  WK306: inferences(
    'timestamp,worker,value\n1700000000,"a"b,1\n',
    "A quoted field ends at its closing quote; what follows it cannot be placed.",
    'timestamp,worker,value\n1700000000,"a""b",1',
  ),
  WK308: inferences(
    "timestamp,worker,value\nyesterday,a,1\n",
    "The chain counts block times in whole seconds, and a window is found by them.",
    "timestamp,worker,value\n2023-11-14T22:13:20Z,a,1",
  ),
  WK309: inferences(
    "timestamp,worker,value\n1700000000000,a,1\n",
    "Read as seconds this would be the year 55840, and no window would ever hold two sets.",
    "timestamp,worker,value\n1700000000,a,1",
  ),
  WK310: inferences(
    "timestamp,worker,value\n1700000000,a,1\n1700000060000,a,1\n",
    "Part of the file is in seconds and part in milliseconds, as after joining two exports.",
    "timestamp,worker,value\n1700000000,a,1\n1700000060,a,1",
  ),
  WK311: inferences(
    "timestamp,worker,value\n1700000000,a,1.000.5\n",
    "The value is not a decimal number. It would reach the logic as a value that no worker gave.",
    "timestamp,worker,value\n1700000000,a,1000.5",
  ),
  WK312: truth(
    "timestamp,value,available_at\n1700000000,NaN,1700003600\n",
    "A truth is a measured number. A truth that is not known is a row that is not there.",
    "timestamp,value,available_at\n1700000000,1.5,1700003600",
  ),
  WK313: inferences(
    "timestamp,worker,value\n1700000000,,1\n",
    "Weights belong to workers; an inference without one can be neither scored nor weighted.",
    "timestamp,worker,value\n1700000000,a,1",
  ),
  WK314: inferences(
    "timestamp,worker,value\n1700000000,a,1\n1700000000,a,2\n",
    "The chain keeps one inference for each worker and block time: the later one overwrites the earlier. Which one came later is not known from the file.",
    "timestamp,worker,value\n1700000000,a,2",
  ),
  WK315: truth(
    "timestamp,value,available_at\n1700000000,1,1700003600\n1700000000,2,1700007200\n",
    "A replay needs one truth for a time; a value that was revised later is not what the logic could know.",
    "timestamp,value,available_at\n1700000000,1,1700003600",
  ),
  WK316: truth(
    "timestamp,value,available_at\n1700000000,1,1600000000\n",
    "The truth would be known before the event, and the replay would measure a logic that sees the future.",
    "timestamp,value,available_at\n1700000000,1,1700003600",
  ),
  WK317: inferences(
    "timestamp,worker,value\n",
    "There is nothing to replay. This is most often an export with a filter that nothing passes.",
    "timestamp,worker,value\n1700000000,a,1",
  ),
  WK321: {
    why: "The topic must be one of the history's topic column.",
    example: {
      files: {
        "i.csv": "topic,timestamp,worker,value\n1,1700000000,a,1\n",
        [PRINTED]: "",
      },
      command:
        "weightkit replay logic.wasm -i i.csv --topic 7 --inference-cadence 3600 --weight-cadence 3600",
    },
    right: "weightkit replay logic.wasm -i i.csv --topic 1 …",
  },
  WK322: truth(
    "topic,timestamp,value,available_at\n1,1700000000,1,1700003600\n",
    "With a topic in only one of the files it is not known which truth belongs to which inferences.",
    "timestamp,value,available_at\n1700000000,1,1700003600",
  ),
  WK323: inferences(
    "topic,timestamp,worker,value\n,1700000000,a,1\n",
    "A row without a topic belongs to none of them.",
    "topic,timestamp,worker,value\n1,1700000000,a,1",
  ),
  WK324: {
    why: "JSON Lines has one whole object on each line, so that a large file can be read piece by piece.",
    example: {
      files: { "i.jsonl": '{"timestamp": 1700000000,\n"worker": "a", "value": 1}\n' },
      command: "weightkit history check -i i.jsonl",
    },
    right: '{"timestamp": 1700000000, "worker": "a", "value": 1}',
  },
  WK326: {
    why: "A pattern that matches nothing is most often a mistyped folder.",
    example: { command: "weightkit history check -i 'day-*.csv'" },
    right: "weightkit history check -i 'history/day-*.csv'",
  },
  WK327: {
    why: "A JSON array can only be read as a whole. JSON Lines is read line by line.",
    example: {
      files: { "i.jsonl": '[{"timestamp": 1700000000, "worker": "a", "value": 1}]\n' },
      command: "weightkit history check -i i.jsonl",
    },
    right: "jq -c '.[]' i.json > i.jsonl",
  },
  WK331: inferences(
    "timestamp,worker,value\n1700000060,a,1\n1700000000,a,1\n",
    "This is a warning: the rows were sorted by time. The chain's order within one time is kept.",
    "timestamp,worker,value\n1700000000,a,1\n1700000060,a,1",
  ),
};
