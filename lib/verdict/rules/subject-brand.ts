// The subject begins as an organisation's, and the name says nobody: 【X】, [X], "X:", "Your X account", "X - confirm now".
import type { Severity } from '../../model.ts';
import { readWords } from '../../registry/index.ts';
import { claimFacts } from '../claims/claim-facts.ts';
import { subjectPresses } from '../claims/haste.ts';
import { readPlace, subjectHead } from '../claims/read.ts';
import { knownDomains, weighClaim } from '../claims/weigh.ts';
import type { MessageRule, MessageView } from './rule.ts';

const OFFICE = /^(?:role|desk|pressure|legal|digits|sign)$/;
/** Beside words of an office these say nobody either: `Atención al cliente`, `财务部`, `Notifica automatica`. */
const FILLER =
  /^(?:al|alla|ai|aux|alertes?|automat\w+|fedelta|fidelite|fidelidad|fidelizacion|部|[课課科组組]|팀)$/;

/** Empty, the own address, or nothing but what every office calls itself. */
function isGeneric({ name, address }: MessageView): boolean {
  if (name === '' || name.toLowerCase() === address.toLowerCase()) return true;
  const words = readWords(name);
  return (
    words.every(({ kind, text }) => OFFICE.test(kind) || FILLER.test(text)) &&
    words.some(({ kind }) => OFFICE.test(kind))
  );
}

export const subjectBrand: MessageRule = {
  id: 'subjectBrand',
  layer: 'name',
  about: 'name',
  needs: 'message',
  teachable: 'organisation',
  unproven: true,
  test(view) {
    const head = subjectHead(view.subject);
    if (head === null || view.domain === '' || view.list !== null || !isGeneric(view)) return [];
    if (head.loose && !subjectPresses(view)) return [];
    // A relative passes on what the bank wrote; whom the reader answered may do so without a word.
    if (head.behind && view.correspondent?.replied) return [];
    const reading = readPlace('subject', head.text, view.circle.extra);
    if (reading === null || !reading.surroundings.vocabularyOnly) return [];
    for (const hit of reading.hits) {
      if (hit.strength !== 'strict') continue;
      const { severity: found, facts } = weighClaim(claimFacts(view, reading, hit));
      if (found === null || facts.writer !== null) continue;
      const attack = view.freeMail && facts.subjectPresses;
      const severity: Severity = head.behind
        ? attack
          ? 'caution'
          : 'info'
        : facts.organisation.confirmed || facts.freeMail || facts.unproved
          ? found
          : 'caution';
      return [
        {
          rule: 'subjectBrand',
          severity,
          params: {
            brand: hit.name,
            domain: view.domain,
            expected: knownDomains(facts.organisation),
          },
        },
      ];
    }
    return [];
  },
};
