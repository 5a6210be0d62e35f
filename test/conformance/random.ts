// A seeded generator: a failing case of a generated test comes back in the next run.

/** Picks from lists, the same picks for the same seed (mulberry32). */
export function random(seed: number): <T>(choices: readonly T[]) => T {
  let state = seed;
  return (choices) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    const fraction = ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
    return choices[Math.floor(fraction * choices.length)]!;
  };
}
