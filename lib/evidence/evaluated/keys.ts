// Key records (RFC 6376 section 3.6): which of the answers is the key, and Google's own where DNS no longer has it.
import type { Answer, RecordType } from '../../model.ts';
import { publishedGoogleKey } from '../google-keys.ts';
import { Asker, type Questions } from './questions.ts';

/** A wildcard may answer with a record of another kind: that is no key, not a broken one. */
export const isKeyRecord = (strings: string[]) =>
  /^[ \t]*v[ \t]*=[ \t]*DKIM|(?:^|;)[ \t]*p[ \t]*=/i.test(strings.join(''));

async function askKey(questions: Questions, name: string, type: RecordType): Promise<Answer> {
  const answer = await questions.ask(name, type);
  if (type !== 'TXT') return answer;
  const { ttl, dnssec } = answer;
  if (answer.status === 'ok') {
    const records = (answer.records as string[][]).filter(isKeyRecord);
    if (records.length > 0) return { status: 'ok', records, ttl, dnssec };
  }
  const published = publishedGoogleKey(name);
  if (published) return { status: 'ok', records: [[published]], ttl: 0, dnssec: false };
  // a name that cannot exist in DNS has no key
  return answer.status === 'ok' || answer.status === 'badname'
    ? { status: 'nodata', ttl, dnssec }
    : answer;
}

/** Asks for the keys of signatures and seals. */
export const keyAsker = (questions: Questions): Asker =>
  new Asker(questions, (name, type) => askKey(questions, name, type));
