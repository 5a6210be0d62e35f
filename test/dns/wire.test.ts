// The wire format: what a question looks like, and that only an exact answer to it is read.
import * as packet from 'dns-packet';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalizeName } from '../../lib/dns/name.ts';
import { decodeReply, encodeQuestion } from '../../lib/dns/wire.ts';
import { expectCost } from '../helpers/work.ts';

const NAME = 'sel._domainkey.example.com';

function answerTo(
  name: string,
  type: packet.RecordType,
  more: Partial<packet.Packet>,
  rcode = 0,
): Uint8Array {
  return packet.encode({
    type: 'response',
    id: 0,
    flags: packet.RECURSION_DESIRED | packet.RECURSION_AVAILABLE | rcode,
    questions: [{ name, type }],
    ...more,
  });
}

const soa = (ttl: number, minimum: number): packet.Answer => ({
  name: 'example.com',
  type: 'SOA',
  ttl,
  data: { mname: 'ns.example.com', rname: 'hostmaster.example.com', minimum },
});

describe('encodeQuestion', () => {
  it('asks with id 0, RD and AD, pads to 128 octets and passes on no client subnet', () => {
    const octets = encodeQuestion(NAME, 'TXT');
    expect(octets.length).toBe(128);
    const question = packet.decode(Buffer.from(octets));
    expect(question).toMatchObject({ id: 0, type: 'query', flag_rd: true, flag_ad: true });
    expect(question.questions).toEqual([{ name: NAME, type: 'TXT', class: 'IN' }]);
    const [edns] = question.additionals as packet.OptAnswer[];
    expect(edns?.options.map((option) => option.type)).toEqual(['CLIENT_SUBNET', 'PADDING']);
    expect(edns?.options[0]).toMatchObject({ sourcePrefixLength: 0, ip: '0.0.0.0' });
  });

  it('pads every length of name to whole blocks', () => {
    for (let length = 1; length < 240; length++) {
      const name = 'a'.repeat(length).replace(/(.{60})(?=.)/g, '$1.');
      expect(encodeQuestion(name, 'A').length % 128).toBe(0);
    }
  });
});

describe('decodeReply', () => {
  it('reads every record type', () => {
    const cases: [
      packet.RecordType & ('A' | 'AAAA' | 'CNAME' | 'MX' | 'PTR' | 'TXT'),
      unknown,
      unknown,
    ][] = [
      ['A', '192.0.2.1', '192.0.2.1'],
      ['AAAA', '2001:db8::1', '2001:db8::1'],
      ['CNAME', 'Target.Example.COM', 'target.example.com'],
      ['PTR', 'mail.example.com', 'mail.example.com'],
      [
        'MX',
        { preference: 5, exchange: 'mx.example.com' },
        { priority: 5, exchange: 'mx.example.com' },
      ],
      ['MX', { preference: 0, exchange: '.' }, { priority: 0, exchange: '' }],
      ['TXT', ['v=spf1 ', '-all'], ['v=spf1 ', '-all']],
    ];
    for (const [type, data, expected] of cases) {
      const answers = [{ name: NAME, type, ttl: 77, data } as packet.Answer];
      expect(decodeReply(answerTo(NAME, type, { answers }), NAME, type).answer).toEqual({
        status: 'ok',
        records: [expected],
        ttl: 77,
        dnssec: false,
      });
    }
  });

  it('keeps TXT octets one character each', () => {
    const data = [Buffer.from([0, 0x22, 0xe3, 0x81, 0x82, 0xff])];
    const answers: packet.Answer[] = [{ name: NAME, type: 'TXT', ttl: 1, data }];
    expect(decodeReply(answerTo(NAME, 'TXT', { answers }), NAME, 'TXT').answer).toMatchObject({
      records: [['\0"\xe3\x81\x82\xff']],
    });
  });

  it('follows CNAMEs inside the answer, takes the smallest TTL and ignores other names', () => {
    const answers: packet.Answer[] = [
      { name: 'other.example', type: 'TXT', ttl: 5, data: 'not asked' },
      { name: NAME, type: 'CNAME', ttl: 30, data: 'one.example' },
      { name: 'ONE.example', type: 'CNAME', ttl: 20, data: 'two.example' },
      { name: 'two.example', type: 'TXT', ttl: 90, data: 'v=DKIM1; p=' },
    ];
    expect(decodeReply(answerTo(NAME, 'TXT', { answers }), NAME, 'TXT').answer).toMatchObject({
      records: [['v=DKIM1; p=']],
      ttl: 20,
    });
  });

  it.each([
    ['a long row', 20],
    ['a circle', 3],
  ])('%s of CNAMEs is no fault of the resolver', (what, count) => {
    const last = what === 'a circle' ? NAME : 'end.example';
    const answers: packet.Answer[] = Array.from({ length: count }, (_, i) => ({
      name: i === 0 ? NAME : `c${i}.example`,
      type: 'CNAME',
      ttl: 30,
      data: i === count - 1 ? last : `c${i + 1}.example`,
    }));
    const reply = decodeReply(answerTo(NAME, 'TXT', { answers }), NAME, 'TXT');
    expect(reply).toMatchObject({ answer: { status: 'garbage' }, faulty: false });
  });

  it('tells no such name from no such data, with the TTL of the SOA', () => {
    const authorities = [soa(600, 120)];
    expect(decodeReply(answerTo(NAME, 'TXT', { authorities }, 3), NAME, 'TXT')).toEqual({
      answer: { status: 'nxdomain', ttl: 120, dnssec: false },
      faulty: false,
      doubtful: false,
    });
    expect(decodeReply(answerTo(NAME, 'TXT', { authorities }), NAME, 'TXT').answer).toEqual({
      status: 'nodata',
      ttl: 120,
      dnssec: false,
    });
    expect(decodeReply(answerTo(NAME, 'TXT', {}, 3), NAME, 'TXT').doubtful).toBe(true);
  });

  it('says when the resolver vouches by DNSSEC', () => {
    const answers: packet.Answer[] = [{ name: NAME, type: 'A', ttl: 1, data: '192.0.2.1' }];
    const octets = answerTo(NAME, 'A', { answers });
    octets[3]! |= 0x20;
    expect(decodeReply(octets, NAME, 'A').answer.dnssec).toBe(true);
  });

  it('counts a TTL with its highest bit set as zero', () => {
    const answers: packet.Answer[] = [
      { name: NAME, type: 'A', ttl: 0x80000001, data: '192.0.2.1' },
    ];
    expect(decodeReply(answerTo(NAME, 'A', { answers }), NAME, 'A').answer.ttl).toBe(0);
  });

  it('refuses an address record of another length', () => {
    const answers: packet.Answer[] = [{ name: NAME, type: 'AAAA', ttl: 1, data: '2001:db8::1' }];
    const octets = answerTo(NAME, 'AAAA', { answers });
    const question = 12 + NAME.length + 2 + 4;
    // The same record, said to be of type A: 16 octets where 4 belong.
    octets[14 + NAME.length + 1] = 1;
    octets[question + NAME.length + 3] = 1;
    expect(decodeReply(octets, NAME, 'A').answer.status).toBe('garbage');
  });

  it('never throws and never says ok to octets that are no answer', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (octets) => {
        expect(decodeReply(octets, NAME, 'TXT').answer.status).toBe('garbage');
      }),
      { numRuns: 500 },
    );
  });

  it('survives any damage to a real answer', () => {
    const answers: packet.Answer[] = [
      { name: NAME, type: 'CNAME', ttl: 30, data: 'one.example' },
      { name: 'one.example', type: 'TXT', ttl: 90, data: ['v=DKIM1; k=rsa; ', 'p=abc'] },
      { name: 'one.example', type: 'MX', ttl: 90, data: { preference: 1, exchange: 'mx.example' } },
    ];
    const good = answerTo(NAME, 'TXT', { answers, authorities: [soa(1, 1)] });
    const damage = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(damage, fc.nat(good.length), (changes, length) => {
        const octets = new Uint8Array(good);
        for (const [at, value] of changes) octets[at] = value;
        for (const whole of [octets, octets.subarray(0, length)]) {
          const { answer } = decodeReply(whole, NAME, 'TXT');
          if (answer.status === 'ok')
            expect(answer.records.flat().every((text) => typeof text === 'string')).toBe(true);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('is not slowed down by compression pointers that lead to one another', async () => {
    const question = encodeQuestion(NAME, 'TXT').subarray(0, 12 + NAME.length + 6);
    const chainStart = question.length + 11;
    const chain = Buffer.alloc(15_000);
    for (let i = 0; i < chain.length; i += 2)
      chain.writeUInt16BE(0xc000 | (i === 0 ? 12 : chainStart + i - 2), i);
    const unknown = Buffer.from([
      0,
      0xff,
      0,
      0,
      1,
      0,
      0,
      0,
      1,
      chain.length >> 8,
      chain.length & 255,
    ]);
    const last = 0xc000 | (chainStart + chain.length - 2);
    const record = Buffer.from([last >> 8, last & 255, 0, 16, 0, 1, 0, 0, 0, 1, 0, 2, 1, 0x61]);
    const octets = Buffer.concat([question, unknown, chain, ...Array(500).fill(record)]);
    octets[2] = 0x81;
    octets.writeUInt16BE(501, 6);
    octets.writeUInt16BE(0, 10);
    // Well-formed in spite of its shape, so it is even read.
    expect(decodeReply(octets, NAME, 'TXT').answer).toMatchObject({ status: 'ok' });
    await expectCost(() => decodeReply(octets, NAME, 'TXT'), 200);
  });
});

describe('normalizeName', () => {
  it('takes letters, digits, hyphen and underscore, in lower case and without the final dot', () => {
    expect(normalizeName('Sel._DomainKey.Example.COM.')).toBe(NAME);
  });

  it.each([
    ['a NUL', 'attack.example\0.any.example'],
    ['a quote', "legit.example'a.attack.example"],
    ['a bracket', 'legit.example(.attack.example'],
    ['a space', 'legit.example .attack.example'],
    ['letters beyond ASCII', 'bücher.example'],
    ['a plus sign', 'bounce+token.example'],
    ['an empty label', 'a..example'],
    ['nothing', ''],
    ['only the root', '.'],
    ['a label of 64', `${'a'.repeat(64)}.example`],
    ['254 octets', `${'a.'.repeat(126)}aa`],
    ['a full-width dot', 'a．example'],
  ])('refuses %s', (_, name) => {
    expect(normalizeName(name)).toBeNull();
  });
});
