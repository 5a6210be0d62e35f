// Forwarders and lists that the reader's own mail has shown, rows 7 and 8 of the table, and what attackers gain: nothing.
import { describe, expect, test } from 'vitest';
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
} from './mailbox.ts';

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
  words: Mail & { list?: string; signer?: string; forged?: boolean } = {},
): Mail {
  const { signer = 'lists.example', forged = false } = words;
  const domain = from.split('@')[1] ?? '';
  const mail = throughList(from, words);
  return {
    ...mail,
    stated: {
      results: [`dkim=pass ${signer}`, `spf=pass ${signer}`, `dmarc=fail ${domain}`],
      mailFrom: `b@${signer}`,
      policy: 'reject',
    },
    evaluated: {
      ...mail.evaluated,
      dkim: [...(mail.evaluated?.dkim ?? []), ...(forged ? [] : [footed(domain)])],
      dmarc: dmarc({ domain, result: 'fail', policy: 'reject' }),
    },
  };
}

/** The author's signature, which fits without the footer of the list. */
const footed = (sdid: string) =>
  brokenDkim('bodyChanged', {
    sdid,
    marks: {
      header: true,
      body: true,
      tag: null,
      footer: { octets: 12, text: '-- \r\nList\r\n' },
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
