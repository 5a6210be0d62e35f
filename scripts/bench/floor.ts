// The floor of a set-up: how many round trips its questions take at least, because one names the next.
import type { RecordType } from '../../lib/model.ts';
import { txtStrings, type Zone } from '../../test/helpers/dns/zone.ts';

/** `TYPE name` as asked. */
export const questionOf = (name: string, type: string) => `${type} ${name.toLowerCase()}`;

/** What the SPF record of a name, or the MX of one, sends the reader on to. RFC 7208 section 5. */
function namedBy(question: string, zone: Zone, addressType: RecordType): string[] {
  const [type = '', name = ''] = question.split(' ');
  const records = zone[name];
  if (type === 'MX')
    return (records?.MX ?? []).map(({ exchange }) => questionOf(exchange, addressType));
  const spf = (records?.TXT ?? [])
    .map((record) => txtStrings(record).join(''))
    .find((record) => record.startsWith('v=spf1'));
  if (type !== 'TXT' || !spf) return [];
  return spf.split(' ').flatMap((term) => {
    const [, kind = '', target = name] =
      /^[+?~-]?(include|redirect|a|mx|exists)(?:[:=]([^/]+))?(?:\/.*)?$/.exec(term) ?? [];
    if (kind === 'include' || kind === 'redirect') return [questionOf(target, 'TXT')];
    if (kind === 'a') return [questionOf(target, addressType)];
    if (kind === 'mx') return [questionOf(target, 'MX')];
    return kind === 'exists' ? [questionOf(target, 'A')] : [];
  });
}

/**
 * Round trips that no order of asking can save: a question whose name stands in another's answer comes
 * after it. Names that the header block tells (keys, policies, the envelope's domain) come first, and so
 * does everything else that no record names.
 * @param questions those that an evaluation needs, `TYPE name`
 */
export function depthOf(questions: string[], zone: Zone, client: string): number {
  const addressType = client.includes(':') ? 'AAAA' : 'A';
  const depths = new Map(questions.map((question) => [question, 1]));
  // np= of a policy makes the author domain's existence a question of its own
  const policies = questions.filter((one) => /^TXT _dmarc\./.test(one));
  const asksExistence = policies.some((one) =>
    zone[one.slice(4)]?.TXT?.some((record) => /np=/.test(txtStrings(record).join(''))),
  );
  for (let round = 0; round < questions.length; round++) {
    for (const question of questions) {
      const depth = depths.get(question) ?? 1;
      for (const next of namedBy(question, zone, addressType))
        if (depths.has(next)) depths.set(next, Math.max(depths.get(next) ?? 1, depth + 1));
    }
  }
  const existence = questions.some((one) => one.startsWith('A ') && depths.get(one) === 1);
  return Math.max(asksExistence && existence ? 2 : 1, ...depths.values());
}
