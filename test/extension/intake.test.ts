// What the page for files finds in what it is handed: a mailbox is one by what stands in it, whatever it is called.
import { describe, expect, test } from 'vitest';
import { fromChooser, fromText, type Job, type Source } from '../../entrypoints/analyser/intake.ts';

const MAIL = 'From: a@shop.example\r\nTo: x@y.example\r\nSubject: x\r\n\r\nx\r\n';
const MAILBOX = `From a@shop.example Sun Nov  1 17:46:17 2026\r\n${MAIL}\r\n`.repeat(2);

async function find(job: Job): Promise<Source[]> {
  const found: Source[] = [];
  await job({
    add: (sources) => found.push(...sources),
    reading: () => undefined,
    isCancelled: () => false,
  });
  return found;
}

/** Files as a chooser hands them over; with a folder in their names, as one for folders does. */
const chosen = (...files: [name: string, content: string][]) =>
  files.map(([path, content]) => {
    const file = new File([content], path.split('/').at(-1) ?? path);
    const webkitRelativePath = path.includes('/') ? path : '';
    return Object.assign(file, { webkitRelativePath });
  }) as unknown as FileList;

const seen = (sources: readonly Source[]) =>
  sources.map(({ name, isQuoted = false }) => [name, isQuoted]);

describe('files', () => {
  test.each(['Inbox', 'All.MBOX', 'all.mbox', 'all.eml'])('a mailbox called %s', async (name) => {
    const found = await find(fromChooser(chosen([name, MAILBOX], ['one', MAIL])));
    expect(seen(found)).toEqual([
      [`${name}#1`, true],
      [`${name}#2`, true],
      ['one', false],
    ]);
    const octets = await Promise.all(found.map((source) => source.read()));
    const texts = octets.map((one) => Buffer.from(one).toString());
    expect(texts).toEqual([`${MAIL}\r\n`, `${MAIL}\r\n`, MAIL]);
  });

  test('of a folder only mail is taken, in the order of its names', async () => {
    const found = await find(
      fromChooser(
        chosen(
          ['mail/10.EML', MAIL],
          ['mail/notes.txt', 'x'],
          ['mail/9.eml', MAIL],
          ['mail/Inbox.mbox/mbox', MAILBOX],
        ),
      ),
    );
    expect(seen(found).map(([name]) => name)).toEqual([
      'mail/9.eml',
      'mail/10.EML',
      'mail/Inbox.mbox/mbox#1',
      'mail/Inbox.mbox/mbox#2',
    ]);
  });

  test('a file larger than a piece is one message', async () => {
    const large = `${MAIL}${'x'.repeat(3 << 20)}`;
    const [source] = await find(fromChooser(chosen(['large.eml', large])));
    expect((await source?.read())?.length).toBe(large.length);
  });
});

test('pasted source: one message, or a mailbox, and an approximate copy of either', async () => {
  const one = await find(fromText(MAIL));
  expect(seen(one)).toEqual([['', false]]);
  const many = await find(fromText(MAILBOX));
  expect(seen(many)).toEqual([
    ['#1', true],
    ['#2', true],
  ]);
  expect([...one, ...many].map(({ fidelity }) => fidelity)).toEqual(Array(3).fill('approximate'));
});
