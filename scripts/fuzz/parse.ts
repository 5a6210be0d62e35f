// Target parse: any header block, read once, and what Gmail stated in it.
import fc from 'fast-check';
import { state } from '../../lib/evidence/stated.ts';
import { decodeText } from '../../lib/message/encoded-words.ts';
import { parse } from '../../lib/message/parse.ts';
import { damage, damages, headers, realMessages, SIGNS, textOf, WORDS } from './pieces.ts';
import { defineTarget, insist } from './target.ts';

const real = fc
  .tuple(
    fc.constantFrom(...realMessages().map((text) => text.slice(0, text.indexOf('\r\n\r\n') + 4))),
    damages,
  )
  .map(([header, list]) => damage(header, list));

/** What any object inherits: a field name must never add to it. */
const inherited = () => Object.getOwnPropertyNames(Object.prototype).length;
const before = inherited();

export const parseTarget = defineTarget<string>({
  name: 'parse',
  holds:
    'never throws, keeps fields as written and in order, counts every From, finds one author or none, and changes nothing outside',
  inputs: fc.oneof(
    { weight: 4, arbitrary: headers },
    { weight: 3, arbitrary: real },
    textOf([...SIGNS, ...WORDS]),
  ),
  covers: [
    'message/parse.ts',
    'message/fields.ts',
    'message/addresses.ts',
    'message/address-members.ts',
    'message/address-names.ts',
    'text/address-tokens.ts',
    'message/mailboxes.ts',
    'message/encoded-words.ts',
    'message/received.ts',
    'message/dates.ts',
    'text/lexical.ts',
    'text/domains.ts',
    'evidence/stated.ts',
    'evidence/anchor.ts',
    'evidence/forged.ts',
  ],
  check(header) {
    const message = parse(header);
    insist(inherited() === before, 'the prototype of everything was changed');
    insist(JSON.stringify(parse(header)) === JSON.stringify(message), 'two readings differ');
    let at = 0;
    let row = -1;
    for (const { raw, index } of message.fields) {
      // a From that folded into the field above it is shown a second time
      if (index === row) continue;
      const found = header.indexOf(raw, at);
      insist(found >= 0 && index === row + 1, 'not as written, or not in order', raw, index);
      at = found + raw.length;
      row = index;
    }
    for (const { name, value, index } of message.fields) {
      insist(index >= 0 && !value.includes('\n'), 'a value with a line end', name, value);
      insist(/^(?:[!-~](?:.*[!-~])?)?$/s.test(name) && !/[A-Z]/.test(name), 'an odd name', name);
    }
    const froms = message.fields.filter(({ name }) => name === 'from').length;
    insist(message.from.length === froms, 'a From was lost', froms, message.from.length);
    const mailboxes = message.from.flatMap((from) => from.mailboxes);
    insist(
      message.author === null || (froms === 1 && mailboxes.length === 1),
      'an author out of several',
    );
    if (message.author) {
      const { address, domain, localPart } = message.author;
      insist(
        address !== '' && address.startsWith(localPart),
        'an address without its local part',
        message.author,
      );
      insist(/^(?:\[[^[\]]*\]|[a-z0-9._-]*)$/.test(domain), 'an odd domain', domain);
    }
    decodeText(header);
    for (const source of ['gmail', 'file'] as const) {
      const stated = state(message, source, ['ann@b.example']);
      insist(
        (stated.proof === 'absent') === (stated.absence !== null),
        'a record both there and absent',
        stated,
      );
      insist(stated.proof !== 'sealed', 'sealed before any signature was checked');
    }
  },
});
