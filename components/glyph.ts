// The character of the seal, 印, in straight strokes as a seal carver cuts it: a path in a box of 20 by 20.
export const INKAN =
  'M9 4C7.8 4.9 6.6 5.4 5.2 5.7V13.8M5.2 9.3H8.8M4 14.4 9.1 12.7M11.3 16.6V5.4H15.3V11.4Q15.3 12.6 13.2 12';
