"""Modules over every operator class: each runs every operator of its class, and mixes the results into one number."""

INT_UNARY = "clz ctz popcnt".split()
INT_BINARY = (
    "add sub mul div_s div_u rem_s rem_u and or xor shl shr_s shr_u rotl rotr"
).split()
INT_COMPARE = "eq ne lt_s lt_u gt_s gt_u le_s le_u ge_s ge_u".split()
FLOAT_UNARY = "abs neg ceil floor trunc nearest sqrt".split()
FLOAT_BINARY = "add sub mul div min max copysign".split()
FLOAT_COMPARE = "eq ne lt gt le ge".split()

SAMPLES = {
    "i32": ["i32.const 100007", "i32.const -13", "i32.const 0x7ffffff1"],
    "i64": ["i64.const 10000000019", "i64.const -77", "i64.const 0x7ffffffffffffff1"],
    "f32": ["f32.const 1234.5", "f32.const -7.25", "f32.const 0x1.8p-3"],
    "f64": ["f64.const 123456789.5", "f64.const -7.25", "f64.const 0x1.8p-3"],
    "v128": [
        "v128.const i32x4 0x01020304 0x05060708 0x090a0b0c 0x0d0e0f10",
        "v128.const i32x4 0x3f800000 0x40490fdb 0xc0000000 0x42280000",
        "v128.const i32x4 0x11223344 0x7ff7 0x80 0xfffffff0",
    ],
}
TO_I32 = {
    "i32": "",
    "i64": "i32.wrap_i64",
    "f32": "i32.trunc_sat_f32_s",
    "f64": "i32.trunc_sat_f64_s",
    "v128": "i32x4.extract_lane 1",
    "": "i32.const 1",
}


def program(cases, memory=True, extra=""):
    """A module that runs `cases` (operator text, operand types, result type) three times over."""
    lines = []
    for operator, operands, result in cases:
        pushes = " ".join(SAMPLES[kind][place % 3] for place, kind in enumerate(operands))
        lines.append(f"{pushes} {operator} {TO_I32[result]} call $mix")
    body = "\n    ".join(lines)
    return f"""(module
  {'(memory (export "memory") 1)' if memory else ""}
  {extra}
  (global $sum (mut i32) (i32.const 1))
  (func $mix (param i32)
    (global.set $sum (i32.add (i32.mul (global.get $sum) (i32.const 31)) (local.get 0))))
  (func (export "run") (result i32) (local $i i32)
    (local.set $i (i32.const 3))
    (loop $again
    {body}
      (br_if $again (local.tee $i (i32.sub (local.get $i) (i32.const 1)))))
    (global.get $sum)))"""


def integers(kind):
    unary = INT_UNARY + ["extend8_s", "extend16_s"] + (["extend32_s"] if kind == "i64" else [])
    yield f"{kind} unary", [(f"{kind}.{op}", [kind], kind) for op in unary]
    yield f"{kind} binary", [(f"{kind}.{op}", [kind, kind], kind) for op in INT_BINARY]
    yield f"{kind} compare", [(f"{kind}.{op}", [kind, kind], "i32") for op in INT_COMPARE] + [
        (f"{kind}.eqz", [kind], "i32")
    ]


def floats(kind):
    unary = [(f"{kind}.{op}", [kind], kind) for op in FLOAT_UNARY if op != "sqrt"]
    yield f"{kind} unary", unary + [(f"{kind}.abs {kind}.sqrt", [kind], kind)]
    yield f"{kind} binary", [(f"{kind}.{op}", [kind, kind], kind) for op in FLOAT_BINARY]
    yield f"{kind} compare", [(f"{kind}.{op}", [kind, kind], "i32") for op in FLOAT_COMPARE]


def conversions():
    ints, reals = ("i32", "i64"), ("f32", "f64")
    cases = [("i32.wrap_i64", ["i64"], "i32")]
    cases += [(f"i64.extend_i32_{s}", ["i32"], "i64") for s in "su"]
    yield "integer conversions", cases
    trunc = [
        (f"{r}.abs {i}.trunc_{r}_{s}", [r], i) for i in ints for r in reals for s in "su"
    ]
    yield "trapping conversions", trunc
    yield "saturating conversions", [
        (f"{i}.trunc_sat_{r}_{s}", [r], i) for i in ints for r in reals for s in "su"
    ]
    yield "conversions to floats", [
        (f"{r}.convert_{i}_{s}", [i], r) for i in ints for r in reals for s in "su"
    ] + [("f32.demote_f64", ["f64"], "f32"), ("f64.promote_f32", ["f32"], "f64")]
    yield "reinterpretations", [
        ("i32.reinterpret_f32", ["f32"], "i32"),
        ("i64.reinterpret_f64", ["f64"], "i64"),
        ("f32.reinterpret_i32", ["i32"], "f32"),
        ("f64.reinterpret_i64", ["i64"], "f64"),
    ]


LOADS = {
    "i32": ["load", "load8_s", "load8_u", "load16_s", "load16_u"],
    "i64": ["load", "load8_s", "load8_u", "load16_s", "load16_u", "load32_s", "load32_u"],
    "f32": ["load"],
    "f64": ["load"],
}
STORES = {
    "i32": ["store", "store8", "store16"],
    "i64": ["store", "store8", "store16", "store32"],
    "f32": ["store"],
    "f64": ["store"],
}


def memory_operators():
    for kind in LOADS:
        cases = []
        for place, op in enumerate(STORES[kind]):
            cases.append((f"i32.const {place * 24} {SAMPLES[kind][place % 3]} {kind}.{op} offset=3", [], ""))
        for place, op in enumerate(LOADS[kind]):
            cases.append((f"i32.const {place * 8} {kind}.{op} offset={place}", [], kind))
        yield f"{kind} memory", cases
    yield "memory size and grow", [
        ("memory.size", [], "i32"),
        ("i32.const 0 memory.grow", [], "i32"),
        ("i32.const 2 memory.grow", [], "i32"),
        ("memory.size memory.grow", [], "i32"),
        ("i32.const 65535 memory.grow", [], "i32"),
    ]


def lanes(shape):
    return int(shape.split("x")[1])


def simd():
    """Yields name, cases; relaxed SIMD apart."""
    shapes = ["i8x16", "i16x8", "i32x4", "i64x2"]
    scalar = {"i8x16": "i32", "i16x8": "i32", "i32x4": "i32", "i64x2": "i64", "f32x4": "f32", "f64x2": "f64"}
    v = "v128"
    yield "simd constants and shuffles", [
        ("v128.const i64x2 1 2", [], v),
        ("i8x16.shuffle 0 1 2 3 20 21 22 23 8 9 10 11 28 29 30 31", [v, v], v),
        ("i8x16.swizzle", [v, v], v),
    ]
    yield "simd splats", [(f"{shape}.splat", [kind], v) for shape, kind in scalar.items()]
    cases = []
    for shape, kind in scalar.items():
        signs = ["_s", "_u"] if shape in ("i8x16", "i16x8") else [""]
        last = lanes(shape) - 1
        cases += [(f"{shape}.extract_lane{sign} {last}", [v], kind) for sign in signs]
        operand = SAMPLES[kind][0]
        cases.append((f"{SAMPLES[v][0]} {operand} {shape}.replace_lane 0", [], v))
    yield "simd lanes", cases
    yield "simd bitwise", [
        ("v128.not", [v], v),
        *[(f"v128.{op}", [v, v], v) for op in "and andnot or xor".split()],
        ("v128.bitselect", [v, v, v], v),
        ("v128.any_true", [v], "i32"),
    ]
    compare = "eq ne lt_s lt_u gt_s gt_u le_s le_u ge_s ge_u".split()
    for shape in shapes:
        ops = [op for op in compare if shape != "i64x2" or not op.endswith("_u")]
        cases = [(f"{shape}.{op}", [v, v], v) for op in ops]
        cases += [(f"{shape}.{op}", [v], v) for op in ("abs", "neg")]
        cases += [(f"{shape}.{op}", [v], "i32") for op in ("all_true", "bitmask")]
        cases += [
            (f"{SAMPLES[v][2]} i32.const 5 {shape}.{op}", [], v) for op in ("shl", "shr_s", "shr_u")
        ]
        cases += [(f"{shape}.{op}", [v, v], v) for op in ("add", "sub")]
        if shape != "i8x16":
            cases.append((f"{shape}.mul", [v, v], v))
        if shape != "i64x2":
            cases += [(f"{shape}.{op}", [v, v], v) for op in "min_s min_u max_s max_u".split()]
        if shape in ("i8x16", "i16x8"):
            cases += [
                (f"{shape}.{op}", [v, v], v)
                for op in "add_sat_s add_sat_u sub_sat_s sub_sat_u avgr_u".split()
            ]
        yield f"simd {shape}", cases
    widen = {"i16x8": "i8x16", "i32x4": "i16x8", "i64x2": "i32x4"}
    cases = [("i8x16.popcnt", [v], v), ("i16x8.q15mulr_sat_s", [v, v], v), ("i32x4.dot_i16x8_s", [v, v], v)]
    for wide, narrow in widen.items():
        for half in ("low", "high"):
            for s in "su":
                cases.append((f"{wide}.extend_{half}_{narrow}_{s}", [v], v))
                cases.append((f"{wide}.extmul_{half}_{narrow}_{s}", [v, v], v))
        if wide != "i64x2":
            cases += [(f"{wide}.extadd_pairwise_{narrow}_{s}", [v], v) for s in "su"]
            cases += [(f"{narrow}.narrow_{wide}_{s}", [v, v], v) for s in "su"]
    yield "simd widening and narrowing", cases
    for shape in ("f32x4", "f64x2"):
        cases = [(f"{shape}.{op}", [v, v], v) for op in FLOAT_COMPARE]
        # Square roots of negatives are NaN, whose sign is the engine's own.
        cases += [(f"{shape}.{op}", [v], v) for op in FLOAT_UNARY if op != "sqrt"]
        cases += [(f"{shape}.abs {shape}.sqrt", [v], v)]
        cases += [
            (f"{shape}.{op}", [v, v], v) for op in "add sub mul div min max pmin pmax".split()
        ]
        yield f"simd {shape}", cases
    yield "simd conversions", [
        (op, [v], v)
        for op in (
            "i32x4.trunc_sat_f32x4_s i32x4.trunc_sat_f32x4_u f32x4.convert_i32x4_s "
            "f32x4.convert_i32x4_u i32x4.trunc_sat_f64x2_s_zero i32x4.trunc_sat_f64x2_u_zero "
            "f64x2.convert_low_i32x4_s f64x2.convert_low_i32x4_u f32x4.demote_f64x2_zero "
            "f64x2.promote_low_f32x4"
        ).split()
    ]
    loads = "load load8x8_s load8x8_u load16x4_s load16x4_u load32x2_s load32x2_u".split()
    loads += [f"load{n}_splat" for n in (8, 16, 32, 64)] + ["load32_zero", "load64_zero"]
    cases = [(f"i32.const 16 {SAMPLES[v][0]} v128.store offset=5", [], "")]
    cases += [(f"i32.const {8 + n} v128.{op} offset=4", [], v) for n, op in enumerate(loads)]
    for bits in (8, 16, 32, 64):
        lane = 128 // bits - 1
        cases.append((f"i32.const 3 {SAMPLES[v][1]} v128.load{bits}_lane {lane}", [], v))
        cases.append((f"i32.const 40 {SAMPLES[v][1]} v128.store{bits}_lane offset=1 {lane}", [], ""))
    yield "simd memory", cases


def relaxed():
    v = "v128"
    yield "relaxed simd", [
        ("i8x16.relaxed_swizzle", [v, v], v),
        # Only what every implementation answers alike is looked at: the results are dropped.
        *[
            (f"{op} drop", [v] * n, "")
            for op, n in [
                ("i32x4.relaxed_trunc_f32x4_s", 1),
                ("i32x4.relaxed_trunc_f32x4_u", 1),
                ("i32x4.relaxed_trunc_f64x2_s_zero", 1),
                ("i32x4.relaxed_trunc_f64x2_u_zero", 1),
                ("f32x4.relaxed_madd", 3),
                ("f32x4.relaxed_nmadd", 3),
                ("f64x2.relaxed_madd", 3),
                ("f64x2.relaxed_nmadd", 3),
                ("i8x16.relaxed_laneselect", 3),
                ("i16x8.relaxed_laneselect", 3),
                ("i32x4.relaxed_laneselect", 3),
                ("i64x2.relaxed_laneselect", 3),
                ("f32x4.relaxed_min", 2),
                ("f32x4.relaxed_max", 2),
                ("f64x2.relaxed_min", 2),
                ("f64x2.relaxed_max", 2),
                ("i16x8.relaxed_q15mulr_s", 2),
                ("i16x8.relaxed_dot_i8x16_i7x16_s", 2),
                ("i32x4.relaxed_dot_i8x16_i7x16_add_s", 3),
            ]
        ],
    ]


def atomics():
    sizes = {
        "i32": [("", ""), ("8", "_u"), ("16", "_u")],
        "i64": [("", ""), ("8", "_u"), ("16", "_u"), ("32", "_u")],
    }
    for kind, variants in sizes.items():
        cases = []
        for size, suffix in variants:
            cases.append((f"i32.const 64 {SAMPLES[kind][0]} {kind}.atomic.store{size}", [], ""))
            cases.append((f"i32.const 64 {kind}.atomic.load{size}{suffix}", [], kind))
            for op in "add sub and or xor xchg".split():
                cases.append(
                    (f"i32.const 64 {SAMPLES[kind][1]} {kind}.atomic.rmw{size}.{op}{suffix}", [], kind)
                )
            cases.append(
                (
                    f"i32.const 64 {SAMPLES[kind][1]} {SAMPLES[kind][2]} "
                    f"{kind}.atomic.rmw{size}.cmpxchg{suffix}",
                    [],
                    kind,
                )
            )
        yield f"{kind} atomics", cases
    yield "fence and notify", [
        ("atomic.fence", [], ""),
        ("i32.const 64 i32.const 1 memory.atomic.notify", [], "i32"),
    ]


def variables():
    yield "select, drop and locals", [
        ("i32.const 3 i32.const 4 i32.const 0 select", [], "i32"),
        ("i64.const 3 i64.const 4 i32.const 1 select (result i64)", [], "i64"),
        ("f64.const 1 f64.const 2 i32.const 1 select (result f64)", [], "f64"),
        ("nop nop i32.const 5 drop nop", [], ""),
        ("local.get $i local.tee $i", [], "i32"),
        ("local.get $i local.set $i", [], ""),
        ("global.get $sum global.set $sum", [], ""),
    ]


def bulk():
    table = """(table $t 20 200 funcref) (table $u 9 externref)
  (elem $passive func $mix $mix $mix $mix)
  (elem (table $t) (i32.const 0) func $mix $mix)
  (data $bytes "some bytes to be copied about, a few more than just some")"""
    yield "bulk memory", [
        ("i32.const 100 i32.const 7 i32.const 20 memory.fill", [], ""),
        ("i32.const 130 i32.const 100 i32.const 9 memory.copy", [], ""),
        ("i32.const 102 i32.const 100 i32.const 30 memory.copy", [], ""),
        ("i32.const 300 i32.const 5 i32.const 12 memory.init $bytes", [], ""),
        ("i32.const 400 i32.const 0 local.get $i memory.init $bytes", [], ""),
        ("i32.const 500 i32.const 3 i32.const 1000 memory.fill", [], ""),
        ("i32.const 500 i32.const 3 local.get $i memory.fill", [], ""),
        ("i32.const 500 i32.const 3 i32.const 0 memory.fill", [], ""),
        ("i32.const 500 i32.const 3 i32.const 128 memory.fill", [], ""),
        ("i32.const 500 i32.const 3 i32.const 129 memory.fill", [], ""),
    ], table
    yield "data.drop", [
        ("i32.const 300 i32.const 0 i32.const 0 memory.init $bytes data.drop $bytes", [], "")
    ], table
    yield "tables", [
        ("i32.const 4 table.get $t ref.is_null", [], "i32"),
        ("i32.const 4 ref.func $mix table.set $t", [], ""),
        ("i32.const 4 table.get $t ref.is_null", [], "i32"),
        ("table.size $t", [], "i32"),
        ("ref.null func i32.const 3 table.grow $t", [], "i32"),
        ("ref.null func local.get $i table.grow $t", [], "i32"),
        ("ref.null func i32.const 500 table.grow $t", [], "i32"),
        ("ref.null func i32.const 500 local.get $i i32.add table.grow $t", [], "i32"),
        ("ref.null extern i32.const 130 table.grow $u", [], "i32"),
        ("i32.const 5 ref.func $mix i32.const 3 table.fill $t", [], ""),
        ("i32.const 5 ref.func $mix local.get $i table.fill $t", [], ""),
        ("i32.const 8 i32.const 4 i32.const 5 table.copy $t $t", [], ""),
        ("i32.const 8 i32.const 4 local.get $i table.copy $t $t", [], ""),
        ("i32.const 10 i32.const 1 i32.const 2 table.init $t $passive", [], ""),
        ("i32.const 10 i32.const 1 local.get $i table.init $t $passive", [], ""),
        ("i32.const 7 i32.const 4 call_indirect $t (param i32)", [], ""),
    ], table
    yield "elem.drop", [
        ("i32.const 0 i32.const 0 i32.const 0 table.init $t $passive elem.drop $passive", [], "")
    ], table
    yield "references", [
        ("ref.null extern ref.is_null", [], "i32"),
        ("ref.func $mix ref.is_null", [], "i32"),
        ("ref.null func ref.null func i32.const 1 select (result funcref) drop", [], ""),
    ], table


def modules():
    """Yields name, WAT."""
    sources = [*integers("i32"), *integers("i64"), *floats("f32"), *floats("f64")]
    sources += [*conversions(), *variables(), *memory_operators(), *simd(), *relaxed()]
    for name, cases in sources:
        yield name, program(cases)
    for name, cases, extra in bulk():
        yield name, program(cases, extra=extra)
    for name, cases in atomics():
        shared = "(memory 1 2 shared)" if name == "fence and notify" else ""
        yield name, program(cases, memory=not shared, extra=shared)
