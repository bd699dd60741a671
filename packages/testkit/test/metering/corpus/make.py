#!/usr/bin/env python3
"""Makes corpus.json: modules, and how much fuel wasmtime itself spends on them.

    python3 make.py WASMTIMES

WASMTIMES is a folder with one wasmtime a version, as made by
`pip install --no-deps --target WASMTIMES/28.0.0 wasmtime==28.0.0` (9.0.0 also needs importlib_resources beside it).
The tests read corpus.json alone: they need neither Python nor wasmtime.

Which version stands for which cost model: bls-runtime 0.3.1 has wasmtime 9, 0.6.3 has 28, so both are `classic`, whose
numbers are those of 28. `2026` is the newest. All others found in the folder are measured too, and what differs from
their model's numbers is listed in corpus.json under "differing".
"""

import base64
import gzip
import hashlib
import json
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
CLASSIC, NEW = "28.0.0", "50.0.1"
# The first version that charges bulk operators and start-up; from 48 on as the newest does.
FIRST_NEW = 46
# As many again move memory about.
RANDOM_MODULES = 100

sys.path.insert(0, str(HERE))
import programs  # noqa: E402
import wat_control  # noqa: E402
import wat_operators  # noqa: E402
import wat_random  # noqa: E402


def measure(wasmtimes, version, entries):
    path = f"{wasmtimes / version}:{wasmtimes / 'importlib_resources'}"
    done = subprocess.run(
        [sys.executable, HERE / "measure.py"],
        input=json.dumps(entries),
        env={**os.environ, "PYTHONPATH": path},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def assemble(wasmtimes):
    """Name -> WASM of all modules written as WAT."""
    sys.path.insert(0, str(wasmtimes / NEW))
    import wasmtime

    sources = [*wat_operators.modules(), *wat_control.modules(), *wat_random.modules(RANDOM_MODULES)]
    modules = {}
    for name, wat in sources:
        assert name not in modules, name
        modules[name] = bytes(wasmtime.wat2wasm(wat))
    return modules


def main():
    wasmtimes = pathlib.Path(sys.argv[1]).resolve()
    scratch = HERE / ".scratch"
    scratch.mkdir(exist_ok=True)
    entries, files = [], {}
    for name, wasm in assemble(wasmtimes).items():
        path = scratch / (hashlib.sha256(name.encode()).hexdigest()[:12] + ".wasm")
        path.write_bytes(wasm)
        entries.append({"name": name, "wasm": str(path), "stdin": None})
        files[name] = {"base64": base64.b64encode(wasm).decode()}
    for name, wasm, stdin in programs.build(scratch):
        (HERE / "modules").mkdir(exist_ok=True)
        stored = HERE / "modules" / (name.replace(" ", "_") + ".wasm.gz")
        stored.write_bytes(gzip.compress(wasm.read_bytes(), mtime=0))
        entries.append({"name": name, "wasm": str(wasm), "stdin": stdin and str(stdin)})
        files[name] = {"file": stored.name, **({"stdin": stdin.name} if stdin else {})}

    classic = measure(wasmtimes, CLASSIC, entries)
    endless = [n for n in classic if classic[n].get("invalid") == "takes too long"]
    entries = [e for e in entries if e["name"] not in endless]
    new = measure(wasmtimes, NEW, entries)
    differing = {}
    versions = sorted((p.name for p in wasmtimes.iterdir() if p.is_dir() and p.name[0].isdigit()), key=lambda v: int(v.split(".")[0]))
    for version in versions:
        if version in (CLASSIC, NEW):
            continue
        reference = classic if int(version.split(".")[0]) < FIRST_NEW else new
        found = measure(wasmtimes, version, entries)
        differing[version] = {
            name: {key: value for key, value in found[name].items() if reference[name].get(key) != value}
            for name in sorted(found)
            if found[name] != reference[name]
        }
        print(version, len(differing[version]), "of", len(found), "differ", file=sys.stderr)

    modules = [
        {"name": e["name"], **files[e["name"]], "classic": classic[e["name"]], "2026": new[e["name"]]}
        for e in entries
    ]
    document = {"classic": CLASSIC, "2026": NEW, "modules": modules, "differing": differing}
    text = json.dumps(document, indent=1, sort_keys=True)
    (HERE / "corpus.json").write_text(text + "\n")
    print(len(modules), "modules", file=sys.stderr)


main()
