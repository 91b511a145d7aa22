"""How large a worker is and may be, and how many of them a machine bears. Light to import.

jobs_here(LIMIT_MB)         processors, as far as there is memory for a worker on each
memory_now(), peak_memory() of this process, bytes
"""

import os
import resource
import sys

MB = 1_000_000
LIMIT_MB = 400  # of a worker; what composing a newspaper takes is 200 to 300 (measured)
KIBI = 1 if sys.platform == "darwin" else 1024  # `ru_maxrss` is in KiB, but on macOS in bytes


def jobs_here(limit_mb: int) -> int:
    """How many workers of a size are worked with on this machine, at least one."""
    try:
        processors = len(os.sched_getaffinity(0))
    except AttributeError:  # macOS
        processors = os.cpu_count() or 1
    return max(1, min(processors, _free_memory() // (limit_mb * MB)))


def _free_memory() -> int:
    """What the system says is to be had, bytes; where it does not say, enough."""
    try:
        with open("/proc/meminfo", encoding="ascii") as file:  # noqa: PTH123 - as below
            said = next(line for line in file if line.startswith("MemAvailable:"))
    except (OSError, StopIteration):
        return sys.maxsize
    return int(said.split()[1]) * 1024


def memory_now() -> int:
    """What this process has in memory, bytes; where the system does not say, the most it had."""
    try:
        with open("/proc/self/statm", "rb") as file:  # noqa: PTH123 - after every task: no detours
            return int(file.read().split()[1]) * os.sysconf("SC_PAGESIZE")
    except OSError:
        return peak_memory()


def peak_memory() -> int:
    """The most this process has had in memory so far, bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KIBI
