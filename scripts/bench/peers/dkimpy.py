# Verifies every signature of a message with dkimpy. Arguments: message, keys (JSON: name to TXT), rounds.
# Prints JSON: milliseconds of processor of each round, and the results of the last one.
import json
import sys
import time

import dkim

path, keys, rounds = sys.argv[1:]
message = open(path, "rb").read()
records = json.load(open(keys))


def answer(name, timeout=5):
    text = records.get(name.decode().rstrip("."))
    return text.encode() if text else None


times = []
for _ in range(int(rounds)):
    started = time.process_time()
    verifier = dkim.DKIM(message)
    count = sum(1 for field, _ in verifier.headers if field.lower() == b"dkim-signature")
    results = []
    for index in range(count):
        try:
            results.append("pass" if verifier.verify(idx=index, dnsfunc=answer) else "fail")
        except Exception as error:
            results.append(type(error).__name__)
    times.append((time.process_time() - started) * 1000)
print(json.dumps({"times": times, "results": results}))
