"""Compiles real programs: AssemblyScript at three levels of optimization, and C by clang with Debian's wasi-libc."""

import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).parent.resolve()
ROOT = HERE.parents[4]
SOURCES = HERE / "programs"
LEVELS = {"O0": ["-O0", "--debug"], "O3": ["-O3"], "Oz": ["-Oz"]}
C_LEVELS = {
    "words": {"O0": ["-O0"], "O2": ["-O2"], "Oz bulk": ["-Oz", "-mbulk-memory"]},
    "vectors": {
        "O0": ["-O0", "-nostdlib", "-mbulk-memory"],
        "O3 simd": ["-O3", "-nostdlib", "-msimd128", "-mbulk-memory", "-mtail-call", "-ffast-math"],
        "Os signed": ["-Os", "-nostdlib", "-mbulk-memory", "-msign-ext", "-mnontrapping-fptoint", "-mmultivalue"],
    },
}


def assemblyscript(scratch):
    """Yields name, path of the WASM, path of its stdin or None."""
    sources = [(f"assemblyscript {s.stem}", SOURCES, s.name, None) for s in sorted(SOURCES.glob("*.ts"))]
    for source in sorted([*ROOT.glob("templates/*/logic/*.ts"), *ROOT.glob("examples/*/logic/*.ts")]):
        project = source.parents[1]
        kind = project.parent.name[:-1]
        sources.append((f"{kind} {project.name} {source.stem}", project, f"logic/{source.name}", SOURCES / "round.json"))
    jobs, found = [], []
    for name, folder, entry, stdin in sources:
        for level, options in LEVELS.items():
            out = scratch / f"{name} {level}.wasm".replace(" ", "-")
            out.unlink(missing_ok=True)
            jobs.append({"folder": str(folder), "entry": entry, "out": str(out), "options": options})
            found.append((f"{name} {level}", out, stdin))
    subprocess.run(["node", HERE / "compile.mjs"], input=json.dumps(jobs), text=True, check=True)
    yield from (one for one in found if one[1].exists())


def c(scratch):
    for program, levels in C_LEVELS.items():
        for level, options in levels.items():
            out = scratch / f"{program}-{level.replace(' ', '-')}.wasm"
            target = ["--target=wasm32-wasi", "-Wl,--strip-debug"]
            if "-nostdlib" in options:
                target.append("-Wl,--no-entry")
            command = ["clang", *target, *options, "-o", out, SOURCES / f"{program}.c"]
            done = subprocess.run(command, stderr=subprocess.PIPE, text=True, check=False)
            if done.returncode == 0:
                yield f"c {program} {level}", out, SOURCES / "words.txt"
            else:
                print(f"left out: {program} {level}\n{done.stderr}", file=sys.stderr)
    for wasm in sorted((HERE.parents[1] / "guests").glob("*.wasm")):
        yield f"c guest {wasm.stem}", wasm, SOURCES / "round.json"


def build(scratch):
    """What does not compile is left out, and said so."""
    yield from assemblyscript(scratch)
    yield from c(scratch)
