// What a card lets the reader say about its message: never wider than what this mail shows.
import type { CardActions } from '../../components/card/index.tsx';
import type { Governed } from '../../lib/extension/policy.ts';
import type { Judgement, Story, Teaching } from '../../lib/model.ts';

type Lessons = Pick<CardActions, 'teach' | 'undo' | 'trustForwarder' | 'trustOwn' | 'trustList'>;

/** What can be carried out of what the story offers: where memory is kept, and policy does not lock the list. */
export function teachingsFor(
  { report }: Judgement,
  messageId: string,
  { offers }: Pick<Story, 'offers'>,
  settings: Governed | null,
  say: ((teaching: Teaching) => void) | null,
): Lessons {
  if (say === null || !settings?.memory.keep) return {};
  const isFree = (name: Governed['locked'][number]) => !settings.locked.includes(name);
  const { address, name } = report.author;
  const lessons: Lessons = {};
  for (const offer of offers) {
    switch (offer.kind) {
      case 'teach':
        if (isFree('taught'))
          lessons.teach = ({ rule }, domain) =>
            say({ kind: 'sender', rule, address, name, domain, messageId });
        break;
      case 'undo':
        lessons.undo = ({ rule, address, name }) => say({ kind: 'undo', rule, address, name });
        break;
      case 'trustForwarder':
        if (isFree('trustedForwarders'))
          lessons.trustForwarder = (address) =>
            say({ kind: 'forwarder', reverseName: offer.reverseName, address });
        break;
      case 'trustOwn':
        if (isFree('trustedForwarders'))
          lessons.trustOwn = () =>
            say({
              kind: 'forwarder',
              reverseName: offer.reverseName,
              address: `@${offer.domain}`,
            });
        break;
      case 'trustList':
        if (isFree('knownLists')) lessons.trustList = () => say({ kind: 'list', list: offer.list });
    }
  }
  return lessons;
}
