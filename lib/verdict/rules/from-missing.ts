// No sender address at all: what a program shows then was filled in from another field.
import { bareDomain, isUnder } from '../../text/domains.ts';
import type { MessageRule, MessageView } from './rule.ts';
import { writtenFrom } from './written.ts';

const DAEMON = /^"?(?:mailer-daemon|postmaster|mail delivery (?:sub)?system)"?$/i;

/** The reader's own provider tells of mail that it could not deliver, and names no address: a bounce as it is written. */
function isOwnBounce({ message, evidence, stated }: MessageView): boolean {
  const [from, ...others] = message.from;
  if (from === undefined || others.length > 0 || !DAEMON.test(from.written)) return false;
  const { absence } = evidence.stated;
  const reverse = bareDomain(stated.boundary?.reverseName ?? '');
  return absence === 'internal' || (stated.mailFrom === '' && isUnder(reverse, 'google.com'));
}

export const fromMissing: MessageRule = {
  id: 'fromMissing',
  layer: 'structure',
  about: 'author',
  needs: 'message',
  leavesAuthorOpen: true,
  test(view) {
    const { message } = view;
    const named = message.from.some((field) =>
      field.mailboxes.some(({ address }) => address !== ''),
    );
    if (named) return [];
    const written = writtenFrom(message);
    return [
      {
        rule: 'fromMissing',
        severity: isOwnBounce(view) ? 'info' : 'danger',
        params: { written },
      },
    ];
  },
};
