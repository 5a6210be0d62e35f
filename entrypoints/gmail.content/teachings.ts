// What a card lets the reader say about its message: never wider than what this mail shows.
import type { CardActions } from '../../components/card/index.tsx';
import type { Governed } from '../../lib/extension/policy.ts';
import type { Judgement, Teaching } from '../../lib/model.ts';

type Lessons = Pick<CardActions, 'teach' | 'trustForwarder' | 'trustOwn' | 'trustList'>;

/** Offered only where a note of the verdict says that a rented server, one's own, or a list that proved itself, may be the cause. */
export function teachingsFor(
  { origin, report }: Judgement,
  settings: Governed | null,
  say: ((teaching: Teaching) => void) | null,
): Lessons {
  if (say === null || !settings?.memory.keep) return {};
  const isFree = (name: Governed['locked'][number]) => !settings.locked.includes(name);
  const noted = (key: string, param: string) =>
    origin.notes?.find((note) => note.key === `story.note.${key}`)?.params[param];
  const { address, name } = report.author;
  const reverseName = noted('rentalHost', 'server');
  const ownServer = noted('ownServer', 'server');
  const list = noted('provenList', 'list');
  return {
    ...(isFree('taught')
      ? { teach: ({ rule }) => say({ kind: 'sender', rule, address, name }) }
      : {}),
    ...(reverseName && isFree('trustedForwarders')
      ? { trustForwarder: () => say({ kind: 'forwarder', reverseName }) }
      : {}),
    ...(ownServer && isFree('trustedForwarders')
      ? { trustOwn: () => say({ kind: 'forwarder', reverseName: ownServer }) }
      : {}),
    ...(list && isFree('knownLists') ? { trustList: () => say({ kind: 'list', list }) } : {}),
  };
}
