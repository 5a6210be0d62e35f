// Gmail, or our own measurement where Gmail left no record, could not confirm the domain. RFC 9989.
import type { MessageRule } from './rule.ts';

export const dmarcFail: MessageRule = {
  id: 'dmarcFail',
  layer: 'authentication',
  about: 'authentication',
  needs: 'message',
  // What the row itself is about: said once, in its words.
  quiet: true,
  test({ stated, evidence, origin, domain }) {
    const failed =
      stated.results !== null
        ? stated.dmarc === 'fail'
        : evidence.evaluated?.dmarc.result === 'fail';
    if (!failed || origin === null || domain === '') return [];
    const params = {
      domain,
      policy: stated.dmarcComment.p ?? evidence.evaluated?.dmarc.policy ?? 'none',
    };
    // The table weighs policy, forwarders and lists; the finding says the same in one sentence.
    if (origin.origin === 'contradicted')
      return [
        { rule: 'dmarcFail', severity: origin.tone === 'danger' ? 'danger' : 'caution', params },
      ];
    return origin.origin === 'relayed' ? [{ rule: 'dmarcFail', severity: 'info', params }] : [];
  },
};
