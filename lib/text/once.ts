// What is dear to make, made as seldom as can be: a worker that the browser ended begins with none of it.

/** Makes a value when it is first asked for, and keeps it. */
export function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Longer texts are rare, and many of them would be much to keep. */
const LONGEST_KEPT = 100;

/**
 * Makes a value for each text and keeps those of late, at most so many: the names of a list come again and again. Who
 * asks gets the same value as the one before, and changes nothing in it.
 */
export function ofLate<Value>(
  most: number,
  make: (text: string) => Value,
): (text: string) => Value {
  const kept = new Map<string, Value>();
  return (text) => {
    let value = kept.get(text);
    if (value === undefined) {
      value = make(text);
      if (kept.size >= most) kept.clear();
      if (text.length <= LONGEST_KEPT) kept.set(text, value);
    }
    return value;
  };
}
