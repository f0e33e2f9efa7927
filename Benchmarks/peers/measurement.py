"""Times work, and prints one line of JSON, as the programs of ../Sources do."""

import json
import time


def repeat(work, seconds, warm_up, items):
    """Does work over and over, until it took so many seconds of processor time.

    Returns what `report` wants to know: the number of items that were done, elapsed and processor seconds.
    """
    for _ in range(warm_up):
        work()
    repetitions, elapsed, processor = 0, time.perf_counter(), time.process_time()
    while repetitions == 0 or time.process_time() - processor < seconds:
        work()
        repetitions += 1
    return repetitions * items, time.perf_counter() - elapsed, time.process_time() - processor


def report(work, items, measured, **settings):
    count, elapsed, processor = measured
    print(json.dumps({
        "work": work, "items": items, "count": count, "elapsed_seconds": elapsed, "processor_seconds": processor,
        "peak_bytes": peak_bytes(), "settings": settings,
    }))


def peak_bytes():
    """The most memory that the process has held; nothing where the system does not say it."""
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM:"))
    except (OSError, StopIteration):
        return None
