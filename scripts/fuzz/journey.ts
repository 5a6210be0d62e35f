// Target journey: damaged messages through everything; nothing unproved ever turns calm.
import fc from 'fast-check';
import { openLookups } from '../../lib/dns/gate.ts';
import { evaluate } from '../../lib/evaluate.ts';
import { digest } from '../../lib/message/digest.ts';
import { type Judgement, TONES } from '../../lib/model.ts';
import { tell } from '../../lib/verdict/story/tell.ts';
import { LANGUAGES, say } from '../../lib/words.ts';
import '../all-words.ts';
import { type BuiltCase, buildCase } from '../../test/helpers/cases/build.ts';
import { type Case, loadCases } from '../../test/helpers/cases/case.ts';
import { memoryResolver } from '../../test/helpers/dns/memory.ts';
import { type Damage, damage, damages } from './pieces.ts';
import { defineTarget, insist } from './target.ts';

/** Forged in the name of a bank: Gmail's record says so, and no key answers. */
const FORGED: Case = {
  name: 'forged',
  shows: 'forged',
  mail: { from: { name: 'Bank', address: 'info@bank.example' }, subject: 'Account' },
  domains: { 'bank.example': { spf: 'v=spf1 -all', dmarc: 'v=DMARC1; p=reject' } },
  path: [
    {
      gmail: {
        helo: 'evil.example',
        mailFrom: 'x@evil.example',
        spf: 'pass',
        dmarc: 'fail reject',
      },
    },
  ],
  expect: { origin: 'contradicted', tone: 'danger' },
};

interface Input {
  of: number;
  list: Damage[];
  /** as a file, with no key in DNS: nothing at all is proved */
  asFile: boolean;
}

const built: BuiltCase[] = [FORGED, ...loadCases().filter((one) => !one.source)].map((one) =>
  buildCase(one),
);

/** Behind the fields of Gmail: whatever is written there, its record stays what it is. */
const behindRecord = (text: string) => {
  const record = text.indexOf('\r\nAuthentication-Results: mx.google.com');
  return record < 0 ? 0 : (/\r\n(?![ \t])/g.exec(text.slice(record + 2))?.index ?? 0) + record + 4;
};

async function judge(input: Input): Promise<{ judgement: Judgement; text: string }> {
  const one = built[input.of % built.length]!;
  const whole = Buffer.from(one.raw).toString('latin1');
  const start = input.asFile ? 0 : behindRecord(whole);
  const text = damage(whole, input.list, start);
  const made = await digest(Buffer.from(text, 'latin1'));
  const zone = input.asFile ? {} : one.zone;
  const lookups = openLookups(memoryResolver(zone), { mode: 'always', folder: 'inbox' });
  const context = { ...one.context, source: input.asFile ? ('file' as const) : ('gmail' as const) };
  return { judgement: await evaluate(made, lookups, context), text };
}

export const journeyTarget = defineTarget<Input>({
  name: 'journey',
  holds: 'never throws, has words for everything it says, and shows no calm seal without a proof',
  inputs: fc.record({
    of: fc.oneof(fc.constant(0), fc.nat(built.length - 1)),
    list: damages,
    asFile: fc.boolean(),
  }),
  covers: [
    'evaluate.ts',
    'evidence',
    'verdict/judge.ts',
    'verdict/reading',
    'verdict/origin',
    'verdict/story',
  ],
  async check(input) {
    const { judgement, text } = await judge(input);
    const { report } = judgement;
    insist(TONES.includes(report.tone), 'an unknown tone', report);
    insist(
      JSON.stringify(JSON.parse(JSON.stringify(judgement))) === JSON.stringify(judgement),
      'not plain JSON',
    );
    const story = tell(judgement);
    for (const language of LANGUAGES) {
      const { seal, questions, advice, closing, findings } = story;
      const sentences = [
        seal.label,
        seal.sentence,
        ...questions.who,
        ...questions.changed,
        ...questions.name,
      ];
      for (const one of [
        ...sentences,
        ...advice,
        ...(closing ? [closing] : []),
        ...findings.map(({ sentence }) => sentence),
      ])
        insist(say(language, one) !== '', 'nothing said', one);
    }
    if (input.asFile)
      insist(report.tone !== 'calm', 'a file without a proof is calm', report, text);
    else if (input.of === 0) insist(report.tone !== 'calm', 'a forgery is calm', report, text);
  },
});
