"""The lesson's second program: a process that counts. Give a pause in seconds to hurry it."""

import multiprocessing
import sys
import time

pause = float(sys.argv[1]) if len(sys.argv) > 1 else 1


def num():
    for number in range(1, 11):
        print(number)
        time.sleep(pause)


if __name__ == "__main__":
    counting = multiprocessing.Process(target=num)
    counting.start()
    counting.join()
    print("Process execution complete!")
