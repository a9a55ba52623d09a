"""The lesson's first program: a thread that counts. Give a pause in seconds to hurry it."""

import sys
import threading
import time

pause = float(sys.argv[1]) if len(sys.argv) > 1 else 1


def num():
    for number in range(1, 11):
        print(number)
        time.sleep(pause)


if __name__ == "__main__":
    counting = threading.Thread(target=num)
    counting.start()
    counting.join()
    print("Thread execution complete!")
