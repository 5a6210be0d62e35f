// Fields that the reader sees and that no signature of the author's domain covers.
import { isAddressed } from './not-addressed.ts';
import type { MeasuredRule } from './rule.ts';
import { alignedSignatures } from './signatures.ts';

/** Content-Type is only told: Gmail's own signatures leave it out. */
const SHOWN = ['subject', 'to', 'reply-to', 'date', 'content-type'];

export const dkimUnsignedFields: MeasuredRule = {
  id: 'dkimUnsignedFields',
  layer: 'authentication',
  about: 'authentication',
  needs: 'measured',
  suppressedBy: ['known', 'list'],
  teachable: 'accepted',
  test(view) {
    const { evaluated, stated, message, reader } = view;
    const signatures = alignedSignatures(evaluated, stated);
    if (signatures.length === 0) return [];
    const open = SHOWN.filter(
      (name) =>
        message.fields.some((field) => field.name === name) &&
        !signatures.some(({ signedFields }) => signedFields.includes(name)),
    );
    if (open.length === 0) return [];
    const subject = open.includes('subject');
    // Sent again to somebody else under another subject: the signature still holds (replay).
    const replay =
      subject &&
      reader.me.size > 0 &&
      view.list === null &&
      message.to.length > 0 &&
      !isAddressed(view);
    return [
      {
        rule: 'dkimUnsignedFields',
        severity: replay ? 'danger' : subject ? 'caution' : 'info',
        params: { fields: open.join(', ') },
      },
    ];
  },
};
