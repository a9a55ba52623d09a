"""Measures threads against processes in Python, as measure/main.rs does in Rust: a line of JSON for each way of doing it."""

import json
import multiprocessing
import os
import threading
import time

STARTS = 100
RUNS = 9


def nothing():
    pass


def wait():
    time.sleep(0.05)


def compute():
    """The number of primes below 300,000, by trial division."""
    count = 0
    for number in range(2, 300_000):
        divisor = 2
        while divisor * divisor <= number:
            if number % divisor == 0:
                break
            divisor += 1
        else:
            count += 1
    return count


def one_after_another(tasks, task):
    for _ in range(tasks):
        task()


def by(kind):
    def run(tasks, task):
        started = [kind(target=task) for _ in range(tasks)]
        for one in started:
            one.start()
        for one in started:
            one.join()

    return run


def told(experiment, runs, tasks, task, ways):
    """Measures the ways in turn; the first round does not count."""
    micros = {label: [] for label in ways}
    for number in range(runs + 1):
        for label, run in ways.items():
            began = time.perf_counter()
            run(tasks, task)
            if number > 0:
                micros[label].append(round((time.perf_counter() - began) * 1e6, 1))
    for label, took in micros.items():
        print(json.dumps({"experiment": experiment, "what": "", "label": label, "micros": took}), flush=True)


def main():
    threads, processes = by(threading.Thread), by(multiprocessing.Process)
    told("start", STARTS, 1, nothing, {"a thread": threads, "a process": processes})
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    for experiment, tasks, task in [("io-bound", 8, wait), ("cpu-bound", cores, compute)]:
        ways = {"1 thread": one_after_another, f"{tasks} threads": threads, f"{tasks} processes": processes}
        told(experiment, RUNS, tasks, task, ways)


if __name__ == "__main__":
    main()
