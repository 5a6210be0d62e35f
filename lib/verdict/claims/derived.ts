// What rules derive from a view: each thing once, when it is first asked for, and kept with the view itself.
import type { ClaimView } from '../rules/rule.ts';

let count = 0;

/** A reading of a view that is made once for it. It may rest on what a copy of the view shares alone: not on `evaluated`. */
export function derived<Value>(make: (view: ClaimView) => Value): (view: ClaimView) => Value {
  const place = count++;
  return (view) => {
    const known = view.derived[place] as Value | undefined;
    if (known !== undefined) return known;
    const value = make(view);
    view.derived[place] = value;
    return value;
  };
}
