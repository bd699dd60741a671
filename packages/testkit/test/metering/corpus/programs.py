"""Compiles real programs: AssemblyScript at three levels, and C."""


def build(scratch):
    """Yields name, path of the WASM, path of its stdin or None."""
    return []
