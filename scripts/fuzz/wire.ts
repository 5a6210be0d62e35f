// Target wire: any octets as a resolver's answer, beside dns-packet's own decoder.
import * as packet from 'dns-packet';
import fc from 'fast-check';
import { decodeReply, encodeQuestion } from '../../lib/dns/wire.ts';
import type { RecordType } from '../../lib/model.ts';
import { defineTarget, insist } from './target.ts';

const TYPES: RecordType[] = ['A', 'AAAA', 'CNAME', 'MX', 'PTR', 'TXT'];
const STATUSES = ['ok', 'nxdomain', 'nodata', 'refused', 'servfail', 'garbage'];

const label = fc.stringMatching(/^[a-z0-9_][a-z0-9_-]{0,10}$/, { size: 'small' });
const name = fc.array(label, { minLength: 1, maxLength: 5 }).map((labels) => labels.join('.'));
const strings = fc.array(fc.uint8Array({ maxLength: 255 }), { minLength: 1, maxLength: 4 });

const data: Record<string, fc.Arbitrary<unknown>> = {
  A: fc.ipV4(),
  AAAA: fc.ipV6().filter((address) => !address.includes('.')),
  CNAME: name,
  PTR: name,
  MX: fc.record({ preference: fc.nat(65_535), exchange: name }),
  TXT: strings.map((list) => list.map((octets) => Buffer.from(octets))),
};

const record = (owner: string) =>
  fc.constantFrom(...TYPES).chain((type) =>
    fc.record({
      type: fc.constant(type),
      name: fc.oneof({ weight: 4, arbitrary: fc.constant(owner) }, name),
      class: fc.constant('IN' as const),
      ttl: fc.oneof(fc.nat(100_000), fc.constantFrom(0x7fffffff, 0xffffffff)),
      data: data[type] as fc.Arbitrary<never>,
    }),
  );

interface Input {
  name: string;
  type: RecordType;
  octets: Uint8Array;
  /** what was encoded, null where damage was done to it */
  answers: packet.Answer[] | null;
}

const encoded = fc
  .tuple(name, fc.constantFrom(...TYPES), fc.constantFrom(0, 0, 0, 2, 3, 5, 9))
  .chain(([owner, type, rcode]) =>
    fc.array(record(owner), { maxLength: 6 }).map((answers) => ({ owner, type, rcode, answers })),
  )
  .map(({ owner, type, rcode, answers }) => ({
    owner,
    type,
    rcode,
    answers: answers as unknown as packet.Answer[],
    octets: packet.encode({
      type: 'response',
      id: 0,
      flags: 0x180 | rcode,
      questions: [{ name: owner, type }],
      answers: answers as unknown as packet.Answer[],
    }),
  }));

const whole: fc.Arbitrary<Input> = encoded.map(({ owner, type, rcode, answers, octets }) => ({
  name: owner,
  type,
  octets: new Uint8Array(octets),
  answers: rcode === 0 ? answers : null,
}));

const damaged: fc.Arbitrary<Input> = fc
  .tuple(
    encoded,
    fc.array(fc.tuple(fc.nat(2_000), fc.nat(255)), { maxLength: 6 }),
    fc.option(fc.nat(2_000)),
    fc.uint8Array({ maxLength: 12 }),
  )
  .map(([{ owner, type, octets }, flips, cut, tail]) => {
    const changed = Buffer.concat([octets.subarray(0, cut ?? octets.length), tail]);
    for (const [at, value] of flips) if (changed.length > 0) changed[at % changed.length] = value;
    return { name: owner, type, octets: new Uint8Array(changed), answers: null };
  });

const noise: fc.Arbitrary<Input> = fc.record({
  name,
  type: fc.constantFrom(...TYPES),
  octets: fc.uint8Array({ maxLength: 600 }),
  answers: fc.constant(null),
});

export const wireTarget = defineTarget<Input>({
  name: 'wire',
  holds:
    'never throws, gives a known status, and hands out the records of the name asked for and no others',
  inputs: fc.oneof(whole, damaged, noise),
  covers: ['dns/wire.ts'],
  check(input) {
    const { answer } = decodeReply(input.octets, input.name, input.type);
    insist(STATUSES.includes(answer.status), 'an unknown status', answer);
    insist(
      Number.isInteger(answer.ttl) && answer.ttl >= 0 && answer.ttl <= 0x7fffffff,
      'an odd TTL',
      answer,
    );
    if (answer.status === 'ok')
      insist(answer.records.length > 0, 'records without records', answer);
    const question = encodeQuestion(input.name, input.type);
    insist(question.length % 128 === 0, 'not padded', question.length);
    insist(
      packet.decode(Buffer.from(question)).questions?.[0]?.name === input.name,
      'another question',
    );
    if (input.answers === null) return;
    // an independent reading of the same answer: the records of the name, through its aliases
    let owner = input.name.toLowerCase();
    const of = (type: string) =>
      (input.answers ?? []).filter((one) => one.type === type && one.name.toLowerCase() === owner);
    const seen = new Set<string>();
    while (input.type !== 'CNAME' && of('CNAME').length > 0 && !seen.has(owner)) {
      seen.add(owner);
      owner = String((of('CNAME')[0] as packet.StringAnswer).data).toLowerCase();
    }
    const expected = seen.has(owner) ? 'garbage' : of(input.type).length > 0 ? 'ok' : 'nodata';
    insist(answer.status === expected, `${expected} was to be read`, answer, input.answers);
    if (answer.status === 'ok')
      insist(
        answer.records.length === of(input.type).length,
        'another number of records',
        answer,
        input.answers,
      );
  },
});
