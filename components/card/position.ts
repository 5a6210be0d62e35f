// Where the card stands: beside its seal, flipped and clamped so that all of it can be read.

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Offsets in CSS pixels for a fixed box; exactly one of `top` and `bottom` is a number. */
interface Place {
  left: number;
  width: number;
  top: number | null;
  bottom: number | null;
  maxHeight: number;
}

const WIDTH = 448;
const GAP = 6;
const EDGE = 8;
/** Less room than this below the seal, and the card looks for more. */
const COMFORT = 460;

/**
 * Place for a card beside `anchor` in a viewport of this size. Below where there is room, else on the side with
 * more; where neither has enough, the card keeps a readable height and covers the seal. The edge that starts a line
 * (`rtl`: the right one) is shared with the anchor.
 */
export function placeCard(
  anchor: Box,
  viewport: { width: number; height: number },
  rtl: boolean,
): Place {
  const width = Math.min(WIDTH, viewport.width - 2 * EDGE);
  const wanted = rtl ? anchor.right - width : anchor.left;
  const left = Math.max(EDGE, Math.min(wanted, viewport.width - EDGE - width));
  const below = viewport.height - EDGE - anchor.bottom - GAP;
  const above = anchor.top - GAP - EDGE;
  const whole = viewport.height - 2 * EDGE;
  if (below >= COMFORT || (below >= above && below >= COMFORT / 2)) {
    const top = Math.max(EDGE, anchor.bottom + GAP);
    return { left, width, top, bottom: null, maxHeight: Math.min(below, whole) };
  }
  if (above > below && above >= COMFORT / 2) {
    const bottom = Math.max(EDGE, viewport.height - anchor.top + GAP);
    return { left, width, top: null, bottom, maxHeight: Math.min(above, whole) };
  }
  return { left, width, top: EDGE, bottom: null, maxHeight: whole };
}
