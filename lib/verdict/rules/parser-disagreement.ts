// Two well-kept parsers, Gmail and we have to read the same author, else it is open who the mail says it is from.

import { addressParser } from 'postal-mime';
import { splitAddress } from '../../text/addresses.ts';
import { bareDomain, toAscii } from '../../text/domains.ts';
import type { MessageRule, MessageView } from './rule.ts';
import { fromUtf8 } from './written.ts';

/** addr-spec for comparison: case-folded, domain in A-labels. */
function comparable(address: string): string {
  const { localPart, domain: written } = splitAddress(address);
  const domain = bareDomain(written);
  // "a.b"@c and a.b@c are one mailbox (RFC 5321 section 4.1.2); some parsers drop quotes where they must stand.
  const local = localPart
    .replace(/^mailto:/i, '')
    .replace(/^"([^"\\@]*)"$/, '$1')
    .replace(/[ \t]/g, '');
  return `${local}@${toAscii(domain) || domain}`.toLowerCase();
}

/** Joining encoded words takes postal-mime the square of their number: of a long row the first and last ten are read. */
const WORD_ROW = /(?:=\?[^?\s]{1,64}\?[bq]\?[^?\s]*\?=[ \t\r\n]*){21,}/gi;
const ENDS = 10;

function shortened(written: string): string {
  return written.replace(WORD_ROW, (row) => {
    const words = row.split(/(?<=\?=)[ \t\r\n]*(?==\?|$)/);
    return [...words.slice(0, ENDS), ...words.slice(-ENDS)].join(' ');
  });
}

/** Author addresses as postal-mime reads the field, group members included. */
function secondOpinion(written: string): string[] {
  return addressParser(shortened(written), { flatten: true }).flatMap(({ address }) =>
    address ? [address] : [],
  );
}

function readings({ message, evidence, context }: MessageView): string[] {
  const field = message.from[0]!;
  return [
    ...(evidence.evaluated?.engineAuthors ?? []),
    ...secondOpinion(field.plain ?? fromUtf8(field.written) ?? field.written),
    ...(context.rendered?.address ? [context.rendered.address] : []),
  ];
}

export const parserDisagreement: MessageRule = {
  id: 'parserDisagreement',
  layer: 'structure',
  about: 'author',
  needs: 'message',
  leavesAuthorOpen: true,
  test(view) {
    const { author } = view.message;
    // More than one author, or none, is told by other rules.
    if (author === null) return [];
    const ours = comparable(author.address);
    const other = readings(view).find((reading) => comparable(reading) !== ours);
    if (other === undefined) return [];
    return [
      { rule: 'parserDisagreement', severity: 'danger', params: { one: author.address, other } },
    ];
  },
};
