// Weight logic that means harm in topic 1, for the attacks on commands, as text.

const A = "allo1xfr553c46zu2688r58qp9xy5yv4hfxnkumeuap";
const WEIGHTS = `{"type":"weights","weights":{"${A}":"1"}}`;
const REQUEST = 'https://d.example/1{"method":"get","headers":"{}"}';
export const WORKER = A;

const i32s = (count) => `(param ${"i32 ".repeat(count)}) (result i32)`;
const escaped = (words) => words.replaceAll('"', '\\"');

/** Does harm in topic 1, then prints weights, as in every other topic. */
export function harmful(body, more = "") {
  return `(module
    (import "wasi_snapshot_preview1" "fd_write" (func $write ${i32s(4)}))
    (import "blockless_memory" "env_var_read" (func $env ${i32s(3)}))
    (import "blockless_http" "http_req" (func $http ${i32s(6)}))
    (memory (export "memory") 2)
    (data (i32.const 0) "\\10\\00\\00\\00\\${WEIGHTS.length.toString(16)}\\00\\00\\00")
    (data (i32.const 16) "${escaped(WEIGHTS)}")
    (data (i32.const 1024) "${escaped(REQUEST)}")
    ${more}
    (func $harm ${body})
    (func (export "_start")
      (drop (call $env (i32.const 512) (i32.const 400) (i32.const 1000)))
      ;; {"TOPIC_ID": "1"}
      (if (i32.eq (i32.load8_u (i32.const 526)) (i32.const 49)) (then (call $harm)))
      (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 1016)))))`;
}

const FLOOD =
  "(i32.store (i32.const 1008) (i32.const 2048)) (i32.store (i32.const 1012) (i32.const 60000))";
const ask =
  "(drop (call $http (i32.const 1024) (i32.const 19) (i32.const 1043) (i32.const 31) (i32.const 1000) (i32.const 1004)))";

/** Name, text of the module, and what reports it: a code, or null where it does no harm within its limits. */
export const GUESTS = [
  ["loops forever", harmful("(loop (br 0))"), "WK431"],
  [
    "grows its memory forever",
    harmful("(loop (drop (memory.grow (i32.const 1))) (br 0))"),
    "WK431",
  ],
  [
    "grows a table forever",
    harmful(
      "(loop (drop (table.grow 0 (ref.null func) (i32.const 100000))) (br 0))",
      "(table 1 funcref)",
    ),
    "WK431",
  ],
  ["recurs without end", harmful("(call $harm) (call $harm)"), "WK432"],
  [
    "floods stdout",
    harmful(
      `${FLOOD} (loop (drop (call $write (i32.const 1) (i32.const 1008) (i32.const 1) (i32.const 1016))) (br 0))`,
    ),
    "WK438",
  ],
  ["keeps requests forever", harmful(`(loop ${ask} (br 0))`), "WK431"],
  ["100 tables of 10,000,000", harmful("nop", "(table 10000000 funcref) ".repeat(100)), "WK455"],
  [
    "100 tables of 1, at most 10,000,000",
    harmful("nop", "(table 1 10000000 funcref) ".repeat(100)),
    null,
  ],
  [
    "start function without end",
    harmful("nop", "(func $forever (loop (br 0))) (start $forever)"),
    "WK431",
  ],
  ["20,000 functions", harmful("nop", "(func (nop))".repeat(20_000)), null],
  ["400,000 operators", harmful("nop", `(func ${"(drop (i32.const 1))".repeat(200_000)})`), null],
  [
    "a br_table of 60,000 targets",
    harmful("nop", `(func (block (br_table ${"0 ".repeat(60_000)} (i32.const 0))))`),
    null,
  ],
  ["50,000 locals", harmful("nop", `(func ${"(local i64) ".repeat(50_000)})`), "WK454"],
];

/** 5,000 imports that nobody provides. */
export const STRANGERS = `(module ${Array.from({ length: 5000 }, (_, i) => `(import "env" "f${i}" (func))`).join(" ")}
  (memory (export "memory") 1) (func (export "_start")))`;

/** Modules whose `_start` is made of so many bytes of code, too deep for an assembler: name, bytes, code. */
export const RAW = [
  [
    "100,000 blocks in one another",
    moduleOf([...repeated([0x02, 0x40], 100_000), ...repeated([0x0b], 100_000)]),
  ],
  ["1,000,000 additions", moduleOf([0x41, 0, ...repeated([0x41, 1, 0x6a], 1_000_000), 0x1a])],
];

function repeated(bytes, times) {
  return Buffer.concat(Array.from({ length: times }, () => Buffer.from(bytes)));
}

/** A module with a memory and `_start` of that code. */
function moduleOf(code) {
  const body = [0, ...code, 0x0b];
  const text = (words) => [words.length, ...Buffer.from(words)];
  const section = (id, content) =>
    Buffer.concat([Buffer.from([id, ...leb(content.length)]), Buffer.from(content)]);
  const entries = [2, ...text("memory"), 2, 0, ...text("_start"), 0, 0];
  return Buffer.concat([
    Buffer.from("0061736d01000000", "hex"),
    section(1, [1, 0x60, 0, 0]),
    section(3, [1, 0]),
    section(5, [1, 0, 1]),
    section(7, entries),
    section(10, Buffer.concat([Buffer.from([1, ...leb(body.length)]), Buffer.from(body)])),
  ]);
}

function leb(value) {
  const bytes = [];
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest & 127) | 128);
  }
}
