// People the reader knows: learned from authenticated mail on several days, and from nothing else.
import { describe, expect, test } from 'vitest';
import { FORMS, writeText } from '../../components/report/text.ts';
import type { Judgement } from '../../lib/model.ts';
import { tell } from '../../lib/verdict/story/tell.ts';
import {
  ACCOUNT,
  DAY,
  failedMail,
  listedMail,
  type Mail,
  NOW,
  rulesOf,
  severityOf,
  signedMail,
  startMailbox,
  unprovenMail,
} from './days.ts';

const KEIKO = 'Keiko Tanaka';
const keiko = signedMail(KEIKO, 'keiko@office.example');
const known = (mailbox: ReturnType<typeof startMailbox>, account = ACCOUNT) =>
  mailbox.memory.recall(account, null).then(({ correspondents }) => correspondents);

/** What the reader wrote: it lies in Sent and came over no server. */
const sentTo = (to: string, ago: number): Mail => ({
  ago,
  context: { folder: 'sent' },
  message: { from: ACCOUNT, name: 'Alice Example', to: [to], received: [] },
  stated: { results: null, absence: 'sent', boundary: null },
});

test('a known name from another address is found, and warned of once the reader answered it', async () => {
  const mailbox = startMailbox();
  await mailbox.openOn([9, 8], keiko);
  const namesake = await mailbox.open(signedMail(KEIKO, 'keiko.tanaka@elsewhere.example'));
  expect(severityOf(namesake, 'nameContact')).toBe('info');
  await mailbox.open(sentTo('keiko@office.example', 7));
  const other = await mailbox.open(signedMail(KEIKO, 'keiko.tanaka@elsewhere.example'));
  expect(severityOf(other, 'nameContact')).toBe('caution');
  expect(other.report.tone).toBe('caution');
  expect(other.report.findings.find(({ rule }) => rule === 'nameContact')?.params.known).toBe(
    'keiko@office.example',
  );
  expect(rulesOf(await mailbox.open(keiko))).not.toContain('nameContact');
});

test('a Japanese name, written with and without a space and with a title', async () => {
  const mailbox = startMailbox();
  await mailbox.openOn([9, 8], signedMail('田中 恵子', 'keiko@office.example'));
  await mailbox.open(sentTo('keiko@office.example', 7));
  const other = await mailbox.open(signedMail('田中恵子様', 'a1@elsewhere.example'));
  expect(severityOf(other, 'nameContact')).toBe('caution');
});

test('a name made of look-alike letters is found', async () => {
  const mailbox = startMailbox();
  await mailbox.openOn([9, 8], keiko);
  const other = await mailbox.open(signedMail('Кeiko Tanaka', 'a1@elsewhere.example'));
  expect(other.report.tone).toBe('danger');
});

test('one day is not enough, however much mail came on it', async () => {
  const mailbox = startMailbox();
  for (let i = 0; i < 5; i++) await mailbox.open({ ...keiko, ago: 9 });
  const other = await mailbox.open(signedMail(KEIKO, 'a1@elsewhere.example'));
  expect(rulesOf(other)).not.toContain('nameContact');
});

test('what a message taught on its own day is left out when it is opened again', async () => {
  const mailbox = startMailbox();
  await mailbox.openOn([9, 8], keiko);
  const address = 'keiko@office.example';
  const day = Math.floor(NOW / DAY) - 8;
  const traces = { messageId: 'm1', address, domain: 'office.example', day };
  expect((await mailbox.memory.recall(ACCOUNT, traces)).correspondents).toEqual([]);
  const later = await mailbox.memory.recall(ACCOUNT, { ...traces, day: day + 1 });
  expect(later.correspondents).toHaveLength(1);
});

test('opening one message on many days is one day', async () => {
  const mailbox = startMailbox();
  for (let i = 0; i < 5; i++) await mailbox.open({ ...keiko, ago: 9, id: 'same' });
  expect(await known(mailbox)).toEqual([]);
  const [sender] = await mailbox.senders.all(ACCOUNT);
  expect(sender).toMatchObject({ domain: 'office.example', count: 1 });
});

test('a reply makes a person known after one day; it makes nobody known whose mail did not authenticate', async () => {
  const mailbox = startMailbox();
  await mailbox.open({ ...keiko, ago: 9 });
  await mailbox.open(unprovenMail('Bob Brown', 'bob@small.example', { ago: 9 }));
  await mailbox.open({
    ago: 8,
    context: { folder: 'sent' },
    message: {
      from: ACCOUNT,
      name: 'Alice Example',
      to: ['keiko@office.example', 'bob@small.example'],
      received: [],
    },
    stated: { results: null, absence: 'sent', boundary: null },
  });
  expect(await known(mailbox)).toEqual([
    { name: KEIKO, address: 'keiko@office.example', days: 1, replied: true },
  ]);
});

test('a colleague: the name of somebody in the own organisation from outside', async () => {
  const mailbox = startMailbox();
  const office = { ownDomains: ['office.example'] };
  await mailbox.openOn([9, 8], { ...keiko, context: office });
  const other = await mailbox.open(
    signedMail(KEIKO, 'keiko.tanaka@gmail.com', {
      context: office,
      stated: { results: ['dkim=pass gmail.com', 'dmarc=pass gmail.com'] },
    }),
  );
  expect(severityOf(other, 'nameColleague')).toBe('danger');
});

test('the own name from another address, unless it is one of the own addresses of this account', async () => {
  const mailbox = startMailbox();
  const own = signedMail('Alice Example', 'alice@home.example');
  expect(severityOf(await mailbox.open(own), 'nameSelf')).toBe('caution');
  await mailbox.memory.changeProfile(ACCOUNT, () => ({ ownAddresses: ['alice@home.example'] }), 1);
  expect(rulesOf(await mailbox.open(own))).not.toContain('nameSelf');
  expect(rulesOf(await mailbox.open({ ...own, account: 'other@gmail.com' }))).toContain('nameSelf');
});

test('a young memory says nothing of who never wrote', async () => {
  const mailbox = startMailbox();
  await mailbox.open(signedMail('Shop', 'a@shop.example', { ago: 27 }));
  expect(rulesOf(await mailbox.open(keiko))).not.toContain('firstContact');
});

/** Something was learned four weeks ago. */
async function startGrown() {
  const mailbox = startMailbox();
  await mailbox.open(signedMail('Shop', 'a@shop.example', { ago: 28 }));
  return mailbox;
}
const told = (judgement: Judgement) => tell(judgement).known;

test('what memory knows is told of a proved sender: since when, how many, in which way', async () => {
  const mailbox = await startGrown();
  expect(told(await mailbox.open({ ...keiko, ago: 20, id: 'first' }))).toBeNull();
  // The same message again is no earlier one.
  expect(told(await mailbox.open({ ...keiko, ago: 20, id: 'first' }))).toBeNull();
  await mailbox.open({ ...keiko, ago: 10 });
  const known = told(await mailbox.open({ ...keiko, id: 'third' }));
  expect(known?.key).toBe('story.known.signed');
  expect(known?.params).toMatchObject({ domain: 'office.example', count: '2' });
  const listed = told(await mailbox.open(listedMail(KEIKO, 'keiko@office.example', { ago: 1 })));
  expect(listed?.params.count).toBe('3');
});

test('nothing of it beside a sender that is not proved, in Spam, on free mail or in a young memory', async () => {
  const mailbox = await startGrown();
  await mailbox.openOn([9, 8], keiko);
  expect(told(await mailbox.open(unprovenMail(KEIKO, 'keiko@office.example')))).toBeNull();
  expect(told(await mailbox.open(failedMail(KEIKO, 'keiko@office.example')))).toBeNull();
  expect(told(await mailbox.open({ ...keiko, context: { folder: 'spam' } }))).toBeNull();
  const free = signedMail('Bob', 'bob@gmail.com');
  await mailbox.openOn([9, 8], free);
  expect(told(await mailbox.open(free))).toBeNull();
  const young = startMailbox();
  await young.openOn([27, 8], keiko);
  expect(told(await young.open(keiko))).toBeNull();
});

test('what memory knows is in no report', async () => {
  const mailbox = await startGrown();
  await mailbox.openOn([9, 8], keiko);
  const known = await mailbox.open(keiko);
  expect(told(known)).not.toBeNull();
  expect(JSON.stringify(known.report)).not.toContain('acquaintance');
  const first = await mailbox.open(signedMail('New', 'new@else.example'));
  expect(rulesOf(first)).toContain('firstContact');
  for (const judgement of [known, first])
    for (const form of FORMS) {
      const text = writeText('en', { judgement, story: tell(judgement) }, form, NOW);
      expect(text).not.toMatch(/Earlier mails|before\./);
    }
});

test('first contact is said once for an address, and again for the same message', async () => {
  const mailbox = await startGrown();
  expect(rulesOf(await mailbox.open({ ...keiko, id: 'first' }))).toContain('firstContact');
  expect(rulesOf(await mailbox.open({ ...keiko, id: 'first' }))).toContain('firstContact');
  expect(rulesOf(await mailbox.open({ ...keiko, id: 'second' }))).not.toContain('firstContact');
});

test('a domain that always signed and now does not', async () => {
  const mailbox = startMailbox();
  await mailbox.openOn([9, 8, 7], keiko);
  const bare = unprovenMail(KEIKO, 'keiko@office.example', { ago: 1, id: 'bare' });
  expect(severityOf(await mailbox.open(bare), 'usuallySigned')).toBe('caution');
  // It warned, so it taught nothing: it warns again.
  expect(severityOf(await mailbox.open(bare), 'usuallySigned')).toBe('caution');
  expect(severityOf(await mailbox.open({ ...bare, id: 'next' }), 'usuallySigned')).toBe('caution');
});

test('what warned tells of no habit: whoever rents beside the domain would be believed the second time', async () => {
  const mailbox = startMailbox();
  await mailbox.openOn([9, 8, 7], keiko);
  const listed = listedMail(KEIKO, 'keiko@office.example', { ago: 2, id: 'listed' });
  expect(rulesOf(await mailbox.open(listed))).toContain('usuallySigned');
  expect(rulesOf(await mailbox.open(listed))).toContain('usuallySigned');
  const later = await mailbox.open({ ...listed, ago: 1, id: 'later' });
  expect(rulesOf(later)).toContain('usuallySigned');
});

test('a domain with an unsigned server of its own, which wrote before signed mail was a habit', async () => {
  const mailbox = startMailbox();
  const listed = listedMail(KEIKO, 'keiko@office.example', { id: 'listed' });
  await mailbox.open({ ...listed, ago: 10 });
  await mailbox.openOn([9, 8, 7], keiko);
  expect(rulesOf(await mailbox.open({ ...listed, id: 'later' }))).not.toContain('usuallySigned');
});

test('another department of a domain that signs elsewhere is accused of nothing', async () => {
  const mailbox = startMailbox();
  await mailbox.openOn([9, 8, 7], signedMail('Press', 'press@news.office.example'));
  const other = await mailbox.open(listedMail('Mori', 'mori@lab.office.example'));
  expect(rulesOf(other)).not.toContain('usuallySigned');
});

test('two days of signed mail do not make a habit', async () => {
  const mailbox = startMailbox();
  await mailbox.openOn([9, 8], keiko);
  const bare = await mailbox.open(unprovenMail(KEIKO, 'keiko@office.example'));
  expect(rulesOf(bare)).not.toContain('usuallySigned');
});

test('accounts know nothing of each other', async () => {
  const mailbox = startMailbox();
  await mailbox.openOn([9, 8, 7], keiko);
  const account = 'other@gmail.com';
  await mailbox.open(signedMail('Shop', 'a@shop.example', { account, ago: 28 }));
  const other = await mailbox.open(signedMail(KEIKO, 'a1@elsewhere.example', { account }));
  expect(rulesOf(other)).not.toContain('nameContact');
  const bare = await mailbox.open(unprovenMail(KEIKO, 'keiko@office.example', { account }));
  expect(rulesOf(bare)).not.toContain('usuallySigned');
  expect(rulesOf(bare)).toContain('firstContact');
  expect(await known(mailbox, account)).toEqual([]);
  await mailbox.memory.forgetAccount(account);
  expect(await known(mailbox)).toHaveLength(1);
  expect(await mailbox.memory.accounts()).toEqual([ACCOUNT]);
});

describe('“it is really them”', () => {
  const address = 'keiko@home.example';
  const mail = signedMail(KEIKO, address);
  const said = { rule: 'nameContact', address, name: KEIKO };
  const confirm = (
    { memory }: ReturnType<typeof startMailbox>,
    {
      domain = 'home.example',
      messageId = 'said',
    }: { domain?: string | null; messageId?: string } = {},
  ) => memory.teach(ACCOUNT, { kind: 'sender', ...said, domain, messageId }, NOW - 8 * DAY);

  test('silences one rule for one address and one name, in one account, and proves nothing', async () => {
    const mailbox = startMailbox();
    await mailbox.openOn([19, 18], keiko);
    await mailbox.open(sentTo('keiko@office.example', 17));
    await confirm(mailbox);
    const { report, confirmed } = await mailbox.open(mail);
    expect([report.tone, confirmed.length]).toEqual(['neutral', 1]);
    expect(rulesOf(await mailbox.open(signedMail('KEIKO TANAKA', address)))).toContain(
      'nameContact',
    );
    const third = signedMail(KEIKO, 'keiko@third.example');
    expect(rulesOf(await mailbox.open(third))).toContain('nameContact');
    // However much mail comes from the second address, the name belongs to the first.
    await mailbox.openOn([7, 6, 5], mail);
    expect(rulesOf(await mailbox.open(third))).toContain('nameContact');
  });

  test('holds for mail that DKIM proves of the same domain, and for no other', async () => {
    const mailbox = startMailbox();
    await mailbox.openOn([19, 18], keiko);
    await mailbox.open(sentTo('keiko@office.example', 17));
    await confirm(mailbox);
    expect(rulesOf(await mailbox.open(listedMail(KEIKO, address)))).toContain('nameContact');
    expect(rulesOf(await mailbox.open(unprovenMail(KEIKO, address)))).toContain('nameContact');
    expect((await mailbox.open(failedMail(KEIKO, address))).report.tone).toBe('danger');
  });

  test('of unproved mail holds for that one message', async () => {
    const mailbox = startMailbox();
    await mailbox.openOn([19, 18], keiko);
    await mailbox.open(sentTo('keiko@office.example', 17));
    await confirm(mailbox, { domain: null, messageId: 'm7' });
    const bare = unprovenMail(KEIKO, address);
    expect(rulesOf(await mailbox.open({ ...bare, id: 'm7' }))).not.toContain('nameContact');
    expect(rulesOf(await mailbox.open({ ...bare, id: 'm8' }))).toContain('nameContact');
    expect(rulesOf(await mailbox.open({ ...mail, id: 'm9' }))).toContain('nameContact');
  });

  test('taught, then two later days, then undone: the first verdict again', async () => {
    const mailbox = startMailbox();
    await mailbox.openOn([19, 18], keiko);
    await mailbox.open(sentTo('keiko@office.example', 17));
    const first = await mailbox.open({ ...mail, ago: 9, id: 'first' });
    await confirm(mailbox);
    await mailbox.openOn([7, 6], mail);
    expect((await mailbox.open({ ...mail, ago: 9, id: 'first' })).report.tone).toBe('neutral');
    await mailbox.openOn([5, 4], signedMail('Keiko T.', address));
    const counts = async () => (await mailbox.senders.all(ACCOUNT)).map(({ count }) => count);
    const counted = await counts();
    await mailbox.memory.teach(ACCOUNT, { kind: 'undo', ...said }, NOW);
    const again = await mailbox.open({ ...mail, ago: 9, id: 'first' });
    // What was read stays read.
    expect(await counts()).toEqual(counted);
    expect(again.report.findings).toEqual(first.report.findings);
    expect(again.report.tone).toBe(first.report.tone);
    expect((await known(mailbox)).map((one) => one.address)).toEqual(['keiko@office.example']);
  });

  test('a message that it silenced teaches nothing', async () => {
    const mailbox = startMailbox();
    await mailbox.openOn([19, 18], keiko);
    await mailbox.open(sentTo('keiko@office.example', 17));
    await confirm(mailbox);
    await mailbox.openOn([7, 6, 5], mail);
    expect((await known(mailbox)).map((one) => one.address)).toEqual(['keiko@office.example']);
  });

  test('that an older version kept holds for the domain of the address', async () => {
    const mailbox = startMailbox();
    await mailbox.openOn([19, 18], keiko);
    await mailbox.open(sentTo('keiko@office.example', 17));
    await mailbox.memory.changeProfile(ACCOUNT, () => ({ taught: [said] }), 1);
    expect((await mailbox.open(mail)).report.tone).toBe('neutral');
    expect(rulesOf(await mailbox.open(unprovenMail(KEIKO, address)))).toContain('nameContact');
  });
});

const FORGED: [string, (name: string, from: string) => ReturnType<typeof signedMail>][] = [
  ['unproven', unprovenMail],
  ['refused by its domain', failedMail],
  ['in Spam', (name, from) => signedMail(name, from, { context: { folder: 'spam' } })],
  [
    'from approximate bytes',
    (name, from) => signedMail(name, from, { context: { fidelity: 'approximate' } }),
  ],
  ['from a loose file', (name, from) => signedMail(name, from, { context: { source: 'file' } })],
];

for (const [how, make] of FORGED) {
  test(`nobody becomes known by mail that is ${how}`, async () => {
    const mailbox = startMailbox();
    await mailbox.openOn([9, 8, 7, 6, 5], make(KEIKO, 'keiko@office.example'));
    expect(await known(mailbox)).toEqual([]);
    const { addressHistory } = await mailbox.memory.recall(ACCOUNT, {
      messageId: 'x',
      address: 'keiko@office.example',
      domain: 'office.example',
      day: 0,
    });
    expect(addressHistory?.signedDays ?? 0).toBe(0);
    expect(addressHistory?.unsigned ?? 0).toBe(0);
  });
}

test('forged mail takes nothing from what is known of a domain', async () => {
  const mailbox = startMailbox();
  await mailbox.openOn([9, 8, 7], keiko);
  await mailbox.openOn([6, 5, 4], unprovenMail(KEIKO, 'keiko@office.example'));
  await mailbox.openOn([3, 2], failedMail('Mallory Mole', 'keiko@office.example'));
  const bare = await mailbox.open(unprovenMail(KEIKO, 'keiko@office.example'));
  expect(rulesOf(bare)).toContain('usuallySigned');
  const [sender] = await mailbox.senders.all(ACCOUNT);
  expect(sender).toMatchObject({ dkim: true, spf: true, count: 9, signedDays: { count: 3 } });
  expect(await mailbox.memory.correspondents(ACCOUNT)).toMatchObject([
    { names: [{ name: KEIKO }], days: { count: 3 } },
  ]);
});

test('a known name cannot be made common by using it elsewhere', async () => {
  const mailbox = startMailbox();
  await mailbox.openOn([30, 29], keiko);
  // An address that is known for other mail of its own; its domain signs whatever name stands there.
  await mailbox.openOn([28, 27], signedMail('Mallory Mole', 'm@hosting.example'));
  await mailbox.openOn([26, 25, 24], signedMail(KEIKO, 'm@hosting.example'));
  await mailbox.openOn([23, 22, 21], signedMail(KEIKO, 'k@second.example'));
  const third = await mailbox.open(signedMail(KEIKO, 'k@third.example'));
  expect(rulesOf(third)).toContain('nameContact');
});

test('an address that many people write from names nobody', async () => {
  const mailbox = startMailbox();
  const names = ['Anna Abel', 'Bert Bohr', 'Cleo Carr', 'Dora Dean'];
  for (const name of names) await mailbox.openOn([9, 8], signedMail(name, 'c@forum.example'));
  expect(await known(mailbox)).toEqual([
    { name: '', address: 'c@forum.example', days: 2, replied: false },
  ]);
});

test('who shares a mail host cannot take a name from an address by writing from it under others', async () => {
  const mailbox = startMailbox();
  await mailbox.openOn([30, 29], keiko);
  const names = ['Anna Abel', 'Bert Bohr', 'Cleo Carr', 'Dora Dean'];
  for (const name of names) await mailbox.openOn([9, 8], listedMail(name, 'keiko@office.example'));
  expect(await known(mailbox)).toMatchObject([{ name: KEIKO, address: 'keiko@office.example' }]);
  expect(rulesOf(await mailbox.open(signedMail(KEIKO, 'k@third.example')))).toContain(
    'nameContact',
  );
});

test('whom the reader answered keeps the name, whoever wrote under it first', async () => {
  const mailbox = startMailbox();
  await mailbox.openOn([40, 39], signedMail(KEIKO, 'news@letter.example'));
  await mailbox.open({ ...keiko, ago: 30 });
  await mailbox.open(sentTo('keiko@office.example', 29));
  await mailbox.openOn([28, 27], keiko);
  const people = await known(mailbox);
  expect(people.find(({ address }) => address === 'keiko@office.example')?.name).toBe(KEIKO);
  expect(rulesOf(await mailbox.open(keiko))).not.toContain('nameContact');
});

const OFFICES: [string, string, string[]][] = [
  ['Example Trading', 'news@trading.example', ['list-unsubscribe: <https://trading.example/u>']],
  ['Example Support', 'k@trading.example', []],
  ['Example Trading', 'no-reply@trading.example', []],
  ['例示商事株式会社', 'k@trading.example', []],
  ['Keiko Tanaka', 'k@trading.example', ['auto-submitted: auto-generated']],
];

for (const [name, from, fields] of OFFICES) {
  test(`${name} <${from}> ${fields.join()} is no person: the name may come from other domains`, async () => {
    const mailbox = startMailbox();
    await mailbox.openOn([9, 8], signedMail(name, from, { message: { fields } }));
    const [one] = await known(mailbox);
    expect(one).toMatchObject({ name: '', address: from });
    const other = await mailbox.open(signedMail(name, 'x@trading-group.example'));
    expect(rulesOf(other)).not.toContain('nameContact');
  });
}
