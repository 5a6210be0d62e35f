// Changes of valid messages: whatever alters what a seal or a signature covers leaves no proof and no signature standing.
import { expect, test } from 'vitest';
import { type BuiltCase, buildCase } from '../helpers/cases/build.ts';
import { judgeCase } from '../helpers/cases/judge.ts';
import { coveredData } from './covered.ts';
import { validCases } from './mutation-cases.ts';

const latin1 = (raw: Uint8Array) => Buffer.from(raw).toString('latin1');

/** What is covered, worked out apart from the product. */
interface Covered {
  dkim: Set<string>;
  /** the chain as a whole; '' without one */
  arc: string;
  /** record and sealed copy as text, equal where the record is the sealed one */
  isRecordSealed: boolean;
}

/** Results as text: case, quotes and blanks may differ between two ways of writing the same. */
const plain = (results: string) => results.toLowerCase().replace(/[\s"]+/g, '');

function readCovered(written: string): Covered {
  const text = written.replace(/\r\n|\n/g, '\r\n');
  const data = coveredData(text);
  const header = text.slice(0, text.indexOf('\r\n\r\n'));
  const fields = header.split(/\r\n(?![ \t])/);
  const valuesOf = (name: string) =>
    fields
      .filter((field) => field.toLowerCase().startsWith(`${name}:`))
      .map((field) => field.slice(name.length + 1));
  const newest = valuesOf('arc-authentication-results')
    .map((value) => ({ i: Number(/^\s*i=(\d+)/.exec(value)?.[1]), value }))
    .sort((a, b) => b.i - a.i)[0];
  const copy = newest?.value.replace(/^\s*i=\d+\s*;/, '') ?? '';
  return {
    dkim: new Set(data.filter(({ kind }) => kind === 'dkim').map((one) => one.data)),
    arc: data.find(({ kind }) => kind === 'arc')?.data ?? '',
    isRecordSealed: plain(valuesOf('authentication-results')[0] ?? '') === plain(copy),
  };
}

interface Standing {
  sealed: boolean;
  signed: boolean;
  /** the record that is believed, whole */
  record: string;
}

async function judge(built: BuiltCase, text: string): Promise<Standing> {
  const { report } = await judgeCase({ ...built, raw: Buffer.from(text, 'latin1') });
  return {
    sealed: report.stated?.proof === 'sealed',
    signed: report.origin === 'signed',
    record: JSON.stringify(report.stated),
  };
}

interface Valid {
  name: string;
  built: BuiltCase;
  text: string;
  covered: Covered;
}

const VALID: Valid[] = validCases().map((input) => {
  const built = buildCase(input);
  const text = latin1(built.raw);
  return { name: input.name, built, text, covered: readCovered(text) };
});

const next = (letter: string) =>
  /[0-8a-yA-Y]/.test(letter)
    ? String.fromCharCode(letter.charCodeAt(0) + 1)
    : letter === '9'
      ? '0'
      : 'a';

/** What happens to one octet. */
const OCTETS: ((octet: string) => string)[] = [
  next,
  (octet) => String.fromCharCode(octet.charCodeAt(0) ^ 0x20),
  () => '',
  (octet) => `${octet}x`,
  (octet) => `${octet} `,
  (octet) => String.fromCharCode(octet.charCodeAt(0) ^ 0x80),
  (octet) => `${octet}\r\n `,
];

/** What happens to the field at a place. */
const FIELDS: ((fields: string[], at: number) => string[])[] = [
  (fields, at) => fields.toSpliced(at, 1),
  (fields, at) => [fields[at] ?? '', ...fields],
  (fields, at) => [...fields, fields[at] ?? ''],
  (fields, at) => [...fields.toSpliced(at, 1), fields[at] ?? ''],
  (fields, at) => fields.toSpliced(at, 2, fields[at + 1] ?? '', fields[at] ?? ''),
  (fields, at) => fields.with(at, `X-${fields[at]}`),
  (fields, at) => fields.with(at, (fields[at] ?? '').replace(/:.*/s, ':')),
];

/** Words of records, seals and signatures, and what somebody would rather read there. */
const WORDS: [RegExp, string][] = [
  [/=pass/, '=fail'],
  [/dmarc=pass/, 'dmarc=none'],
  [/header\.from=paper-mill/, 'header.from=other-mill'],
  [/p=REJECT/, 'p=NONE'],
  [/spf=\w+/, 'spf=neutral'],
  [/smtp\.mailfrom=/, 'smtp.helo='],
  [/permitted sender\)/, 'permitted sender, surely)'],
  [/cv=\w+/, 'cv=none'],
  [/ t=(\d)/, ' t=9$1'],
  [/ i=1/, ' i=2'],
  [/mx\.google\.com/, 'mx.google.example'],
  [/d=google\.com/, 'd=google.example'],
  [/h=([\w-]+):/, 'h=$1:$1:'],
  [/bh=(...)/, 'bh=AAA'],
  [/c=\w+\/\w+/, 'c=relaxed/relaxed'],
  [/dara=google\.com/, 'dara=other.example'],
];
const WORDED = /^(?:arc-[a-z-]+|authentication-results|dkim-signature)$/i;

interface Change {
  valid: Valid;
  what: string;
  text: string;
}

const STRIDE = 71;

function* changesOf(valid: Valid, number: number): Generator<Change> {
  const { text } = valid;
  const end = text.indexOf('\r\n\r\n');
  const [header, body] = [text.slice(0, end), text.slice(end + 4)];
  const fields = header.split(/\r\n(?![ \t])/);
  const change = (what: string, changed: string): Change => ({ valid, what, text: changed });

  // octets in alternation, so that all messages together try every kind of place
  for (let at = (number * 13) % STRIDE, step = number; at < text.length; at += STRIDE, step++) {
    const octet = text[at] ?? '';
    const changed = OCTETS[step % OCTETS.length]?.(octet) ?? '';
    yield change(`octet ${at}`, text.slice(0, at) + changed + text.slice(at + 1));
  }
  for (const [at, field] of fields.entries()) {
    const name = field.slice(0, field.indexOf(':'));
    const act = FIELDS[(at + number) % FIELDS.length];
    const changed = act?.(fields, at).join('\r\n') ?? '';
    yield change(`field ${(at + number) % FIELDS.length} ${name}`, `${changed}\r\n\r\n${body}`);
    if (!WORDED.test(name)) continue;
    for (const [index, [from, to]] of WORDS.entries()) {
      if ((index + number) % 4 !== 0 || !from.test(field)) continue;
      const others = fields.with(at, field.replace(from, to)).join('\r\n');
      yield change(`word ${from} in ${name}`, `${others}\r\n\r\n${body}`);
    }
  }
  for (const [what, other] of Object.entries({
    appended: `${body}x\r\n`,
    prepended: `x${body}`,
    blank: `${body}\r\n\r\n`,
    spaced: body.replace(/ /, '  '),
    gone: '',
  }))
    yield change(`body ${what}`, `${header}\r\n\r\n${other}`);
}

test('every message is proved and signed before it is changed', async () => {
  expect(VALID.length).toBeGreaterThanOrEqual(60);
  for (const { name, built, text, covered } of VALID) {
    expect(await judge(built, text), name).toMatchObject({ sealed: true, signed: true });
    expect(covered.isRecordSealed, name).toBe(true);
    expect(covered.arc, name).not.toBe('');
  }
});

test('no change of anything covered leaves the proof or the signature standing', async () => {
  const wrong: string[] = [];
  const originals = new Map<Valid, string>();
  for (const valid of VALID) originals.set(valid, (await judge(valid.built, valid.text)).record);
  const counts = { changes: 0, sealBroken: 0, signatureBroken: 0, stillSealed: 0, stillSigned: 0 };
  const check = async ({ valid, what, text }: Change): Promise<void> => {
    const now = readCovered(text);
    const sealHolds = now.arc === valid.covered.arc;
    const signatureHolds = [...now.dkim].some((data) => valid.covered.dkim.has(data));
    const { sealed, signed, record } = await judge(valid.built, text);
    counts.changes++;
    if (!sealHolds) counts.sealBroken++;
    else if (sealed) counts.stillSealed++;
    if (!signatureHolds) counts.signatureBroken++;
    else if (signed) counts.stillSigned++;
    if (sealed && !sealHolds) wrong.push(`${valid.name}: ${what} is still sealed`);
    // Where the field outside was changed, what counts is what Google sealed inside its set.
    if (sealed && record !== originals.get(valid))
      wrong.push(`${valid.name}: ${what} is believed as changed`);
    if (signed && !signatureHolds) wrong.push(`${valid.name}: ${what} is still signed`);
  };
  for (const [number, valid] of VALID.entries())
    for (const change of changesOf(valid, number)) await check(change);
  console.info(
    `${counts.changes} changes of ${VALID.length} messages: ${counts.sealBroken} of the seal, ` +
      `${counts.signatureBroken} of the signature; ${counts.stillSealed} and ${counts.stillSigned} changed nothing covered`,
  );
  expect(wrong).toEqual([]);
  expect(counts.sealBroken).toBeGreaterThan(4_000);
  expect(counts.signatureBroken).toBeGreaterThan(1_000);
  // a proof that falls with every change would prove nothing here
  expect(counts.stillSealed).toBeGreaterThan(500);
  expect(counts.stillSigned).toBeGreaterThan(1_000);
});
