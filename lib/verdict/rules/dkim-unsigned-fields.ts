// Fields that the reader sees and that no signature of the author's domain covers.
import { sameOrganization } from '../../text/organization.ts';
import { claimFacts } from '../claims/claim-facts.ts';
import { readPlace, subjectHead } from '../claims/read.ts';
import { hasPressure } from '../claims/vocabulary.ts';
import { weighClaim } from '../claims/weigh.ts';
import { isBelieved } from '../reading/record.ts';
import { findProvedList } from '../reading/travel.ts';
import { isAddressed, recipientsOf } from './not-addressed.ts';
import { isFromOwnServer } from './own-server.ts';
import type { MeasuredRule, MeasuredView } from './rule.ts';
import { alignedSignatures } from './signatures.ts';

/**
 * None must be signed (RFC 6376 section 5.4.1), and whole companies leave Subject out: only told. Content-Type is left
 * out by Gmail's own signatures too.
 */
const SHOWN = ['subject', 'to', 'cc', 'reply-to', 'date', 'content-type'];

/**
 * True where nothing tells how mail to these recipients came to this reader: none of them is the reader, a correspondent
 * or the list that proved itself and that the author addressed under the signature.
 */
function isToUnknown(view: MeasuredView, signed: boolean): boolean {
  const { circle, evidence, context } = view;
  const recipients = recipientsOf(view);
  if (circle.me.size === 0 || recipients.length === 0 || isAddressed(view)) return false;
  const list = findProvedList(evidence, isBelieved(evidence.stated, context));
  return !recipients.some(
    ({ address, domain }) =>
      circle.byAddress.has(address.toLowerCase()) ||
      (signed && list !== null && sameOrganization(domain, list)),
  );
}

/** Asks for money now: what whoever sends a signed mail again writes over it. An invoice alone is an honest subject. */
const DEMAND =
  /(?<!\p{L})(?:pay (?:the|this|your|our|now|today|here|immediately)|wire (?:the|this|us))(?!\p{L})|(?:支払っ|振り?込んで|送金し|(?:お?支払い|お?振り?込み?|送金)(?:下さい|ください|をお願い))/iu;

/** The subject begins as an organisation's that the author's domain does not answer. */
function subjectClaims(view: MeasuredView): boolean {
  const head = subjectHead(view.subject);
  const reading = head && readPlace('subject', head.text, view.circle.extra);
  if (!reading?.surroundings.vocabularyOnly) return false;
  return reading.hits.some(
    (hit) =>
      hit.strength === 'strict' && weighClaim(claimFacts(view, reading, hit)).severity !== null,
  );
}

export const dkimUnsignedFields: MeasuredRule = {
  id: 'dkimUnsignedFields',
  layer: 'authentication',
  about: 'authentication',
  needs: 'measured',
  suppressedBy: ['known', 'list'],
  test(view) {
    const { message } = view;
    const signatures = alignedSignatures(view);
    if (signatures.length === 0) return [];
    const open = SHOWN.filter(
      (name) =>
        message.fields.some((field) => field.name === name) &&
        !signatures.some(({ signedFields }) => signedFields.includes(name)),
    );
    if (open.length === 0) return [];
    // Under another subject the signature still holds: a demand that may be anybody's, or mail sent again to others.
    const isOdd =
      open.includes('subject') &&
      view.list === null &&
      !isFromOwnServer(view) &&
      (hasPressure(view.subject) ||
        DEMAND.test(view.subject) ||
        subjectClaims(view) ||
        isToUnknown(view, !open.includes('to')));
    return [
      {
        rule: 'dkimUnsignedFields',
        severity: isOdd ? 'caution' : 'info',
        params: { fields: open.join(', ') },
      },
    ];
  },
};
