// Google's own words as public archives hold them: every result string says what it says, every real header is read.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readArcSets } from '../../lib/evidence/arc-sets.ts';
import { state } from '../../lib/evidence/stated.ts';
import { parseAddressField } from '../../lib/message/addresses.ts';
import { parseAuthenticationResults } from '../../lib/message/authentication-results.ts';
import { parse } from '../../lib/message/parse.ts';
import type { AuthenticationResults, Message } from '../../lib/model.ts';
import { readJson, suite } from './suites.ts';

const strings = suite('gmail/authentication-results.json', 3_000);

/**
 * What a string says, read without any grammar: comments are what stands between parentheses (these strings nest none),
 * methods what semicolons part, properties what has an equals sign. Fit for these strings only, and so a check of its own.
 */
function readNaively(text: string): AuthenticationResults {
  const [authservId = '', ...parts] = text
    .replace(/\(([^()]*)\)/g, (_, inner: string) => `(${encodeURIComponent(inner)})`)
    .split(';')
    .map((part) => part.replace(/[ ]+/g, ' ').replace(/^ | $/g, ''));
  return {
    authservId,
    instance: null,
    methods: parts.map((part) => {
      const words = part.split(' ');
      const pairs = words
        .filter((word) => !word.startsWith('('))
        .map((word) => [
          word.slice(0, word.indexOf('=')),
          word.slice(word.indexOf('=') + 1).replace(/^"(.*)"$/, '$1'),
        ]);
      const [[method = '', result = ''] = [], ...properties] = pairs;
      return {
        method,
        result,
        reason: null,
        properties: Object.fromEntries(properties),
        comments: words
          .filter((word) => word.startsWith('('))
          .map((word) => decodeURIComponent(word.slice(1, -1))),
      };
    }),
  };
}

/** Written again from what was read, without quotes and with single blanks. */
function write({ authservId, methods }: AuthenticationResults): string {
  const parts = methods.map((one) =>
    [
      `${one.method}=${one.result}`,
      ...one.comments.map((comment) => `(${comment})`),
      ...Object.entries(one.properties).map(([key, value]) => `${key}=${value}`),
    ].join(' '),
  );
  return [authservId, ...parts].join('; ');
}

describe.runIf(strings)('3,000 result strings of Google', () => {
  const all = strings === null ? [] : readJson<string[]>(strings);

  test('each is read, and as a reader without grammar reads it', () => {
    expect(all).toHaveLength(3_000);
    for (const text of all)
      expect(parseAuthenticationResults(text), text).toEqual(readNaively(text));
  });

  test('each can be written again from what was read: nothing is lost', () => {
    for (const text of all) {
      const results = parseAuthenticationResults(text);
      expect(results === null ? null : write(results)).toBe(
        text.replace(/"/g, '').replace(/ +/g, ' '),
      );
    }
  });

  test('counts of methods and results', () => {
    const counts: Record<string, number> = {};
    for (const text of all) {
      for (const { method, result } of parseAuthenticationResults(text)?.methods ?? []) {
        counts[`${method}=${result}`] = (counts[`${method}=${result}`] ?? 0) + 1;
      }
    }
    expect(counts).toEqual({
      'dkim=pass': 2848,
      'dkim=neutral': 54,
      'dkim=temperror': 2,
      'dkim=fail': 2,
      'dkim=permerror': 1,
      'spf=pass': 2807,
      'spf=softfail': 70,
      'spf=neutral': 110,
      'spf=none': 13,
      'dmarc=pass': 2438,
      'dmarc=fail': 112,
      'arc=pass': 123,
      'arc=fail': 1,
      'arc=none': 1,
      'dara=pass': 247,
    });
  });

  test('folded as Gmail folds, inside an ARC set, the reading is the same', () => {
    for (const text of all) {
      const folded = `i=1; ${text.replace(/; */g, ';\r\n       ')}`;
      expect(parseAuthenticationResults(folded)).toEqual({ ...readNaively(text), instance: 1 });
    }
  });

  test('cut anywhere inside quotes or a comment, it is no result', () => {
    for (const text of all.slice(0, 500)) {
      for (const open of text.matchAll(/[("](?=[^ ])/g)) {
        const cut = text.slice(0, open.index + 2);
        const balanced =
          (cut.match(/"/g)?.length ?? 0) % 2 === 0 && !cut.endsWith('(') && !/\([^)]*$/.test(cut);
        if (!balanced) expect(parseAuthenticationResults(cut), cut).toBeNull();
      }
    }
  });
});

const real = suite('real', 200);

describe.runIf(real)('real list mail', () => {
  const files = real === null ? [] : readdirSync(real).filter((name) => name.endsWith('.eml'));
  const messages = files.map((file): [string, string, Message] => {
    const text = readFileSync(`${real}/${file}`, 'latin1').replace(/\r?\n/g, '\r\n');
    const header = text.slice(0, text.indexOf('\r\n\r\n') + 4);
    return [file, header, parse(header)];
  });

  test('every field is there, with nothing tidied', () => {
    expect(messages).toHaveLength(200);
    for (const [file, header, message] of messages) {
      const again = message.fields.map((field) => header.includes(`:${field.raw}\r\n`));
      expect(again.every(Boolean), file).toBe(true);
      expect(message.fields.map((field) => field.index)).toEqual(message.fields.map((_, i) => i));
      expect(message.fields.filter((field) => field.spaced || field.name === '')).toEqual([]);
      expect(message.fields, file).toHaveLength(header.match(/^[^ \t\r\n]/gm)?.length ?? 0);
    }
  });

  test('one author, a date, recipients and a list', () => {
    for (const [file, header, message] of messages) {
      const address = /^From:(?:.|\r\n[ \t])*?([^ \t<>"\r\n]+@[^ \t<>\r\n]+)>?\r\n(?![ \t])/im.exec(
        header,
      )?.[1];
      expect(message.author?.address, file).toBe(address);
      expect(
        message.from[0]?.defects.filter((one) => !['comment', 'encodedQuoted'].includes(one)),
        file,
      ).toEqual([]);
      expect(message.date, file).toBeGreaterThan(Date.UTC(2018, 0));
      if (!/^To: undisclosed-recipients:;/im.test(header))
        expect(message.to.length + message.cc.length, file).toBeGreaterThan(0);
      expect(message.listId, file).toMatch(/^[a-z0-9.-]+\.googlegroups\.com$/);
    }
  });

  test('every hop names its server and its time', () => {
    let hops = 0;
    for (const [file, , message] of messages) {
      for (const hop of message.received) {
        hops++;
        const field = message.fields.find((one) => one.index === hop.index);
        if (/^\(|^from .* \(Postfix, from userid/.test(field?.value ?? '')) continue;
        expect(hop.by, `${file}: ${field?.value}`).not.toBeNull();
        expect(hop.at, `${file}: ${field?.value}`).not.toBeNull();
      }
      const google = message.received.find((hop) => hop.by === 'gmr-mx.google.com');
      if (google !== undefined) expect(google.address, file).toMatch(/^[0-9a-f.:]+$/);
    }
    expect(hops).toBeGreaterThan(1_000);
  });

  test('each sealed copy of results is read', () => {
    let sets = 0;
    for (const [file, , message] of messages) {
      for (const set of readArcSets(message.fields)) {
        sets++;
        expect(set.results, file).not.toBeNull();
        expect(set.complete, file).toBe(true);
      }
    }
    expect(sets).toBeGreaterThan(390);
  });

  test('delivered elsewhere: no record, nobody accused', () => {
    for (const [file, , message] of messages) {
      expect(state(message, 'gmail', []), file).toMatchObject({
        proof: 'absent',
        results: null,
        forged: [],
      });
    }
  });
});

const ham = suite('ham/from-headers.json', 1_617);

test.runIf(ham)('honest From fields have no defect that accuses', () => {
  const fields = ham === null ? [] : readJson<string[]>(ham);
  expect(fields).toHaveLength(1_617);
  for (const value of fields) {
    const { defects, mailboxes } = parseAddressField(value);
    expect(
      defects.filter((one) => !['comment', 'encodedQuoted'].includes(one)),
      value,
    ).toEqual([]);
    expect(mailboxes, value).toHaveLength(1);
  }
});

const corpus = suite('ham/spamassassin-ham.jsonl', 4_150);

test.runIf(corpus)(
  '4,150 honest header blocks: one sender each, nothing spaced, nothing malformed',
  () => {
    const lines = corpus === null ? [] : readFileSync(corpus, 'utf8').split('\n').filter(Boolean);
    expect(lines).toHaveLength(4_150);
    for (const line of lines) {
      const { id, header } = JSON.parse(line) as { id: string; header: string };
      const message = parse(header.replace(/\r?\n/g, '\r\n'));
      expect(message.author, id).not.toBeNull();
      expect(
        message.fields.some((field) => field.spaced),
        id,
      ).toBe(false);
      expect(
        message.from[0]?.defects.filter((one) => !['comment', 'encodedQuoted'].includes(one)),
        id,
      ).toEqual([]);
    }
  },
);

interface Attack {
  id: string;
  raw: string;
}
const spoof = suite('spoof/espoofer.json', 11);

test.runIf(spoof)('sender payloads: a second From is always seen', () => {
  const attacks = spoof === null ? [] : readJson<Attack[]>(spoof);
  expect(attacks).toHaveLength(11);
  const above = 'Authentication-Results: mx.google.com; spf=pass smtp.mailfrom=any@attack.com\r\n';
  for (const { id, raw } of attacks) {
    const header = Buffer.from(raw).toString('latin1').split('\r\n\r\n')[0];
    const twice = ['server_a8', 'server_a9', 'server_a10', 'server_a11'].includes(id);
    // alone, and below a field that a receiver put on top
    for (const text of [header, above + header]) {
      const message = parse(`${text}\r\n\r\n`);
      expect(message.from, id).toHaveLength(twice ? 2 : 1);
      expect(message.author === null, id).toBe(twice);
    }
  }
});
