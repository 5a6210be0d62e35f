// Address fields: honest forms read plainly, every known disguise noticed.
import { describe, expect, test } from 'vitest';
import { parseAddressField } from '../../lib/message/addresses.ts';

/** Text as it stands in a header: one character per octet. */
const octets = (text: string) => String.fromCharCode(...new TextEncoder().encode(text));
const read = (text: string) => {
  const field = parseAddressField(octets(text));
  return { ...field, addresses: field.mailboxes.map((mailbox) => mailbox.address) };
};

describe('honest forms have no defect', () => {
  test.each([
    ['alice@example.com', '', 'alice@example.com'],
    ['<alice@example.com>', '', 'alice@example.com'],
    ['Alice Example <alice@example.com>', 'Alice Example', 'alice@example.com'],
    ['"Example, Alice" <alice@example.com>', 'Example, Alice', 'alice@example.com'],
    ['"say \\"hi\\"" <alice@example.com>', 'say "hi"', 'alice@example.com'],
    ['Example, Alice <alice@example.com>', 'Example, Alice', 'alice@example.com'],
    ['Example, Inc. <info@example.com>', 'Example, Inc.', 'info@example.com'],
    ['J. R. Example <jr@example.com>', 'J. R. Example', 'jr@example.com'],
    ['[list] Alice <alice@example.com>', '[list] Alice', 'alice@example.com'],
    ['"alice@example.com" <alice@example.com>', 'alice@example.com', 'alice@example.com'],
    ['alice@example.com <alice@example.com>', 'alice@example.com', 'alice@example.com'],
    ['=?utf-8?B?44Ki44Oq44K5?= <alice@example.com>', 'アリス', 'alice@example.com'],
    ['アリス <alice@example.com>', 'アリス', 'alice@example.com'],
    ['"a..b.c."@mobile.example', '', '"a..b.c."@mobile.example'],
    ['a..b.@mobile.example', '', 'a..b.@mobile.example'],
    ['bounce+x=y@example.com', '', 'bounce+x=y@example.com'],
    ['alice@[192.0.2.1]', '', 'alice@[192.0.2.1]'],
    ['"Alice Example"\r\n <alice@example.com>', 'Alice Example', 'alice@example.com'],
  ])('%s', (text, name, address) => {
    const field = read(text);
    expect(field.defects).toEqual([]);
    expect(field.mailboxes).toHaveLength(1);
    expect(field.mailboxes[0]).toMatchObject({ name, address });
  });
});

describe('domains', () => {
  test.each([
    ['a@EXAMPLE.com', 'example.com'],
    ['a@münchen.example', 'xn--mnchen-3ya.example'],
    ['a@日本語.example', 'xn--wgv71a119e.example'],
    ['a@Ｅxample.com', 'xn--xample-hy68a.com'],
    ['a@[192.0.2.1]', '[192.0.2.1]'],
    ['a@example.com.', 'example.com'],
    ['a@example.com..', ''],
    ["a@example.com'a.example.net", ''],
  ])('%s', (text, domain) => {
    expect(read(text).mailboxes[0]?.domain).toBe(domain);
  });

  test('an internationalised address keeps its writing and is marked', () => {
    const field = read('用户@日本語.example');
    expect(field.addresses).toEqual(['用户@日本語.example']);
    expect(field.mailboxes[0]?.localPart).toBe('用户');
    expect(field.defects).toEqual(['nonAscii']);
  });
});

describe('a domain that is no host name (RFC 5321 section 4.1.2) leaves the author open', () => {
  const printable = Array.from({ length: 94 }, (_, i) => String.fromCharCode(0x21 + i));
  const signs = printable.filter((sign) => !/[a-z0-9_.-]/i.test(sign));
  const foreign = [...'／⁄∕＃？℀。．｜‚'];
  const long = 'a'.repeat(64);
  test.each([
    ...[...signs, ...foreign].flatMap((sign) => [
      `bank.example${sign}.evil.example`,
      `bank.example${sign}x.evil.example`,
      `bank.example.evil.example${sign}`,
    ]),
    `bank.example.${long}.evil.example`,
    `${'a.'.repeat(127)}example`,
    '[bank.example]',
    '[192.0.2.1].evil.example',
    'bank\u200b.example',
  ])('%s', (domain) => {
    const { mailboxes, defects } = read(`Info <info@${domain}>`);
    const isPlain = mailboxes.length === 1 && mailboxes[0]?.domain !== '';
    // a comma or semicolon parts addresses, brackets end them: told as what they are
    if (isPlain) expect(defects).not.toEqual([]);
    else expect(defects.some((one) => /^(?:syntax|list|route)$/.test(one))).toBe(true);
  });

  test.each([
    'ex_ample.com',
    '-a.example',
    '日本語.example',
    'ティー・ルーム.example',
    'i❤.example',
    '[IPv6:2001:db8::1]',
  ])('%s is one', (domain) => {
    const { mailboxes, defects } = read(`info@${domain}`);
    expect(mailboxes[0]?.domain).not.toBe('');
    expect(defects).not.toContain('syntax');
  });
});

describe('comments', () => {
  test('the old form takes its name from the comment', () => {
    const field = read('alice@example.com (Alice Example)');
    expect(field.mailboxes[0]).toMatchObject({
      name: 'Alice Example',
      address: 'alice@example.com',
    });
    expect(field.comments).toEqual(['Alice Example']);
    expect(field.defects).toEqual(['comment']);
  });

  test('nested comments and quoted pairs are one comment', () => {
    expect(read('a@example.com (one (two \\) three))').comments).toEqual(['one (two ) three)']);
  });

  test('an address shown in a comment is told apart', () => {
    const field = read('x@attacker.example (ceo@bank.example)');
    expect(field.addresses).toEqual(['x@attacker.example']);
    expect(field.defects).toEqual(['comment', 'commentAddress']);
  });

  test('a comment does not become part of a name', () => {
    expect(read('Alice (Sales) Example <a@example.com>').mailboxes[0]?.name).toBe('Alice Example');
  });
});

describe('groups and lists', () => {
  test('an empty group is a group without an address', () => {
    const field = read('undisclosed-recipients:;');
    expect(field.groups).toEqual(['undisclosed-recipients']);
    expect(field.defects).toEqual(['group', 'noAddress']);
  });

  test('members of a group are mailboxes', () => {
    const field = read('Team: a@example.com, B <b@example.net>; c@example.org');
    expect(field.addresses).toEqual(['a@example.com', 'b@example.net', 'c@example.org']);
    expect(field.defects).toEqual(['group', 'list']);
  });

  test('several authors', () => {
    const field = read('a@example.com, b@example.net');
    expect(field.addresses).toEqual(['a@example.com', 'b@example.net']);
    expect(field.defects).toEqual(['list']);
  });
});

// The From payloads of "Composition Kills" (USENIX Security 2020) and "Weak Links" (2021), built anew. What matters: the
// defect is noticed, and wherever two programs may take two addresses, both are mailboxes.
describe('very long fields', () => {
  const member = (i: number) => `Ada B Carr ${i} <a${i}@kite.example>`;
  const field = (count: number) => Array.from({ length: count }, (_, i) => member(i)).join(', ');

  test('two thousand mailboxes with names are all read, without a defect', () => {
    const { mailboxes, defects } = parseAddressField(field(2_000));
    expect(mailboxes).toHaveLength(2_000);
    expect(mailboxes.at(-1)).toMatchObject({ name: 'Ada B Carr 1999', localPart: 'a1999' });
    expect(defects).toEqual(['list']);
  });

  test.each([
    ['octets', `${field(5_000)}, Eve <eve@end.example>`],
    ['tokens', `${'a@'.repeat(20_000)}, Eve <eve@end.example>`],
  ])('more %s than that are a defect, and an address behind them is nobody', (_, value) => {
    const { mailboxes, defects } = parseAddressField(value);
    expect(defects).toContain('syntax');
    expect(mailboxes.map(({ domain }) => domain)).not.toContain('end.example');
  });
});

describe('disguised senders', () => {
  const encode = (text: string) => `=?utf-8?B?${btoa(text)}?=`;
  test.each([
    ['a list (A9)', '<first@attacker.example>, <admin@victim.example>', 'list', 2],
    [
      'an encoded address before another (A10)',
      `${encode('<admin@victim.example>')}, <second@attacker.example>`,
      'encodedAddress',
      1,
    ],
    [
      'an encoded address inside brackets (A10)',
      `<${encode('admin@victim.example')}>`,
      'encodedAddress',
      1,
    ],
    [
      'an encoded local part',
      `${encode('admin@victim.example')}@attacker.example`,
      'encodedAddress',
      1,
    ],
    ['an encoded address alone (B2)', encode('admin@victim.example'), 'encodedAddress', 1],
    ['a source route (A11)', '<@attacker.example,@any.example:admin@victim.example>', 'route', 1],
    [
      'a quoted pair outside quotes (A12)',
      '<first@attacker.example>\\,<admin@victim.example>',
      'syntax',
      2,
    ],
    ['precedence of delimiters (A13)', 'admin@victim.example,<second@attacker.example>', 'list', 2],
    ['text behind the bracket (A13)', '<admin@victim.example>second@attacker.example', 'syntax', 2],
    ['two brackets', '<admin@victim.example><second@attacker.example>', 'syntax', 2],
    ['two bare addresses', 'admin@victim.example second@attacker.example', 'syntax', 2],
    ['a quoted at-sign', '"admin@victim.example"@attacker.example', 'syntax', 1],
    ['two at-signs', 'admin@victim.example@attacker.example', 'syntax', 1],
    ['an unclosed bracket', 'Admin <admin@victim.example', 'syntax', 1],
    ['a bracket that was never opened', 'admin@victim.example>', 'syntax', 1],
    ['a bracket in a bracket', '<<admin@victim.example>>', 'syntax', 1],
    ['an unclosed quote', '"Admin <admin@victim.example>', 'syntax', 1],
    ['an unclosed comment', '<second@attacker.example> (admin@victim.example', 'syntax', 1],
    ['a comment inside the address', '<admin(x)@victim.example>', 'syntax', 1],
    ['an address as group name', 'admin@victim.example: <second@attacker.example>;', 'syntax', 2],
    ['a blank inside the address', '<admin @victim.example>', 'syntax', 1],
    ['no address (B3)', '"Bank"', 'noAddress', 1],
    ['empty brackets', '<>', 'noAddress', 1],
    ['empty brackets with a name', 'admin@victim.example <>', 'noAddress', 1],
    ['U+2000 behind the domain (B1)', '<admin@victim.example\u2000>', 'invisible', 1],
    ['U+2000 behind the bracket', '<admin@victim.example>\u2000', 'invisible', 1],
    ['U+00A0 behind a bare address', 'admin@victim.example\u00a0', 'invisible', 1],
    ['U+3000 inside the domain', 'admin@victim\u3000.attacker.example', 'invisible', 1],
    ['a zero-width space inside', '<admin@victim\u200b.example>', 'invisible', 1],
    ['a direction override (Weak Links A14)', '<\u202emoc.tnec@\u202dadmin>', 'invisible', 1],
    ['a NUL (A3)', '<admin@victim.example\0.attacker.example>', 'control', 1],
    ['a control character', '<admin@victim.example\x07>', 'control', 1],
    ['an escape that is no Japanese text', 'Admin\x1b[2J <admin@victim.example>', 'control', 1],
  ])('%s', (_, text, defect, count) => {
    const field = read(text);
    expect(field.defects).toContain(defect);
    expect(field.mailboxes).toHaveLength(count);
  });

  test('a lone octet above 127 (Weak Links A13)', () => {
    const field = parseAddressField('admin@victim.example\xff@attacker.example');
    expect(field.defects).toEqual(['nonAscii', 'syntax']);
  });

  test('an address with something invisible in its domain equals nobody', () => {
    expect(read('<admin@victim.example\u2000>').mailboxes[0]?.domain).toBe('');
  });

  test('an encoded word inside quotes is decoded and told', () => {
    const field = read('"=?utf-8?B?44Ki44Oq44K5?=" <alice@example.com>');
    expect(field.mailboxes[0]?.name).toBe('アリス');
    expect(field.defects).toEqual(['encodedQuoted']);
  });

  test('blanks that push an address out of sight are kept', () => {
    expect(
      read(`"a@example.com${' '.repeat(90)}" <x@example.net>`).mailboxes[0]?.name,
    ).toHaveLength(103);
  });
});

test('Japanese written without encoding does not break the address', () => {
  // 三菱 in ISO-2022-JP; its octets include `;` and `I`.
  const field = parseAddressField('\x1b$B;0I)\x1b(B <info@example.com>');
  expect(field.defects).toEqual([]);
  expect(field.mailboxes[0]).toMatchObject({ name: '三菱', address: 'info@example.com' });
});

test('the value is kept for showing', () => {
  expect(read(' Alice\r\n\t<a@example.com> ').written).toBe('Alice\t<a@example.com>');
});
