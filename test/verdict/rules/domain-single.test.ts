// domainSingle: where it speaks and where it does not.
import { describeRule } from './describe-rule.ts';

describeRule('domainSingle', {
  fires: [
    { shows: 'a name without a dot', from: 'Correios <aviso@correios>', severity: 'caution' },
    { shows: 'a brand that owns a top-level domain', from: 'News <a@amazon>', severity: 'caution' },
    { shows: 'the host itself', from: 'root <root@localhost>', severity: 'info' },
  ],
  silent: [{ shows: 'a domain', from: 'Name <a@shop.example>' }],
});
