// The character of the seal, 印, in straight strokes as a seal carver cuts it: a path in a box of 20 by 20.
export const INKAN =
  'M9 4C7.8 4.9 6.6 5.4 5.2 5.7V13.8M5.2 9.3H8.8M4 14.4 9.1 12.7M11.3 16.6V5.4H15.3V11.4Q15.3 12.6 13.2 12';

/** A stamp on its line: what a seal is where nobody carves characters. A filled path in the same box. */
export const STAMP =
  'M10 4.1a2.2 2.2 0 0 1 1.35 3.95q-.35.3-.3 1.05l.1.9h2.25a1.3 1.3 0 0 1 1.3 1.3v1.5H5.3v-1.5A1.3 1.3 0 0 1 6.6 10h2.25l.1-.9q.05-.75-.3-1.05A2.2 2.2 0 0 1 10 4.1zM5.3 13.9h9.4v1.3H5.3z';
