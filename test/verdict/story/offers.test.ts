// What a card lets the reader declare their own: only what may be the cause, and never what an attacker's mail asks for.
import { expect, test } from 'vitest';
import { tell } from '../../../lib/verdict/story/tell.ts';
import { buildCase, TEST_NOW } from '../../helpers/cases/build.ts';
import { type Case, loadCase } from '../../helpers/cases/case.ts';
import { judgeCase } from '../../helpers/cases/judge.ts';

const ask = async (input: Case) => {
  const story = tell(await judgeCase(buildCase(input, TEST_NOW)));
  return { ...story, kinds: story.offers.map(({ kind }) => kind) };
};
const FORGED = loadCase('rental-sakura-against-reject');
const isTold = ({ key }: { key: string }) => key === 'story.note.rentalHost';

test('forged mail from a rented server: the way is asked about only where it may be the reader’s own', async () => {
  const own = await ask(FORGED);
  expect(own.kinds).toEqual(['trustForwarder']);
  expect(own.advice.map(({ key }) => key)).toEqual(['advice.ownForwarding', 'advice.report']);
  const { context, ...rest } = FORGED;
  const strange = await ask(rest);
  expect(strange.kinds).toEqual([]);
  expect(strange.advice.map(({ key }) => key)).toEqual(['advice.report']);
  expect(strange.questions.who.filter(isTold)).toEqual([]);
  expect(strange.details!.forwarding.filter(isTold)).toHaveLength(1);
  const seen = { trustedForwarders: ['www123.sakura.ne.jp other@own.example'] };
  const path = [
    { gmail: { ...(FORGED.path![0] as { gmail: object }).gmail, helo: 'www123.sakura.ne.jp' } },
  ];
  expect((await ask({ ...rest, path, context: seen })).kinds).toEqual(['trustForwarder']);
});

test('the address that forwards here is never this mailbox, wherever it stands among the reader’s', async () => {
  for (const addresses of [
    ['alice@gmail.com', 'user@own.example'],
    ['user@own.example', 'alice@gmail.com'],
  ]) {
    const mail = {
      ...FORGED.mail,
      to: 'stranger@else.example, a.lice@gmail.com, user@own.example',
    };
    const { offers } = await ask({ ...FORGED, mail, context: { me: { addresses, name: '' } } });
    expect(offers).toMatchObject([{ addresses: ['user@own.example', 'stranger@else.example'] }]);
  }
});

test('nobody vouches for a company that is forged often, whatever it asks for', async () => {
  for (const policy of ['none', 'reject']) {
    const card = 'mail.rakuten-card.co.jp';
    const forged = (reverse: string): Case => ({
      ...FORGED,
      mail: { from: { address: `info@${card}` }, to: 'user@own.example' },
      domains: { [card]: { dmarc: `v=DMARC1; p=${policy}` } },
      path: [
        { field: 'List-Id: <x.evil.example>' },
        {
          gmail: {
            helo: reverse,
            mailFrom: 'b@evil.example',
            spf: 'pass',
            dmarc: `fail ${policy}`,
          },
        },
      ],
    });
    for (const reverse of ['www123.sakura.ne.jp', 'mx.evil.example'])
      expect((await ask(forged(reverse))).kinds).toEqual([]);
  }
});

test('“this is ours” holds for the reader’s domain alone, and is not asked of a server that everybody sends from', async () => {
  const OWN = loadCase('own-organisation-unsigned-device');
  const { offers } = await ask(OWN);
  expect(offers).toMatchObject([{ kind: 'trustOwn', domain: 'own-works.example' }]);
  const { gmail } = OWN.path![0] as { gmail: object };
  const google = {
    ...OWN,
    path: [
      { gmail: { ...gmail, helo: 'mail-lf1-f41.google.com', reverse: 'mail-lf1-f41.google.com' } },
    ],
  };
  expect((await ask(google)).kinds).toEqual([]);
});
