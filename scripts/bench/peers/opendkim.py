# Verifies every signature of a message with libopendkim. Arguments: message, keys (JSON: name to TXT), rounds.
# Prints JSON: milliseconds of processor of each round, and the results of the last one.
import ctypes
import json
import sys
import time

path, keys, rounds = sys.argv[1:]
message = open(path, "rb").read()
records = json.load(open(keys))
library = ctypes.CDLL("libopendkim.so.11")
pointer, text, size, number = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t, ctypes.c_int
for name, result, arguments in [
    ("dkim_init", pointer, [pointer, pointer]),
    ("dkim_options", number, [pointer, number, number, pointer, size]),
    ("dkim_verify", pointer, [pointer, text, pointer, pointer]),
    ("dkim_chunk", number, [pointer, text, size]),
    ("dkim_eom", number, [pointer, pointer]),
    ("dkim_getsiglist", number, [pointer, pointer, pointer]),
    ("dkim_sig_process", number, [pointer, pointer]),
    ("dkim_sig_geterror", number, [pointer]),
    ("dkim_sig_geterrorstr", text, [number]),
    ("dkim_free", number, [pointer]),
]:
    function = getattr(library, name)
    function.restype, function.argtypes = result, arguments
handle = library.dkim_init(None, None)
# keys from a file and not from DNS, one a line (dkim.h: DKIM_OP_SETOPT, DKIM_OPTS_QUERYMETHOD, DKIM_OPTS_QUERYINFO)
SET, METHOD, INFO, FROM_FILE = 1, 6, 7, 1
plain = keys + ".txt"
with open(plain, "w") as file:
    file.writelines(f"{name} {record}\n" for name, record in records.items())
method = number(FROM_FILE)
library.dkim_options(handle, SET, METHOD, ctypes.byref(method), ctypes.sizeof(method))
where = ctypes.create_string_buffer(plain.encode())
library.dkim_options(handle, SET, INFO, where, len(where))
times = []
for _ in range(int(rounds)):
    started = time.process_time()
    status = number()
    verifier = library.dkim_verify(handle, b"bench", None, ctypes.byref(status))
    for at in range(0, len(message), 65536):
        library.dkim_chunk(verifier, message[at : at + 65536], len(message[at : at + 65536]))
    library.dkim_chunk(verifier, None, 0)
    verdict = library.dkim_eom(verifier, None)
    found, count = pointer(), number()
    library.dkim_getsiglist(verifier, ctypes.byref(found), ctypes.byref(count))
    results = []
    for index in range(count.value):
        signature = ctypes.cast(found, ctypes.POINTER(pointer))[index]
        library.dkim_sig_process(verifier, signature)
        error = library.dkim_sig_geterror(signature)
        results.append("pass" if error == 0 else library.dkim_sig_geterrorstr(error).decode())
    library.dkim_free(verifier)
    times.append((time.process_time() - started) * 1000)
print(json.dumps({"times": times, "results": results, "verdict": verdict}))
