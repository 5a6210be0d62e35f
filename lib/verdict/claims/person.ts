// Is this name a person's own? Only such names may be missed under another address: companies write from many domains.
import type { Message } from '../../model.ts';
import { findNames } from '../../registry/index.ts';
import { withinBounds } from '../../text/bounds.ts';
import { fold } from '../../text/normalise.ts';
import { findRewriter } from '../reading/travel.ts';
import { isFullName, personKey } from './person-key.ts';
import { isRelay } from './relays.ts';
import { withoutRoles } from './vocabulary.ts';

const CJK = /[\u3041-\u30ff\u3400-\u9fff]/;

/** What mailings and machines write (RFC 2369, RFC 2919, RFC 3834). Whoever leaves it out only becomes protected. */
const BULK = /^(list-unsubscribe|list-id|list-post|feedback-id|auto-submitted|precedence)$/;

const isBulk = ({ fields }: Message) =>
  fields.some(({ name, value }) => BULK.test(name) && value.toLowerCase() !== 'no');

/** `no-reply`, `info`, `order.desk`: the address of an office. */
function isOffice(localPart: string): boolean {
  const words = localPart.toLowerCase().match(/[a-z]{3,}/g) ?? [];
  return words.some((word) => withoutRoles(word) === '');
}

/** `Example Support`, `例示株式会社`: the name of an office. One letter of Japanese says nothing: 室 is in 氷室. */
function namesOffice(name: string): boolean {
  const words = fold(name).match(/[^\u2e80-\uffff\P{L}]+|[\u2e80-\uffff]+/gu) ?? [];
  return words.some((word) => {
    const rest = withoutRoles(word);
    return CJK.test(word)
      ? [...word.replaceAll('ー', '')].length - [...rest].length > 1
      : rest === '';
  });
}

/**
 * `personKey` of an author who writes as a person, under the own name and from an own address; '' for mailings,
 * machines, offices, brands, lists and services that write in the name of their customers.
 */
export function personOf(message: Message): string {
  const { author } = message;
  const name = withinBounds(author?.name ?? '');
  if (author === null || isBulk(message) || findRewriter(message) !== null) return '';
  if (isRelay(author.domain) || isOffice(author.localPart) || namesOffice(name)) return '';
  const key = personKey(name);
  return isFullName(key) && !findNames(name).some(({ strength }) => strength === 'strict')
    ? key
    : '';
}
