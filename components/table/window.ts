// Which rows of a long table are drawn: those in sight and a few around them.

interface Window {
  /** first row drawn */
  first: number;
  /** behind the last row drawn */
  end: number;
}

/** Rows drawn above and below what is in sight, so that a step by keyboard always finds its row. */
const AROUND = 8;

/** The rows to draw of `count`, each `height` high, where `top` pixels are scrolled away and `room` are in sight. */
export function windowOf(count: number, height: number, top: number, room: number): Window {
  const last = Math.max(0, Math.ceil((top + room) / height) + AROUND);
  const first = Math.max(0, Math.floor(top / height) - AROUND);
  const end = Math.min(count, last);
  return { first: Math.min(first, end), end };
}

interface Sight {
  top: number;
  room: number;
}

/** True where the same rows are drawn, however many there are. */
export function isSameWindow(height: number, a: Sight, b: Sight): boolean {
  const [before, now] = [a, b].map(({ top, room }) => windowOf(Infinity, height, top, room));
  return before?.first === now?.first && before?.end === now?.end;
}
