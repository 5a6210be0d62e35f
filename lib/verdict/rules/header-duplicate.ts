// Fields that may stand once (RFC 5322 section 3.6) stand more often. A signature covers from the bottom up: one
// that counts fewer than there are leaves the topmost, which programs show, to anybody. Only a signature of the
// author's domain says that he wrote both (RFC 6376 section 8.15): whoever adds a field can sign it in his own name.

import type { Severity } from '../../model.ts';
import { gravityOf } from '../../model.ts';
import { domainOf } from '../../text/addresses.ts';
import { sameOrganization } from '../../text/organization.ts';
import { isBelieved } from '../reading/record.ts';
import { covers } from '../reading/signature.ts';
import { findProvedList } from '../reading/travel.ts';
import type { MessageRule, MessageView } from './rule.ts';
import { alignedSignatures, passingSignatures } from './signatures.ts';

const SINGLETONS: Record<string, Severity> = {
  subject: 'caution',
  'content-type': 'caution',
  date: 'info',
  to: 'info',
  cc: 'info',
  'reply-to': 'info',
  'mime-version': 'info',
  'message-id': 'info',
};
/** Fields that change what the reader sees. */
const SHOWN = new Set(['subject', 'content-type', 'date', 'to']);

/**
 * A list or a service writes its own Reply-To above the author's, and signs both. Where answers go is another rule's
 * matter; here it is an addition of whoever brought the mail: the proved list, or whose envelope passed.
 */
function isAddedByCarrier(name: string, view: MessageView): boolean {
  if (name !== 'reply-to') return false;
  const { evidence, stated, context, message } = view;
  const carriers = [
    findProvedList(evidence, isBelieved(stated, context)) ?? '',
    stated.spf === 'pass' ? domainOf(stated.mailFrom ?? '') : '',
  ];
  return passingSignatures(view).some(
    (one) =>
      covers(one, name, message) &&
      carriers.some((domain) => domain !== '' && sameOrganization(one.sdid, domain)),
  );
}

export const headerDuplicate: MessageRule = {
  id: 'headerDuplicate',
  layer: 'structure',
  about: 'structure',
  needs: 'message',
  test(view) {
    const { message } = view;
    const signatures = alignedSignatures(view);
    let severity: Severity = 'info';
    const fields: string[] = [];
    const covered: string[] = [];
    for (const [name, usual] of Object.entries(SINGLETONS)) {
      const present = message.fields.filter((field) => field.name === name);
      if (present.length < 2) continue;
      fields.push(`${name} ×${present.length}`);
      const counts = signatures.map(
        ({ signedFields }) => signedFields.filter((field) => field === name).length,
      );
      const most = Math.max(0, ...counts);
      covered.push(`${name} ${Math.min(most, present.length)}/${present.length}`);
      const same = new Set(present.map(({ value }) => value)).size === 1;
      const isCovered = most >= present.length || same || isAddedByCarrier(name, view);
      const isBehind = most > 0 && !isCovered;
      const grade: Severity = isCovered
        ? 'info'
        : isBehind && SHOWN.has(name)
          ? 'danger'
          : isBehind && name === 'reply-to'
            ? 'caution'
            : usual;
      if (gravityOf(grade) > gravityOf(severity)) severity = grade;
    }
    if (fields.length === 0) return [];
    return [
      {
        rule: 'headerDuplicate',
        severity,
        params: { fields: fields.join(', '), covered: covered.join(', ') },
      },
    ];
  },
};
