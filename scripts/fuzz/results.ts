// Target results: Authentication-Results that say something come back as said; all else says nothing.
import fc from 'fast-check';
import { findAnchor } from '../../lib/evidence/anchor.ts';
import { state } from '../../lib/evidence/stated.ts';
import {
  parseAuthenticationResults,
  sameResults,
} from '../../lib/message/authentication-results.ts';
import { parse } from '../../lib/message/parse.ts';
import { headers, SIGNS, textOf, WORDS } from './pieces.ts';
import { defineTarget, insist } from './target.ts';

interface Written {
  id: string;
  methods: { method: string; result: string; properties: [string, string][] }[];
  blanks: string[];
}

const word = (pattern: RegExp) => fc.stringMatching(pattern, { size: 'small' });
/** Anything a quoted-string can carry: RFC 5322 section 3.2.4. */
const value = fc.oneof(
  word(/^[a-z0-9.@_-]{1,12}$/),
  textOf(['"', '\\', ';', '(', ')', ' ', '=', 'a@b.example', 'dmarc=pass', '\t', '<', ','], 6).map(
    (text) => text.replace(/[^\x20-\x7e\t]/g, ''),
  ),
);

const written: fc.Arbitrary<Written> = fc.record({
  id: word(/^[a-z][a-z0-9.-]{0,15}$/),
  methods: fc.uniqueArray(
    fc.record({
      method: word(/^[a-z][a-z0-9-]{0,8}$/).filter((name) => name !== 'none'),
      result: fc.constantFrom(
        'pass',
        'fail',
        'softfail',
        'neutral',
        'none',
        'temperror',
        'permerror',
        'policy',
      ),
      properties: fc.uniqueArray(
        fc.tuple(word(/^(header|smtp|body|policy)\.[a-z][a-z-]{0,6}$/), value),
        { selector: ([key]) => key, maxLength: 4 },
      ),
    }),
    { selector: ({ method }) => method, minLength: 1, maxLength: 5 },
  ),
  blanks: fc.array(
    fc.constantFrom(' ', '\t', '\r\n ', '\r\n\t', '  ', ' (a comment) ', ' (\\) (b)) '),
    {
      minLength: 1,
      maxLength: 8,
    },
  ),
});

const quoted = (text: string) =>
  /^[a-z0-9.@_-]+$/.test(text) ? text : `"${text.replace(/["\\]/g, '\\$&')}"`;

function write({ id, methods, blanks }: Written): string {
  let next = 0;
  const blank = () => blanks[next++ % blanks.length] ?? ' ';
  const parts = methods.map(
    ({ method, result, properties }) =>
      `;${blank()}${method}=${result}${properties.map(([key, text]) => `${blank()}${key}=${quoted(text)}`).join('')}`,
  );
  return id + parts.join('');
}

/** A record that mx.google.com wrote above whatever a sender sends. */
const RECORD = [
  'Delivered-To: alice@gmail.example',
  'Received: by 2002:a05:7300::1 with SMTP id 1; Sun, 1 Nov 2026 17:46:17 -0800 (PST)',
  'Return-Path: <x@evil.example>',
  'Received: from a (b.example. [198.51.100.66]) by mx.google.com with ESMTPS id 1; Sun, 01 Nov 2026 17:46:17 -0800 (PST)',
  'Authentication-Results: mx.google.com; dmarc=fail (p=REJECT sp=REJECT dis=NONE) header.from=bank.example',
].join('\r\n');

type Input =
  | { kind: 'written'; field: Written }
  | { kind: 'text'; text: string }
  | { kind: 'below'; text: string };

export const resultsTarget = defineTarget<Input>({
  name: 'results',
  holds:
    'what is written is read back whole; a sender’s text never becomes or changes Gmail’s record',
  inputs: fc.oneof(
    written.map((field): Input => ({ kind: 'written', field })),
    textOf([...SIGNS, ...WORDS], 30).map((text): Input => ({ kind: 'text', text })),
    headers.map((text): Input => ({ kind: 'below', text })),
  ),
  covers: [
    'message/authentication-results.ts',
    'evidence/anchor.ts',
    'evidence/stated.ts',
    'evidence/forged.ts',
  ],
  check(input) {
    if (input.kind === 'written') {
      const text = write(input.field);
      const found = parseAuthenticationResults(text);
      const methods = found?.methods.map(({ method, result, properties }) => ({
        method,
        result,
        properties,
      }));
      const expected = input.field.methods.map((one) => ({
        ...one,
        properties: Object.fromEntries(one.properties),
      }));
      insist(found?.authservId === input.field.id, 'another authserv-id', text, found);
      insist(
        JSON.stringify(methods) === JSON.stringify(expected),
        'other results',
        text,
        methods,
        expected,
      );
      const folded = parseAuthenticationResults(text.replaceAll(' ', '\r\n '));
      insist(
        folded !== null && found !== null && sameResults(found, folded) === true,
        'folding changed it',
        text,
      );
      return;
    }
    if (input.kind === 'text') {
      const found = parseAuthenticationResults(input.text);
      insist(
        found === null ||
          JSON.stringify(found) === JSON.stringify(parseAuthenticationResults(input.text)),
        'twice',
      );
      return;
    }
    const message = parse(`${RECORD}\r\n${input.text}`);
    const { results } = findAnchor(message);
    // a first line that starts with a blank folds into the record: then there is none
    insist(
      results === null || state(message, 'gmail').dmarc === 'fail',
      'the record was changed',
      input.text,
    );
  },
});
