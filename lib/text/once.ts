// What is dear to make, made as seldom as can be: a worker that the browser ended begins with none of it.

/** Makes a value when it is first asked for, and keeps it. */
export function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

const keptIn =
  <Of, Value>(
    kept: { get(of: Of): Value | undefined; set(of: Of, value: Value): unknown },
    make: (of: Of) => Value,
  ) =>
  (of: Of): Value => {
    let value = kept.get(of);
    if (value === undefined) {
      value = make(of);
      kept.set(of, value);
    }
    return value;
  };

/** Makes a value for each object when it is first asked for, and keeps it as long as the object is kept. */
export const ofObject = <Of extends object, Value>(make: (of: Of) => Value) =>
  keptIn(new WeakMap<Of, Value>(), make);

/** Makes a value for each line of a table when it is first asked for, and keeps it. */
export const ofNumber = <Value>(make: (number: number) => Value) =>
  keptIn(new Map<number, Value>(), make);

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
