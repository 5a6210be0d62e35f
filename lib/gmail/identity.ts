// Who a box is: the ids of one message, told in up to three places that have to agree.
import type { Box } from './boxes.ts';
import {
  legacyFromPerm,
  type MessageIds,
  type PermId,
  parseLegacyId,
  parsePermId,
  permIdsOfJslog,
} from './ids.ts';
import { isForeign, isShown } from './selectors.ts';

/** `own`: on the message; `item`: on its place in the list (2026); `log`: in what Gmail logs of star, button, body. */
export type IdSource = 'own' | 'item' | 'log';

interface Claim {
  legacyId: string | null;
  permId: PermId | null;
}

interface Identity {
  ids: MessageIds | null;
  told: IdSource[];
  disagreed: boolean;
}

/** Both names of one element. `torn`: they name two messages, as while Gmail gives a node to another one. */
function claimOf(element: Element): (Claim & { torn: boolean }) | null {
  const permId = parsePermId(element.getAttribute('data-message-id'));
  const legacyId = parseLegacyId(element.getAttribute('data-legacy-message-id'));
  if (!permId && !legacyId) return null;
  const computed = legacyFromPerm(permId);
  const torn = computed !== null && legacyId !== null && computed !== legacyId;
  return { permId, legacyId: legacyId ?? computed, torn };
}

/** What everything logged in a message names; null unless all of it agrees. What is hidden counts for nobody. */
function loggedClaim(element: Element): Claim | null {
  const ids = new Set<PermId>();
  for (const logged of [element, ...element.querySelectorAll('[jslog]')]) {
    if (logged.parentElement && isForeign(logged.parentElement)) continue;
    const found = permIdsOfJslog(logged.getAttribute('jslog'));
    if (found.length > 0 && isShown(logged)) for (const id of found) ids.add(id);
  }
  const [permId, another] = ids;
  if (permId === undefined || another !== undefined) return null;
  return { permId, legacyId: legacyFromPerm(permId) };
}

/** The claim of the elements between a box and its place in the list. */
function itemClaim({ element, item }: Box): (Claim & { torn: boolean }) | null {
  if (!item || item === element) return null;
  for (let at = element.parentElement; at; at = at.parentElement) {
    const claim = claimOf(at);
    if (claim || at === item) return claim;
  }
  return null;
}

const agree = (a: Claim, b: Claim): boolean =>
  (a.legacyId === null || b.legacyId === null || a.legacyId === b.legacyId) &&
  (a.permId === null || b.permId === null || a.permId === b.permId);

/** Two names of one message that cannot be compared say nothing of each other. */
function merge(claims: Claim[]): MessageIds | null {
  const legacyId = claims.find((claim) => claim.legacyId !== null)?.legacyId ?? null;
  const permId = claims.find((claim) => claim.permId !== null)?.permId ?? null;
  const id = legacyId ?? permId;
  return id ? { id, legacyId, permId } : null;
}

/**
 * The ids of a box. While Gmail re-uses a node its two ids may disagree for a moment: then another source decides for
 * one of them, and without one nobody is there yet. Where whole sources disagree, an element with two names that agree
 * is believed, and otherwise nobody. An id is never taken from a neighbour.
 */
export function identify(box: Box): Identity {
  const own = claimOf(box.element);
  const item = itemClaim(box);
  const log = loggedClaim(box.element);
  const told: IdSource[] = [];
  if (own) told.push('own');
  if (item) told.push('item');
  if (log) told.push('log');
  const others = [item?.torn ? null : item, log].filter((claim) => claim !== null);
  if (own?.torn) {
    const halves = [own.legacyId, legacyFromPerm(own.permId)];
    const [settled] = others.filter(({ legacyId }) => halves.includes(legacyId));
    const isSettled = settled && others.every((claim) => agree(claim, settled));
    return { ids: isSettled ? merge([settled]) : null, told, disagreed: true };
  }
  const claims = own ? [own, ...others] : others;
  const [first] = claims;
  if (!first) return { ids: null, told, disagreed: Boolean(item?.torn) };
  if (claims.every((one) => claims.every((other) => agree(one, other))))
    return { ids: merge(claims), told, disagreed: false };
  const isDouble = own !== null && own.permId !== null && legacyFromPerm(own.permId) !== null;
  const isNamedTwice = isDouble && box.element.hasAttribute('data-legacy-message-id');
  return { ids: isNamedTwice ? merge([own]) : null, told, disagreed: true };
}
