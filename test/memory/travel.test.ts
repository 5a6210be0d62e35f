// Forwarders and lists that the reader's own mail has shown, rows 7 and 8 of the table, and what attackers gain: nothing.

import { describe, expect, test } from 'vitest';
import type { Judgement } from '../../lib/model.ts';
import { brokenDkim } from '../verdict/evidence.ts';
import {
  ACCOUNT,
  boundary,
  dkim,
  dmarc,
  failedMail,
  type Mail,
  severityOf,
  signedMail,
  startMailbox,
  unprovenMail,
} from './days.ts';

const HOST = 'www1234.sakura.ne.jp';

/** Mail of this author that a server passed on: the signature held, the server is not the author's. */
function passedOn(from: string, reverseName: string, words: Mail = {}): Mail {
  const domain = from.split('@')[1] ?? '';
  return signedMail('', from, {
    ...words,
    stated: {
      results: [`dkim=pass ${domain}`, `spf=softfail ${domain}`, `dmarc=pass ${domain}`],
      boundary: boundary(reverseName),
      mailFrom: `bounce@${domain}`,
    },
  });
}

/** Mail of this author whose signature did not survive the way through a server. */
const broken = (from: string, reverseName: string, words: Mail = {}): Mail =>
  failedMail('', from, { ...words, stated: { ...words.stated, boundary: boundary(reverseName) } });

/** A domain that asks receivers for nothing. */
const SOFT = {
  stated: { policy: 'none' as const },
  evaluated: { dmarc: dmarc({ result: 'fail', policy: 'none' as const }) },
};

const learned = async (mailbox: ReturnType<typeof startMailbox>) =>
  (await mailbox.memory.recall(ACCOUNT, null)).learnedForwarders;

describe('a forwarder', () => {
  const AUTHORS = ['news@one.example', 'news@two.example', 'news@three.example'];

  async function taughtMailbox() {
    const mailbox = startMailbox();
    for (const author of AUTHORS) await mailbox.open(passedOn(author, HOST, { ago: 9 }));
    return mailbox;
  }

  test('is learned from the mail of three author domains', async () => {
    const mailbox = await taughtMailbox();
    expect(await learned(mailbox)).toEqual([HOST]);
    const { origin, report } = await mailbox.open(broken('office@four.example', HOST, SOFT));
    expect([origin.row, report.origin, report.tone]).toEqual([8, 'relayed', 'caution']);
  });

  test('that was merely learned excuses nobody who asks to refuse, and not the own domain', async () => {
    const mailbox = await taughtMailbox();
    const { origin, report } = await mailbox.open(broken('office@four.example', HOST));
    expect([origin.row, report.tone]).toEqual([9, 'danger']);
    const own = broken('boss@four.example', HOST, {
      ...SOFT,
      context: { ownDomains: ['four.example'] },
    });
    const forged = await mailbox.open(own);
    expect(forged.origin.row).toBe(10);
    expect(severityOf(forged, 'fromOwnDomain')).toBe('caution');
  });

  test('is not learned from two, however often they write, nor from two hosts of one domain', async () => {
    const mailbox = startMailbox();
    for (const author of ['a@one.example', 'b@two.example', 'c@mail.two.example'])
      await mailbox.openOn([9, 8, 7], passedOn(author, HOST));
    expect(await learned(mailbox)).toEqual([]);
  });

  test('is not a mail service whose server the envelope names', async () => {
    const mailbox = startMailbox();
    for (const author of AUTHORS) {
      const domain = author.split('@')[1];
      const results = [`dkim=pass ${domain}`, 'spf=pass service.example', `dmarc=pass ${domain}`];
      await mailbox.open(
        signedMail('', author, { stated: { results, boundary: boundary('o1.service.example') } }),
      );
    }
    expect(await learned(mailbox)).toEqual([]);
  });

  test('is not learned from mail that did not authenticate', async () => {
    const mailbox = startMailbox();
    for (const author of AUTHORS)
      await mailbox.open(
        unprovenMail('', author, {
          stated: { results: ['spf=softfail x.example'], boundary: boundary(HOST) },
        }),
      );
    for (const author of AUTHORS) await mailbox.open(broken(author, HOST));
    expect(await learned(mailbox)).toEqual([]);
  });

  test('vouches for nobody else who rents there', async () => {
    const mailbox = await taughtMailbox();
    for (const neighbour of [
      'www9999.sakura.ne.jp',
      `${HOST}.evil.example`,
      `x${HOST}`,
      'sakura.ne.jp',
    ]) {
      const { origin, report } = await mailbox.open(broken('office@four.example', neighbour));
      expect([neighbour, origin.row, report.tone]).toEqual([neighbour, 9, 'danger']);
    }
  });

  test('excuses no brand that asks to refuse', async () => {
    const mailbox = await taughtMailbox();
    const { origin, report } = await mailbox.open(broken('info@amazon.co.jp', HOST));
    expect([origin.row, report.tone]).toEqual([9, 'danger']);
  });

  test('that the reader names is the server that was named, and stays in its account', async () => {
    const mailbox = startMailbox();
    await mailbox.memory.teach(ACCOUNT, { kind: 'forwarder', reverseName: HOST, address: null }, 1);
    const row = async (mail: Mail) => (await mailbox.open(mail)).origin.row;
    expect(await row(broken('office@four.example', HOST, SOFT))).toBe(8);
    expect(await row(broken('office@four.example', 'www9999.sakura.ne.jp', SOFT))).toBe(10);
    expect(
      await row(broken('office@four.example', HOST, { ...SOFT, account: 'o@gmail.com' })),
    ).toBe(10);
  });
});

const LIST = 'team.lists.example';

/** Mail through a list that writes itself into From: the list's own signature proves it. */
const fromList = (words: Mail & { list?: string; signer?: string } = {}): Mail => {
  const { list = LIST, signer = 'lists.example', ...rest } = words;
  const mail = signedMail('Bob Brown via Team', `team@${signer}`, rest);
  return { ...mail, message: { ...mail.message, listId: `<${list}>` } };
};

/** Mail through a list: the list's own signature holds. */
function throughList(from: string, words: Mail & { list?: string; signer?: string } = {}): Mail {
  const { list = LIST, signer = 'lists.example', ...rest } = words;
  const base = unprovenMail('Bob Brown', from, rest);
  return {
    ...base,
    message: { ...base.message, listId: `<${list}>` },
    stated: { results: [`dkim=pass ${signer}`, `spf=pass ${signer}`], mailFrom: `b@${signer}` },
    evaluated: { ...base.evaluated, dkim: [dkim({ sdid: signer, aligned: false })] },
  };
}

/** The same, but the author's domain says that this is not its mail. */
function brokenByList(
  from: string,
  words: Mail & {
    list?: string;
    signer?: string;
    forged?: boolean;
    policy?: 'none' | 'reject';
  } = {},
): Mail {
  const { signer = 'lists.example', forged = false, policy = 'reject' } = words;
  const domain = from.split('@')[1] ?? '';
  const mail = throughList(from, words);
  return {
    ...mail,
    stated: {
      results: [`dkim=pass ${signer}`, `spf=pass ${signer}`, `dmarc=fail ${domain}`],
      mailFrom: `b@${signer}`,
      policy,
    },
    evaluated: {
      ...mail.evaluated,
      dkim: [...(mail.evaluated?.dkim ?? []), ...(forged ? [] : [footed(domain)])],
      dmarc: dmarc({ domain, result: 'fail', policy }),
    },
  };
}

/** The author's signature, which fits without the footer of the list. */
const footed = (sdid: string) =>
  brokenDkim('bodyChanged', {
    sdid,
    undone: {
      header: true,
      body: true,
      tag: null,
      footer: { octets: 12, text: '-- \r\nList\r\n', mark: 'footer' },
      keyBits: 2048,
      testing: false,
    },
  });

describe('a list', () => {
  const author = 'bob@people.example';

  test('that was merely seen on earlier days is as unknown as any other', async () => {
    const mailbox = startMailbox();
    await mailbox.openOn([9, 8], fromList());
    const { origin, report } = await mailbox.open(brokenByList('carol@strict.example'));
    expect([origin.row, report.origin, report.tone]).toEqual([7, 'contradicted', 'caution']);
  });

  const told = ({ origin, report }: Judgement) => [origin.row, origin.situation, report.tone];

  test('that added the same on two earlier days is believed, of whoever does not ask to refuse', async () => {
    const mailbox = startMailbox();
    const open = { policy: 'none' as const };
    await mailbox.openOn([9], fromList({ endings: ['footer'] }));
    expect(told(await mailbox.open(brokenByList('carol@open.example', open)))).toEqual([
      7,
      'listAdded',
      'caution',
    ]);
    await mailbox.openOn([8], fromList({ endings: ['signature', 'footer'] }));
    expect(told(await mailbox.open(brokenByList('carol@open.example', open)))).toEqual([
      7,
      'listUsual',
      'neutral',
    ]);
    const strict = brokenByList('carol@strict.example');
    expect(told(await mailbox.open(strict))).toEqual([7, 'listAdded', 'caution']);
    const other = brokenByList('carol@open.example', { ...open, list: 'more.lists.example' });
    expect(told(await mailbox.open(other))).toEqual([7, 'listAdded', 'caution']);
  });

  test.each([
    ['on another day something else', [['footer'], ['footer of today']]],
    ['it twice on one day', [['footer'], []]],
    ['never anything', [[], []]],
  ])('that added %s is as unknown as any other', async (_, [first = [], second = []]) => {
    const mailbox = startMailbox();
    await mailbox.openOn([9, 9], fromList({ endings: first }));
    await mailbox.openOn([8], fromList({ endings: second }));
    const mail = brokenByList('carol@open.example', { policy: 'none' });
    expect(told(await mailbox.open(mail))).toEqual([7, 'listAdded', 'caution']);
  });

  test('learns what it adds from no mail of an author elsewhere, nor from a warned one', async () => {
    const mailbox = startMailbox();
    const mail = brokenByList('carol@open.example', { policy: 'none', endings: ['footer'] });
    const direct = signedMail('Bob Brown', 'bob@people.example', { endings: ['footer'] });
    const signed = {
      ...direct,
      message: { ...direct.message, listId: `<${LIST}>` },
      stated: {
        ...direct.stated,
        results: [...(direct.stated?.results ?? []), 'dkim=pass lists.example'],
      },
    };
    await mailbox.openOn([9, 8], mail);
    await mailbox.openOn([7, 6], signed);
    expect(told(await mailbox.open(mail))).toEqual([7, 'listAdded', 'caution']);
  });

  test('cannot push out what it adds again and again by what it adds once', async () => {
    const mailbox = startMailbox();
    await mailbox.openOn([40, 39], fromList({ endings: ['footer'] }));
    for (let day = 30; day > 0; day--)
      await mailbox.open({ ...fromList({ endings: [`a${day}`, `b${day}`] }), ago: day });
    const mail = brokenByList('carol@open.example', { policy: 'none' });
    expect(told(await mailbox.open(mail))).toEqual([7, 'listUsual', 'neutral']);
  });

  test('whose name somebody else writes proves nothing', async () => {
    const mailbox = startMailbox();
    await mailbox.openOn([9, 8], throughList(author));
    const forged = brokenByList('carol@strict.example', { signer: 'evil.example' });
    expect((await mailbox.open(forged)).origin.row).toBe(9);
  });

  test('without a pass of its own teaches nothing', async () => {
    const mailbox = startMailbox();
    await mailbox.openOn([9, 8, 7], throughList(author, { signer: 'evil.example' }));
    const forged = brokenByList('carol@strict.example', { forged: true });
    expect((await mailbox.open(forged)).origin.row).toBe(9);
  });

  test('of an attacker, known by two harmless mails, excuses nobody who is somebody', async () => {
    const mailbox = startMailbox();
    const evil = { list: 'news.evil.example', signer: 'evil.example' };
    await mailbox.openOn([20, 19], signedMail('Keiko Tanaka', 'keiko@office.example'));
    await mailbox.openOn([9, 8, 7], throughList('x@nobody.example', evil));
    for (const claimed of ['info@amazon.co.jp', 'keiko@office.example', 'alice@gmail.com']) {
      const { origin, report } = await mailbox.open(
        brokenByList(claimed, { ...evil, forged: true }),
      );
      expect([claimed, origin.row, report.tone]).toEqual([claimed, 9, 'danger']);
    }
    // Nor does it lower what the name rules find.
    const brand = throughList('x@evil.example', evil);
    const named = { ...brand, message: { ...brand.message, name: '三井住友カード' } };
    expect(severityOf(await mailbox.open(named), 'nameBrand')).toBe('danger');
  });

  test('that the reader names is known at once, in this account', async () => {
    const mailbox = startMailbox();
    await mailbox.memory.teach(ACCOUNT, { kind: 'list', list: LIST }, 1);
    const told = await mailbox.open(brokenByList('carol@strict.example'));
    expect([told.origin.row, told.report.tone]).toEqual([7, 'neutral']);
    const other = brokenByList('carol@strict.example', { account: 'other@gmail.com' });
    expect((await mailbox.open(other)).report.tone).toBe('caution');
  });
});
