// Proves the record by Google's own ARC seal (RFC 8617), so that it counts for a loose file too.

import { sameResults } from '../message/authentication-results.ts';
import { decodeOctets } from '../message/encoded-words.ts';
import { explainEnvelope } from '../message/envelope.ts';
import type { ArcEvaluation, ArcInstance, Message, Stated } from '../model.ts';
import { isSameMailbox } from '../text/addresses.ts';
import { toAsciiDomain } from '../text/domains.ts';
import { organizationalDomain } from '../text/organization.ts';
import { anchorSealed, findAnchor, GMAIL, GROUPS } from './anchor.ts';
import { readArcSets } from './arc-sets.ts';
import { listForged } from './forged.ts';
import { readClient, summarise } from './stated.ts';

/** Google seals while it receives: a set that is further from the hop was made for another arrival. */
const SAME_ARRIVAL = 10 * 60 * 1000;

/** Selectors under which Google has published its sealing keys: arc-20160816, arc-20240605. */
const SELECTOR = /^arc-\d{8}$/;

/** Puts the ARC-Authentication-Results of each set into its instance; two in one set mean none. */
export function fillArcResults(arc: ArcEvaluation, message: Message): ArcEvaluation {
  const sets = new Map(readArcSets(message.fields).map((set) => [set.instance, set.results]));
  return {
    ...arc,
    instances: arc.instances.map((one) => ({ ...one, results: sets.get(one.instance) ?? null })),
  };
}

/**
 * Compares the record with the newest ARC set of the whole message.
 *
 * The seal signs the copy of the record inside the set but no content; the message signature signs content but not the
 * copy. Only both together say that Google stated this about this message, and only the newest set says that nobody
 * touched it since: a genuine set under somebody else's seal is history. A set of Google Groups (`gmr-mx.google.com`)
 * never proves: it states what came in and signs what went out.
 *
 * A proof that fails is a doubt, never an accusation: rewritten copies, withdrawn keys and silent DNS all break it.
 *
 * Of a loose file, the hop above the record is not signed. What may be taken from it is what the sealed copy repeats:
 * the client address and the envelope sender. HELO and reverse name are dropped, the time is the seal's t=.
 *
 * Where no record stands in Gmail's place, because Google wrote a field there that nobody knows yet, the record is the
 * one in the set: if it was made for this arrival in this mailbox. Else the set is history (POP, import, migration).
 *
 * @param arc with `results` filled by `fillArcResults`
 * @param me the reader's addresses, lower case
 */
export function seal(
  stated: Stated,
  message: Message,
  arc: ArcEvaluation,
  me: string[] = [],
): Stated {
  const anchor = findAnchor(message);
  const checked = { ...stated, forged: listForged(message, anchor, arc) };
  const newest = arc.instances.reduce<ArcInstance | null>(
    (best, one) => (best === null || one.instance > best.instance ? one : best),
    null,
  );
  if (checked.results === null) {
    // Results that do stand in Gmail's place and are not the sealed ones were put there by somebody.
    if (anchor.field !== null) return checked;
    return readSealed(checked, message, arc, newest, me) ?? checked;
  }
  const doubt = findDoubt(checked, message, arc, newest);
  if (doubt !== null || newest === null) return { ...checked, sealDoubt: doubt };
  const proved: Stated = {
    ...checked,
    proof: 'sealed',
    absence: null,
    sealDoubt: null,
    receivedAt: newest.sealedAt ?? checked.receivedAt,
  };
  return stated.absence === 'file' ? onlySealedFacts(proved) : proved;
}

/** The record as the newest set holds it, null where the set does not verify or was made for another arrival. */
function readSealed(
  stated: Stated,
  message: Message,
  arc: ArcEvaluation,
  newest: ArcInstance | null,
  me: string[],
): Stated | null {
  if (newest?.results?.authservId !== GMAIL) return null;
  const results = { ...newest.results, instance: null };
  if (findDoubt({ ...stated, results }, message, arc, newest) !== null) return null;
  const anchor = anchorSealed(message, results);
  const at = anchor?.boundary?.at;
  if (!anchor?.boundary || at == null || newest.sealedAt === null) return null;
  if (Math.abs(at - newest.sealedAt) > SAME_ARRIVAL) return null;
  const delivered = anchor.above.filter(({ name }) => name === 'delivered-to');
  const mailboxes = [anchor.boundary.for ?? '', ...delivered.map(({ value }) => value)];
  const mine = mailboxes.some((mailbox) => me.some((own) => isSameMailbox(own, mailbox)));
  if (stated.absence !== 'file' && !mine) return null;
  const proved: Stated = {
    ...stated,
    proof: 'sealed',
    absence: null,
    sealDoubt: null,
    authservId: GMAIL,
    results,
    ...summarise(results),
    boundary: anchor.boundary,
    ...readClient(anchor, message),
    helo: anchor.boundary.helo,
    mailFrom: anchor.mailFrom,
    envelope: explainEnvelope(anchor.mailFrom ?? ''),
    receivedAt: newest.sealedAt,
    forged: listForged(message, anchor, arc),
    foldedTail: anchor.tail,
  };
  return stated.absence === 'file' ? onlySealedFacts(proved) : proved;
}

function findDoubt(
  stated: Stated,
  message: Message,
  arc: ArcEvaluation,
  newest: ArcInstance | null,
): Stated['sealDoubt'] {
  const { results } = stated;
  if (results === null || newest === null) return null;
  if (results.authservId === GROUPS || newest.results?.authservId === GROUPS) return 'groups';
  if (newest.sealer !== 'google.com' || !SELECTOR.test(newest.selector)) return 'signature';
  if (newest.seal !== 'pass' || newest.signature !== 'pass') return brokenBy(arc, newest);
  if (newest.results === null || newest.results.authservId !== GMAIL) return 'differs';
  if (!sameResults(newest.results, results)) return 'differs';
  return isAboutAuthor(stated, message, newest) ? null : 'author';
}

/** Silence of DNS and a question that was held back are not a broken signature. */
function brokenBy(arc: ArcEvaluation, newest: ArcInstance): Stated['sealDoubt'] {
  if (newest.seal === 'fail' || newest.signature === 'fail') return 'signature';
  const reasons = [arc.reason, newest.signatureReason];
  if (reasons.includes('held')) return 'held';
  if (reasons.includes('dnsFailed') || reasons.includes('keyMissing')) return 'dns';
  return newest.seal === 'temperror' || newest.signature === 'temperror' ? 'dns' : 'signature';
}

/**
 * The one From of the message is signed, and it is the one that the record speaks of. Google names the domain whose
 * policy applied, which for most authors at a sub-domain is the organisation above it (RFC 9989 section 4.10).
 */
function isAboutAuthor(stated: Stated, message: Message, newest: ArcInstance): boolean {
  const author = message.author?.domain ?? '';
  if (author === '' || !newest.signedFields.includes('from')) return false;
  const dmarc = stated.results?.methods.find((one) => one.method === 'dmarc');
  const from = dmarc?.properties['header.from'];
  if (from === undefined) return dmarc === undefined;
  const about = toAsciiDomain(decodeOctets(from));
  return about !== '' && (about === author || about === organizationalDomain(author));
}

function onlySealedFacts(stated: Stated): Stated {
  const spf = stated.results?.methods.find((one) => one.method === 'spf');
  const words =
    spf?.comments
      .join(' ')
      .toLowerCase()
      .split(/[ \t]+/) ?? [];
  const mailFrom = spf?.properties['smtp.mailfrom'] ?? (stated.mailFrom === '' ? '' : null);
  const address = stated.clientAddress !== null && words.includes(stated.clientAddress);
  return {
    ...stated,
    boundary:
      stated.boundary === null
        ? null
        : {
            ...stated.boundary,
            helo: null,
            reverseName: null,
            address: address && !stated.gateway ? stated.boundary.address : null,
          },
    clientAddress: address ? stated.clientAddress : null,
    helo: null,
    mailFrom,
    envelope: explainEnvelope(mailFrom ?? ''),
  };
}
