"""Measures modules with whatever wasmtime `import wasmtime` finds; run by make.py once for each version.

stdin: a JSON list of {"name", "wasm" (path), "stdin" (path or null)}. stdout: a JSON object by name, see measure().
"""

import gc
import hashlib
import json
import struct
import sys

import wasmtime

AMPLE = 1_000_000_000
# Random modules that need more are left out: some would never end.
MOST_RANDOM_FUEL = 300_000
PROC_EXIT = "proc_exit"
HTTP_BODY = b'{"delay":2544.5,"value":2544.5}'
TRAPS = {
    "all fuel consumed": "fuel",
    "integer divide by zero": "divide-by-zero",
    "integer overflow": "integer-overflow",
    "invalid conversion to integer": "bad-conversion",
    "out of bounds memory access": "memory",
    "undefined element": "table",
    "out of bounds table access": "table",
    "uninitialized element": "uninitialized",
    "indirect call type mismatch": "signature",
    "`unreachable` instruction": "unreachable",
    "unaligned": "unaligned",
    "call stack exhausted": "stack",
    PROC_EXIT: "exit",
}


def engine():
    config = wasmtime.Config()
    config.consume_fuel = True
    for feature in ("wasm_tail_call", "wasm_relaxed_simd", "wasm_threads", "wasm_extended_const", "shared_memory"):
        try:
            setattr(config, feature, True)
        except (AttributeError, wasmtime.WasmtimeError):
            pass
    return wasmtime.Engine(config)


def trap_kind(error):
    text = str(error)
    for needle, kind in TRAPS.items():
        if needle in text:
            return kind
    if "disabled" in text:
        return "refused"
    raise error


class Host:
    """The imports: a stand-in for the runtime that test/metering/host.ts repeats to the letter."""

    def __init__(self, store, stdin):
        self.store, self.stdin, self.cursor, self.memory = store, stdin, 0, None
        self.output = hashlib.sha256()
        self.mixed, self.unread = 0, b""

    def write(self, address, data):
        self.memory.write(self.store, data, address)

    def word(self, address):
        return struct.unpack("<I", bytes(self.memory.read(self.store, address, address + 4)))[0]

    def call(self, module, name, result, args):
        args = [a & 0xFFFFFFFF if isinstance(a, int) and a < 0 else a for a in args]
        if name == PROC_EXIT:
            raise RuntimeError(PROC_EXIT)
        if name == "fd_write":
            _, vectors, count, written = args
            total = 0
            for index in range(count):
                start, size = self.word(vectors + 8 * index), self.word(vectors + 8 * index + 4)
                self.output.update(bytes(self.memory.read(self.store, start, start + size)))
                total += size
            self.write(written, struct.pack("<I", total))
            return 0
        if name == "fd_read":
            _, vectors, count, read = args
            total = 0
            for index in range(count):
                start, size = self.word(vectors + 8 * index), self.word(vectors + 8 * index + 4)
                part = self.stdin[self.cursor : self.cursor + size]
                self.cursor += len(part)
                self.write(start, part)
                total += len(part)
            self.write(read, struct.pack("<I", total))
            return 0
        if name == "memory_read":
            start, _, count = args
            self.write(start, self.stdin)
            self.write(count, struct.pack("<I", len(self.stdin)))
            return 0
        if name in ("args_sizes_get", "environ_sizes_get"):
            self.write(args[0], bytes(4))
            self.write(args[1], bytes(4))
            return 0
        if name == "random_get":
            self.write(args[0], bytes(7 for _ in range(args[1])))
            return 0
        if name == "clock_time_get":
            self.write(args[2], struct.pack("<Q", 1_700_000_000_000_000_000))
            return 0
        if name == "http_req":
            self.unread = HTTP_BODY
            self.write(args[4], struct.pack("<I", 1))
            self.write(args[5], struct.pack("<I", 200))
            return 0
        if name == "http_read_body":
            part, self.unread = self.unread[: args[2]], self.unread[args[2] :]
            self.write(args[1], part)
            self.write(args[3], struct.pack("<I", len(part)))
            return 0
        if name == "http_close":
            return 0
        if name == "abort":
            raise RuntimeError(PROC_EXIT)
        if module == "test":
            # What comes in goes into what comes out, so that a lost or changed argument shows.
            for arg in args:
                self.mixed = (self.mixed * 31 + int(arg)) & 0x7FFFFFFF
            return self.mixed
        return 52 if result is not None else None


def run(engine, module, stdin, limit):
    """One run: verdict ("done" or a kind of trap), fuel used, result, digest of memory and output."""
    store = wasmtime.Store(engine)
    if hasattr(store, "set_fuel"):
        store.set_fuel(limit)
        used = lambda: limit - store.get_fuel()
    else:
        if limit:
            store.add_fuel(limit)
        used = lambda: min(limit, store.fuel_consumed())
    host = Host(store, stdin)
    imports = []
    for entry in module.imports:
        kind = entry.type
        if isinstance(kind, wasmtime.FuncType):
            result = kind.results[0] if kind.results else None

            def call(*args, entry=entry, result=result):
                answer = host.call(entry.module, entry.name, result, args)
                if result is None:
                    return None
                if str(result) == "i32" and answer >= 1 << 31:
                    answer -= 1 << 32
                return float(answer) if str(result) in ("f32", "f64") else answer

            imports.append(wasmtime.Func(store, kind, call))
        elif isinstance(kind, wasmtime.GlobalType):
            imports.append(wasmtime.Global(store, kind, wasmtime.Val.i32(7)))
        elif isinstance(kind, wasmtime.MemoryType):
            imports.append(wasmtime.Memory(store, kind))
        else:
            imports.append(wasmtime.Table(store, kind, None))
    verdict, value, memory = "done", None, None
    try:
        instance = wasmtime.Instance(store, module, imports)
        exports = instance.exports(store)
        memory = exports["memory"] if "memory" in [e.name for e in module.exports] else None
        host.memory = memory
        entry = exports["_start" if "_start" in [e.name for e in module.exports] else "run"]
        value = entry(store)
    except (wasmtime.Trap, wasmtime.WasmtimeError, RuntimeError) as error:
        verdict = trap_kind(error)
    digest = host.output.hexdigest()[:16]
    if memory is not None:
        size = memory.data_len(store)
        digest += hashlib.sha256(bytes(memory.read(store, 0, size))).hexdigest()[:16]
    if isinstance(value, list):
        value = [encode(one) for one in value]
    else:
        value = [] if value is None else [encode(value)]
    fuel = used()
    if hasattr(store, "close"):
        store.close()
    return verdict, fuel, value, digest


def encode(value):
    if isinstance(value, float):
        assert value.is_integer()
    return str(int(value))


def least_limit(engine, module, stdin, total):
    """The least limit with which the run does not end for want of fuel."""
    enough = lambda limit: run(engine, module, stdin, limit)[0] != "fuel"
    low, high = 0, total + 2
    while not enough(high):
        low, high = high + 1, high * 2
    while low < high:
        middle = (low + high) // 2
        if enough(middle):
            high = middle
        else:
            low = middle + 1
    # Being monotonous is what the search takes for granted, so look around.
    for limit in {0, 1, total // 3, total // 2, low - 1, low, low + 1, total - 1, total, total + 1}:
        assert limit < 0 or enough(limit) == (limit >= low), (limit, low)
    return low


def measure(engine, path, stdin, brief):
    try:
        module = wasmtime.Module(engine, open(path, "rb").read())
    except wasmtime.WasmtimeError as error:
        return {"invalid": str(error).strip().splitlines()[-1][:120]}
    if brief and run(engine, module, stdin, MOST_RANDOM_FUEL)[0] == "fuel":
        return {"invalid": "takes too long"}
    verdict, fuel, value, digest = run(engine, module, stdin, AMPLE)
    if verdict == "refused":
        return {"invalid": "refused by this version's default configuration"}
    result = {"verdict": verdict, "fuel": fuel, "value": value, "digest": digest}
    result["least"] = least_limit(engine, module, stdin, fuel)
    return result


def main():
    shared = engine()
    results = {}
    for entry in json.load(sys.stdin):
        stdin = open(entry["stdin"], "rb").read() if entry["stdin"] else b""
        results[entry["name"]] = measure(shared, entry["wasm"], stdin, entry["name"].startswith("random"))
        # Stores refer to themselves through their imports, and each reserves gigabytes of addresses.
        gc.collect()
    json.dump(results, sys.stdout)


main()
