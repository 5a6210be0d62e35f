// Source routes, two addresses in one, unclosed quotes: syntax that programs read differently.
import type { AddressDefect } from '../../model.ts';
import type { MessageRule } from './rule.ts';
import { writtenFrom } from './written.ts';

export const fromSyntax: MessageRule = {
  id: 'fromSyntax',
  layer: 'structure',
  about: 'author',
  needs: 'message',
  leavesAuthorOpen: true,
  test({ message }) {
    const has = (...some: AddressDefect[]) =>
      message.from.some(({ defects }) => some.some((one) => defects.includes(one)));
    const severity = has('syntax', 'route') ? 'danger' : has('sloppy') ? 'info' : null;
    return severity === null
      ? []
      : [{ rule: 'fromSyntax', severity, params: { written: writtenFrom(message) } }];
  },
};
