// SPF for the recorded client only, and no name of the reader in DNS without consent.
import { expect, test } from 'vitest';
import { HELD_NAME } from '../../lib/evidence/evaluated/questions.ts';
import { withoutReaderMacros } from '../../lib/evidence/evaluated/spf-macros.ts';
import { readTerm } from '../../lib/evidence/evaluated/spf-terms.ts';
import type { Stated } from '../../lib/model.ts';
import type { Zone } from '../helpers/dns/zone.ts';
import { draft, evaluate, lookups } from './evaluated-helper.ts';

const STATED: Partial<Stated> = {
  clientAddress: '192.0.2.1',
  helo: 'out.example.com',
  mailFrom: 'bounce+reader=example.org@example.com',
};
const spfOf = async (zone: Zone, stated: Partial<Stated> = STATED, careful = false) => {
  const noted = new Set<string>();
  const over = { ...lookups(zone, { careful }), hold: (name: string) => noted.add(name) };
  const { spf } = await evaluate(draft(), over, stated);
  return { spf, asked: over.asked, noted };
};

test('no octet in a term stops who reads it, and none that cannot be seen belongs to one', () => {
  const octets = Array.from({ length: 256 }, (_, octet) => String.fromCharCode(octet));
  for (const octet of [...octets, '\u2028', '\u{1f512}'])
    for (const [front, behind] of [
      ['', ''],
      ['', 'all'],
      ['all', ''],
      ['~', 'all'],
      ['a:', '.example.com'],
      ['a:mx.example.com', 'ptr'],
      ['ip4:192.0.2.5', ''],
      ['ip4:192.0.2.5', '/24'],
      ['redirect=', '.example.com'],
      ['exp=e.example.com', ''],
      ['note=a', 'b'],
    ]) {
      const term = `${front}${octet}${behind}`;
      const read = readTerm(term);
      if (/[^!-~]/.test(octet)) expect(read, JSON.stringify(term)).toBe(null);
    }
});

test.each(['\n', '\r', '\u0000', '\u00a0'])('a record that holds %j is evaluated', async (sign) => {
  const record = `v=spf1 ip4:192.0.2.1${sign} include:_spf.example.net ~all`;
  const { spf } = await spfOf({ 'example.com': { TXT: [record] } });
  expect(spf).toMatchObject({
    result: 'permerror',
    published: [record],
    usable: ['include:_spf.example.net', '~all'],
  });
});

test('the matched term, with the way to it', async () => {
  const { spf } = await spfOf({
    'example.com': { TXT: ['v=spf1 include:_spf.example.net -all'] },
    '_spf.example.net': { TXT: ['v=spf1 ip4:198.51.100.0/24 ip4:192.0.2.0/24 ~all'] },
  });
  expect(spf).toEqual({
    result: 'pass',
    domain: 'example.com',
    identity: 'mailfrom',
    clientAddress: '192.0.2.1',
    aligned: true,
    mechanism: 'include:_spf.example.net → ip4:192.0.2.0/24',
    record: 'v=spf1 include:_spf.example.net -all',
    published: ['v=spf1 include:_spf.example.net -all'],
    usable: ['include:_spf.example.net', '-all'],
    comment: null,
    terms: 1,
    reason: null,
  });
});

test('what is not recorded is not checked', async () => {
  const zone = { 'example.com': { TXT: ['v=spf1 +all'] } };
  expect((await spfOf(zone, { ...STATED, clientAddress: null })).spf).toBe(null);
  expect((await spfOf(zone, { ...STATED, mailFrom: null })).spf).toBe(null);
  expect((await spfOf(zone, { ...STATED, clientAddress: 'unknown' })).spf).toBe(null);
});

test('the null sender is checked by its HELO name', async () => {
  const zone = { 'out.example.com': { TXT: ['v=spf1 ip4:192.0.2.1 -all'] } };
  const { spf } = await spfOf(zone, { ...STATED, mailFrom: '' });
  expect(spf).toMatchObject({ result: 'pass', identity: 'helo', domain: 'out.example.com' });
});

test.each([
  ['timeout', 'temperror', 'dnsFailed'],
  ['held', 'temperror', 'held'],
  ['nxdomain', 'none', null],
] as const)('DNS says %s', async (status, result, reason) => {
  const { spf } = await evaluate(draft(), lookups({}, { refuse: () => status }), STATED);
  expect(spf).toMatchObject({ result, reason });
});

test.each([
  ['exists:%{l}.example.net -all', 'ipv4', 'exists:HELD -all'],
  ['exists:%{L2r-}._u.%{d} -all', 'ipv4', 'exists:HELD -all'],
  ['-include:%{S}.example.net', 'ipv4', '-include:HELD'],
  ['a:%{h}/24//64 mx:%{O}.example.net', 'ipv4', 'a:HELD/24//64 mx:HELD'],
  ['redirect=%{l}.example.net', 'ipv4', 'redirect=HELD'],
  // a slash parts what the macro stands for (section 7.1)
  ['exists:%{l/}.x.example.net a:%{l1r/}.y.example.net/24', 'ipv4', 'exists:HELD a:HELD/24'],
  ['exists:%{i}.example.net', 'ipv4', 'exists:%{i}.example.net'],
  ['exists:%{i}.example.net', 'ipv6', 'exists:HELD'],
  ['exists:%{p}.example.net', 'ipv6', 'exists:HELD'],
  ['exists:%{ir}.%{v}.%{d2}', 'ipv4', 'exists:%{ir}.%{v}.%{d2}'],
  ['exists:%%{l}.example.net', 'ipv4', 'exists:%%{l}.example.net'],
  ['exists:%{l0}.example.net', 'ipv4', 'exists:%{l0}.example.net'],
  // compared, and never asked
  ['-ptr:%{l}.example.net', 'ipv4', '-ptr:%{l}.example.net'],
  ['-all exp=why.%{d}', 'ipv4', '-all exp=no-explanation.HELD'],
  ['-all exp=%{z}', 'ipv4', '-all exp=%{z}'],
] as const)('macros that carry the reader: %s for %s', (terms, client, expected) => {
  expect(withoutReaderMacros(`v=spf1 ${terms}`, client)).toBe(
    `v=spf1 ${expected.replaceAll('HELD', HELD_NAME)}`,
  );
});

test('careful: what a reader would be shown is what is asked with consent', async () => {
  const terms = [
    'exists:%{l/}.a.example.net',
    'include:%{l}.b.example.net',
    'a:%{l1r/}.c.example.net/24',
    // longer than a name: it loses labels in front (section 7.3)
    `exists:%{l}.${'d'.repeat(60)}.${'e'.repeat(60)}.${'f'.repeat(60)}.${'g'.repeat(60)}.example.net`,
    `exists:${'%{s}'.repeat(2000)}.h.example.net`,
  ];
  for (const term of terms) {
    const zone = { 'example.com': { TXT: [`v=spf1 ${term} -all`] } };
    const careful = await spfOf(zone, STATED, true);
    const always = await spfOf(zone, STATED);
    const asked = always.asked.map((one) => one.split(' ')[0]);
    expect(careful.spf, term).toMatchObject({ result: 'temperror', reason: 'held' });
    expect(careful.noted, term).toHaveLength(1);
    expect(asked, term).toEqual(expect.arrayContaining([...careful.noted]));
  }
});

test('what ptr names with the reader in it decides as it does with consent', async () => {
  const zone = {
    'example.com': { TXT: ['v=spf1 -ptr:%{o}.example.net +all'] },
    '1.2.0.192.in-addr.arpa': { PTR: ['out.example.com.example.net'] },
    'out.example.com.example.net': { A: ['192.0.2.1'] },
  };
  const careful = await spfOf(zone, STATED, true);
  const always = await spfOf(zone, STATED);
  expect(careful.spf?.result).toBe('fail');
  expect(always.spf?.result).toBe('fail');
});

test('with consent no explanation is asked for either', async () => {
  const { spf, asked } = await spfOf(
    { 'example.com': { TXT: ['v=spf1 -all exp=%{l}.why.example.com'] } },
    STATED,
  );
  expect(spf).toMatchObject({ result: 'fail', record: 'v=spf1 -all exp=%{l}.why.example.com' });
  expect(asked.filter((one) => one.includes('why'))).toEqual([]);
});

test('careful: a term that would carry the reader is held, and the result is never fail', async () => {
  const zone = {
    'example.com': {
      TXT: ['v=spf1 exists:%{l}._u.%{d} include:%{H}.example.net -all exp=why.example.com'],
    },
    '*.example.com': { A: ['127.0.0.2'] },
  };
  const careful = await spfOf(zone, STATED, true);
  expect(careful.spf).toMatchObject({ result: 'temperror', reason: 'held', mechanism: null });
  expect([...careful.noted]).toEqual([
    'bounce+reader=example.org._u.example.com',
    'out.example.com.example.net',
  ]);
  expect(careful.asked.filter((one) => /reader|bounce|why|invalid/.test(one))).toEqual([]);
  const always = await spfOf(zone, STATED);
  expect(always.asked).toContain('bounce+reader=example.org._u.example.com A');
});

test('careful: a pass found before the held term stands', async () => {
  const { spf } = await spfOf(
    { 'example.com': { TXT: ['v=spf1 ip4:192.0.2.1 exists:%{l}.%{d} -all'] } },
    STATED,
    true,
  );
  expect(spf).toMatchObject({ result: 'pass', reason: null, mechanism: 'ip4:192.0.2.1' });
});

test('careful: no explanation is asked for, and the fail stands', async () => {
  const { spf, asked } = await spfOf(
    { 'example.com': { TXT: ['v=spf1 -all exp=why.example.com'] } },
    STATED,
    true,
  );
  expect(spf).toMatchObject({ result: 'fail', reason: null, mechanism: '-all' });
  expect(asked.filter((one) => one.includes('why'))).toEqual([]);
});

test('careful: the reverse name of an IPv6 client is not asked for', async () => {
  const stated = { ...STATED, clientAddress: '2001:db8::1' };
  const { spf, asked } = await spfOf({ 'example.com': { TXT: ['v=spf1 ptr -all'] } }, stated, true);
  expect(spf).toMatchObject({ result: 'temperror', reason: 'held' });
  expect(asked.filter((one) => one.includes('arpa'))).toEqual([]);
});
