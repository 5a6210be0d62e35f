// The envelope tells of a forwarder: sender rewriting (SRS) or Gmail's own automatic forwarding.
import { domainOf } from '../../text/addresses.ts';
import type { MessageRule } from './rule.ts';

const REWRITTEN = /^srs[01][=+-]|\+caf_=/i;

export const forwarded: MessageRule = {
  id: 'forwarded',
  layer: 'authentication',
  about: 'authentication',
  needs: 'message',
  test({ stated }) {
    const mailFrom = stated.mailFrom ?? '';
    if (!REWRITTEN.test(mailFrom)) return [];
    const via = domainOf(mailFrom);
    return [{ rule: 'forwarded', severity: 'info', params: { via } }];
  },
};
