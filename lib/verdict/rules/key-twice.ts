// Several key records under one selector: which one a receiver takes is left open (RFC 6376 section 3.6.2.2).
import type { MeasuredRule } from './rule.ts';

export const keyTwice: MeasuredRule = {
  id: 'keyTwice',
  layer: 'authentication',
  about: 'authentication',
  needs: 'measured',
  test({ evaluated }) {
    const found = evaluated.dkim.find(({ aligned, keyRecords = 0 }) => aligned && keyRecords > 1);
    if (found === undefined) return [];
    const name = `${found.selector}._domainkey.${found.sdid}`;
    return [
      { rule: 'keyTwice', severity: 'info', params: { name, count: String(found.keyRecords) } },
    ];
  },
};
