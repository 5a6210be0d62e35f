// The three answers of a card: who sent it, was it changed on the way, does the name fit?
import type { DkimReason, Finding, Judgement, Sentence } from '../../model.ts';
import { checkCopy, findProof, isBroken } from '../reading/signature.ts';
import { consequenceOf } from '../rules/about.ts';

/** "Who sent it?": the row's own sentence first, then what lies on top of it. */
export function answerWho({ origin }: Judgement): Sentence[] {
  return [{ key: `origin.${origin.situation}`, params: origin.params }, ...(origin.notes ?? [])];
}

/** Reasons that say why a signature tells nothing; the mildest first. */
const SILENT: readonly DkimReason[] = [
  'held',
  'dnsFailed',
  'keyMissing',
  'keyRevoked',
  'expired',
  'keyWeak',
  'malformed',
];

/** "Was it changed on the way?": what a signature or Google's own seal says of the bytes. */
export function answerChanged({ evidence, origin, report }: Judgement): Sentence[] {
  const params = { ...origin.params };
  const say = (key: string, more: Record<string, string> = {}): Sentence[] => [
    { key: `story.changed.${key}`, params: { ...params, ...more } },
  ];
  if (!evidence) return say('unread');
  if (origin.origin === 'own') return say('own');
  const { fidelity } = report;
  const proof = findProof(evidence);
  if (proof) {
    const expires = proof.expiresAt;
    const { measuredAt } = report;
    const passed = expires !== null && measuredAt !== null && expires < Date.parse(measuredAt);
    return [
      ...say('signed', { signer: proof.sdid }),
      ...(passed ? say('expiredSince', { day: new Date(expires).toISOString().slice(0, 10) }) : []),
    ];
  }
  const signatures = evidence.evaluated?.dkim ?? [];
  const own = signatures.filter(({ aligned }) => aligned);
  const broken = own.find((signature) => isBroken(signature, { fidelity }));
  const copy = checkCopy(evidence, { fidelity });
  const sealed = copy === 'same' ? say('sealed') : [];
  // Gmail saw the signature fit: what does not fit now is our copy, or the key.
  if (broken && origin.origin === 'recorded' && copy !== 'open')
    return copy === 'same' ? sealed : say('copy');
  if (broken)
    return [{ key: `reason.${broken.reason}`, params: { signer: broken.sdid } }, ...sealed];
  const partly = own.find(({ result, unsignedOctets }) => result === 'pass' && unsignedOctets > 0);
  if (partly) return say('partly', { signer: partly.sdid, octets: String(partly.unsignedOctets) });
  const [silent] = SILENT.flatMap((one) => own.filter(({ reason }) => reason === one));
  // Why the signature is silent, the row has said; that nothing was changed, Google's seal says.
  if (silent && origin.origin === 'recorded' && copy === 'same') return sealed;
  if (silent) {
    const { reason, sdid: signer } = silent;
    // Look-ups that are off hold nothing back for the sender's sake.
    const key = reason === 'held' && evidence.held.length === 0 ? 'notAsked' : reason;
    return [{ key: `reason.${key}`, params: { signer } }, ...sealed];
  }
  const other = signatures.find(({ result }) => result === 'pass');
  if (other) return say('signedByOther', { signer: other.sdid });
  if (sealed.length > 0) return sealed;
  if (fidelity === 'approximate') return say('approximate');
  const signed = evidence.message.fields.some(({ name }) => name === 'dkim-signature');
  return say(signed ? 'open' : 'unsigned');
}

/** "Does the name fit?": what was found about it, or that nothing was. */
export function answerName({ origin, report }: Judgement): (Sentence | Finding)[] {
  if (origin.origin === 'own') return [{ key: 'story.name.own', params: {} }];
  const about = report.findings.filter(({ rule }) => consequenceOf(rule).answersName);
  const loud = about.filter(({ severity }) => severity !== 'info');
  if (loud.length > 0) return loud;
  const { name, address } = report.author;
  const plain = name !== '' ? 'plain' : address !== '' ? 'none' : 'nothing';
  return [{ key: `story.name.${plain}`, params: { name, address } }, ...about];
}
