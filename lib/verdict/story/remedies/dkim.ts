// What mends DKIM (RFC 6376). A key is made by whoever signs, so there is no text to publish but its name.
import type { DkimEvaluation, Remedy, RemedyId } from '../../../model.ts';
import { isUnder } from '../../../text/domains.ts';
import { passedThen, type Scene, worth } from './scene.ts';

function causeOf(signature: DkimEvaluation, scene: Scene): RemedyId | null {
  const isKeyInDoubt = signature.reason === 'headersChanged' || signature.reason === 'malformed';
  if ((signature.keyRecords ?? 0) > 1 && isKeyInDoubt) return 'dkimKeyTwo';
  switch (signature.reason) {
    case 'keyMissing':
      return 'dkimKeyMissing';
    case 'keyRevoked':
      return 'dkimKeyRevoked';
    case 'keyWeak':
      return /sha1$/.test(signature.algorithm) ? 'dkimSha1' : 'dkimKeyShort';
    case 'expired':
      return 'dkimExpired';
    case 'malformed':
      return /key/i.test(signature.comment ?? '') ? 'dkimKeySyntax' : 'dkimSyntax';
    case 'headersChanged':
      return scene.isList ? 'dkimChangedByList' : 'dkimSignatureWrong';
    case 'bodyChanged':
      if (scene.isList) return 'dkimChangedByList';
      return scene.isForwarded ? 'dkimChangedOnWay' : 'dkimChanged';
    default:
      return null;
  }
}

const BY_FORWARDER: readonly RemedyId[] = ['dkimChangedByList', 'dkimChangedOnWay'];

export function mendDkim(scene: Scene): Remedy[] {
  const { evaluated, author } = scene;
  const { dkim, dmarc } = evaluated;
  const remedy = (id: RemedyId, signature: DkimEvaluation | null): Remedy => ({
    id,
    effect: worth(scene, true),
    by: BY_FORWARDER.includes(id) ? 'forwarder' : 'sender',
    params: {
      domain: author,
      signer: signature?.sdid ?? '',
      name: signature ? `${signature.selector}._domainkey.${signature.sdid}` : '',
      bits: String(signature?.keyBits ?? ''),
    },
    publish: null,
  });

  const good = dkim.find(({ result, aligned }) => result === 'pass' && aligned);
  if (good) {
    const advise = (id: RemedyId): Remedy => ({ ...remedy(id, good), effect: 'advice' });
    return [
      // Which of them a receiver takes is left open (RFC 6376 section 3.6.2.2).
      ...((good.keyRecords ?? 0) > 1 ? [advise('dkimKeyTwo')] : []),
      ...(good.signedFields.includes('subject') ? [] : [advise('dkimSubject')]),
    ];
  }
  if (passedThen(scene, 'dkim') && scene.passes) return [];
  if (dkim.length === 0) return [remedy('dkimMissing', null)];

  // What is not known is no cause: a key that was held back or did not come.
  if (dkim.some(({ reason }) => reason === 'held' || reason === 'dnsFailed')) return [];
  const causes = dkim
    .filter(({ aligned }) => aligned)
    .map((signature) => ({ id: causeOf(signature, scene), signature }));
  const first = causes.find(({ id }) => id !== null);
  if (first?.id) return [remedy(first.id, first.signature)];
  const service = dkim.find(({ result }) => result === 'pass');
  // Alignment that a strict policy refuses is mended in the policy.
  const organization = dmarc.organizationalDomain;
  if (service && organization !== null && isUnder(service.sdid, organization)) return [];
  return service ? [remedy('dkimService', service)] : [remedy('dkimMissing', null)];
}
