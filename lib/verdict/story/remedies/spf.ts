// What mends SPF (RFC 7208). The text to publish lists the server that was seen, so that it passes the next time.
import type { Remedy, RemedyId } from '../../../model.ts';
import { isUnder } from '../../../text/domains.ts';
import { passedThen, type Scene, worth } from './scene.ts';
import { addressTerm, amendSpf } from './spf-record.ts';

/** Why a record could not be evaluated, by what the engine met. */
function permanentError(comment: string, records: readonly string[]): RemedyId {
  if (records.length > 1) return 'spfTwo';
  if (/too many dns requests/i.test(comment)) return 'spfLookups';
  if (/too many void/i.test(comment)) return 'spfVoids';
  return 'spfSyntax';
}

export function mendSpf(scene: Scene): Remedy[] {
  const { evaluated, isForwarded, host, service, author, passes } = scene;
  const { spf } = evaluated;
  if (!spf || spf.reason !== null || passedThen(scene, 'spf')) return [];
  const { domain, clientAddress: address } = spf;
  const remedy = (id: RemedyId, publish: boolean, by: Remedy['by'] = 'sender'): Remedy => {
    const terms = (service?.terms ?? []).map((term) => term.replace('{host}', host ?? ''));
    return {
      id,
      effect: by === 'forwarder' ? 'advice' : worth(scene, spf.aligned),
      by,
      params: {
        domain,
        author,
        address,
        host: host ?? address,
        service: service?.name ?? '',
        count: String(spf.terms ?? 0),
      },
      publish: publish
        ? {
            type: 'TXT',
            name: domain,
            value: amendSpf(spf.usable, [addressTerm(address), ...terms]),
          }
        : null,
    };
  };
  switch (spf.result) {
    case 'pass':
      // An envelope of another domain is no fault while something else vouches for the author, and a sub-domain that a
      // strict policy refuses is mended in the policy.
      return spf.aligned || passes || isUnder(domain, evaluated.dmarc.organizationalDomain ?? '.')
        ? []
        : [{ ...remedy('spfOtherDomain', false), effect: worth(scene, true) }];
    case 'none':
      return isForwarded ? [] : [remedy('spfMissing', true)];
    case 'fail':
    case 'softfail':
    case 'neutral':
      return isForwarded
        ? [remedy('spfForwarded', false, 'forwarder')]
        : [remedy('spfServer', true)];
    case 'permerror':
      return [remedy(permanentError(spf.comment ?? '', spf.published), !isForwarded)];
    default:
      return [];
  }
}
