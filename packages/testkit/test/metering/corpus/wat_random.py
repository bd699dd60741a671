"""Random modules: structured code with bounded loops, calls, early exits, unreachable code and now and then a trap."""

import random

BINARY = "add sub mul and or xor rotl shr_u lt_s eq gt_u".split()


class Writer:
    """`bulk`: whether to move memory about as well, by lengths that are constants, locals or computed."""

    def __init__(self, seed, bulk=False):
        self.random = random.Random(seed)
        self.bulk = bulk
        self.counters = 0
        self.functions = self.random.randrange(1, 5)

    def pick(self, *choices):
        return self.random.choice(choices)

    def value(self, depth):
        """An i32 expression."""
        choice = self.random.randrange(12)
        if depth <= 0 or choice < 3:
            return self.pick("(local.get 0)", "(local.get 1)", f"(i32.const {self.random.randrange(-9, 99)})")
        if choice < 7:
            return f"(i32.{self.random.choice(BINARY)} {self.value(depth - 1)} {self.value(depth - 1)})"
        if choice == 7:
            return f"(i32.load8_u (i32.and {self.value(depth - 1)} (i32.const 1023)))"
        if choice == 8:
            return f"(local.tee {self.random.randrange(2)} {self.value(depth - 1)})"
        if choice == 9:
            return f"(select {self.value(depth - 1)} {self.value(depth - 1)} {self.value(depth - 1)})"
        if choice == 10:
            return f"(if (result i32) {self.value(depth - 1)} (then {self.value(depth - 1)}) (else {self.value(depth - 1)}))"
        return f"(i32.wrap_i64 (i64.mul (i64.extend_i32_s {self.value(depth - 1)}) (i64.const 77)))"

    def statements(self, depth, labels, function):
        return " ".join(self.statement(depth, labels, function) for _ in range(self.random.randrange(1, 5)))

    def statement(self, depth, labels, function):
        """`labels`: for each enclosing label, innermost first, "out" (leaves), "loop" (must not be branched to)."""
        if self.bulk and self.random.random() < 0.25:
            return self.movement()
        choice = self.random.randrange(20)
        inner = lambda kind: self.statements(depth - 1, [kind] + labels, function)
        exits = [n for n, kind in enumerate(labels) if kind == "out"]
        if choice < 4:
            return f"(local.set {self.random.randrange(2)} {self.value(2)})"
        if choice < 5:
            return f"(i32.store8 (i32.and {self.value(1)} (i32.const 1023)) {self.value(2)})"
        if choice < 6:
            return f"(drop {self.value(3)}) nop"
        if choice < 8 and function + 1 < self.functions:
            return f"(local.set 0 (call $f{self.random.randrange(function + 1, self.functions)} {self.value(1)} {self.value(1)}))"
        if choice == 8:
            return f"(local.set 1 (call $host {self.value(1)}))"
        if choice == 9 and exits:
            return f"(br_if {self.random.choice(exits)} {self.value(2)})"
        if choice == 10 and exits and self.random.random() < 0.5:
            return f"(br {self.random.choice(exits)}) {self.statement(depth - 1, labels, function)}"
        if choice == 11 and exits:
            targets = " ".join(str(self.random.choice(exits)) for _ in range(self.random.randrange(1, 5)))
            return f"(br_table {targets} (i32.rem_u {self.value(1)} (i32.const 5)))"
        if choice == 12:
            return f"(if {self.value(1)} (then (return {self.value(1)})))"
        if choice == 13 and self.random.random() < 0.1:
            return self.pick("(drop (i32.div_u (local.get 0) (local.get 1)))", f"(if {self.value(1)} (then unreachable))")
        if depth <= 0:
            return "nop"
        if choice < 16:
            return f"(block {inner('out')})"
        if choice < 18:
            other = f"(else {inner('out')})" if self.random.random() < 0.6 else ""
            return f"(if {self.value(2)} (then {inner('out')}) {other})"
        counter = 2 + self.counters % 3
        self.counters += 1
        turns = self.random.randrange(1, 5)
        label = len(labels)
        return (
            f"(block (local.set {counter} (i32.const {turns})) (loop $l{label} "
            f"(if (i32.le_s (local.get {counter}) (i32.const 0)) (then (br 2))) "
            f"(local.set {counter} (i32.sub (local.get {counter}) (i32.const 1))) "
            f"{self.statements(depth - 1, ['loop', 'out'] + labels, function)} "
            f"(br_if $l{label} (i32.gt_s (local.get {counter}) (i32.const 0)))))"
        )

    def movement(self):
        """A bulk operator, or a local set to a constant for a later one."""
        place = self.random.randrange(2)
        constant = f"(i32.const {self.pick(0, 3, 100, 128, 129, 300)})"
        if self.random.random() < 0.3:
            return f"(local.set {place} {self.pick(constant, f'(local.get {1 - place})')})"
        short = f"(i32.and (local.get {place}) (i32.const 255))"
        length = self.pick(
            constant,
            short,
            f"(local.get {place})",
            f"(local.tee {place} {constant})",
            f"(block (result i32) {constant})",
            f"(if (result i32) {short} (then {constant}) (else (local.get {place})))",
        )
        return self.pick(
            f"(memory.fill (i32.const 10) (i32.const 5) {length})",
            f"(memory.copy (i32.const 10) (i32.const 700) {length})",
            f"(drop (memory.grow {self.pick(length, '(i32.const 1)')}))",
        )

    def module(self):
        functions = []
        for index in range(self.functions):
            self.counters = 0
            body = self.statements(4, [], index)
            functions.append(
                f"(func $f{index} (param i32 i32) (result i32) (local i32 i32 i32)\n    {body} {self.value(1)})"
            )
        return (
            '(module (import "test" "host" (func $host (param i32) (result i32)))\n'
            f'  (memory (export "memory") 1 {3 if self.bulk else ""})\n  '
            + "\n  ".join(functions)
            + f'\n  (func (export "run") (result i32) (call $f0 (i32.const {self.random.randrange(99)}) (i32.const 5))))'
        )


def modules(count):
    """Yields name, WAT."""
    for seed in range(count):
        yield f"random {seed}", Writer(seed).module()
    for seed in range(count):
        yield f"random bulk {seed}", Writer(seed, bulk=True).module()
