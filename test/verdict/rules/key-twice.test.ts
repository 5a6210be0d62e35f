// keyTwice: where it speaks and where it does not.
import { describeRule } from './describe-rule.ts';
import { evaluated, signature } from './evidence.ts';

describeRule('keyTwice', {
  fires: [
    {
      shows: 'two keys of the author under one selector',
      from: 'Name <a@shop.example>',
      evaluated: evaluated({ dkim: [signature('shop.example', { keyRecords: 2 })] }),
      severity: 'info',
      params: { count: '2' },
    },
  ],
  silent: [
    {
      shows: 'one key',
      from: 'Name <a@shop.example>',
      evaluated: evaluated({ dkim: [signature('shop.example', { keyRecords: 1 })] }),
    },
    {
      shows: 'two keys of somebody else',
      from: 'Name <a@shop.example>',
      evaluated: evaluated({
        dkim: [signature('other.example', { keyRecords: 2, aligned: false })],
      }),
    },
  ],
});
