// Pairs of sentences that must not stand on one card: whoever reads both believes neither.
import type { Judgement, Story } from '../../lib/model.ts';

type Test = (key: string) => boolean;
const is =
  (...keys: string[]): Test =>
  (key) =>
    keys.includes(key);
const under =
  (...starts: string[]): Test =>
  (key) =>
    starts.some((start) => key.startsWith(start));

/** What praises, and what it must not stand beside. */
const PAIRS: [what: string, one: Test, other: Test][] = [
  [
    'unchanged since Gmail received it, and changed on the way',
    is('story.changed.sealed'),
    is('reason.bodyChanged', 'reason.headersChanged', 'story.changed.copy'),
  ],
  [
    'unchanged, and Google has not signed what Google signs',
    is('story.changed.signed', 'story.changed.signedByOther'),
    is('origin.forgedGmail'),
  ],
  [
    'nothing contradicts the name, and the name does not fit',
    is('story.name.plain'),
    (key) => /^rule\.(?:name|local|subject|domain(?!Gone|NoReverse|Single))\w*\.s/.test(key),
  ],
  [
    'nothing contradicts the name, and the sender is not who it says',
    is('story.name.plain'),
    under('origin.forged', 'origin.notConfirmed', 'origin.ambiguous', 'story.claim.'),
  ],
  [
    'the signature matches the sender, and whose domain it is is not known',
    is('origin.signed', 'origin.signedNoPolicy', 'origin.passesNow'),
    is('story.who.stranger'),
  ],
  ['nothing to do, and a warning', is('advice.nothing', 'advice.usual'), under('advice.report')],
  [
    'asks to refuse, and asks to file as spam',
    is('origin.forged'),
    is('word.policy.quarantine', 'word.policy.recorded.quarantine'),
  ],
  ['asks to distrust, and asks to refuse', is('origin.forgedDistrusted'), is('word.policy.reject')],
];

/** Every key a card says, details included. */
function keysOf({ seal, questions, advice, closing, findings, details }: Story): string[] {
  const sentences = [
    seal.label,
    seal.sentence,
    ...Object.values(questions).flat(),
    ...advice,
    ...(closing ? [closing] : []),
    ...findings.map(({ sentence }) => sentence),
    ...(details?.policy ?? []),
  ];
  return sentences.map(({ key }) => key);
}

/** What contradicts itself on the card of this judgement; empty for a good card. */
export function contradictions({ report, origin, folder }: Judgement, story: Story): string[] {
  const keys = keysOf(story);
  const found = PAIRS.filter(([, one, other]) => keys.some(one) && keys.some(other)).map(
    ([what]) => what,
  );
  const isWarned = report.tone === 'caution' || report.tone === 'danger';
  const fits = story.outcomes.name === 'good';
  if (story.differs && fits) found.push('two that differ, and a name that fits');
  const loud = report.findings.filter(({ severity }) => severity !== 'info');
  if (story.differs && loud.every(({ rule }) => rule === 'subjectBrand'))
    found.push('a name that differs, where the subject alone names somebody');
  if (isWarned && keys.includes('story.name.plain'))
    found.push('a warning, and nothing against it');
  if (isWarned && keys.some(is('advice.nothing', 'advice.usual', 'advice.inSpam')))
    found.push('a warning, and nothing to do');
  if (folder === 'spam' && keys.some(is('advice.nothing', 'advice.usual')))
    found.push('Gmail’s Spam, and nothing to do');
  if (story.closing && (report.tone === 'danger' || origin.origin === 'own'))
    found.push('the content, where nothing was promised');
  if (report.tone === 'danger' && !Object.values(story.outcomes).includes('bad') && isAbout(story))
    found.push('danger, and no answer that fails');
  // One sentence names two places: where they are equal it says nothing.
  const { params } = story.seal.sentence;
  if (/^rule\./.test(story.seal.sentence.key) && params.signer && params.signer === params.domain)
    found.push('two places that are one');
  return found;
}

/** The tone comes from something that a question asks about. */
const isAbout = ({ seal, differs }: Story): boolean => seal.of === 'origin' || differs;
