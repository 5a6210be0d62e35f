// The verdict table: rows 2 to 20 in order. The first whose conditions all hold decides. OriginRow 1, a source that could not
// be read, is decided before there is any evidence (unknown.ts).
import type { Finding, FindingId, Situation } from '../../model.ts';
import { domainOf } from '../../text/addresses.ts';
import { isUnder } from '../../text/domains.ts';
import { sameOrganization, tenantDomain } from '../../text/organization.ts';
import {
  type Conclusion,
  cameFromGoogle,
  cameFromInside,
  cameOverNoServer,
  cameThroughForwarder,
  hasNoOwnSignature,
  hasVoucher,
  headerMatters,
  isAmbiguous,
  isEnforcing,
  isFromGmail,
  isGone,
  isNotSignedNow,
  isOwnDomain,
  isReaders,
  isSentOrDraft,
  isSignedNow,
  isYoung,
  listIsUndone,
  mayBeForwarded,
  type OriginRow,
  otherDomain,
  recordIs,
  recordIsNotPass,
  recordPasses,
  somebodyElsePasses,
} from './conditions.ts';
import type { Facts } from './facts.ts';
import { explainRepeat } from './repeat.ts';
import { concludeUnknown } from './unknown.ts';

/** For rows that only mail of one author domain reaches. */
const info = (rule: FindingId, { authorDomain }: Facts): Finding => ({
  rule,
  severity: 'info',
  params: { domain: authorDomain! },
});

/** "No policy" is said only where that is known: neither Gmail nor DNS found a DMARC record. */
function hasNoPolicy({ evidence, record }: Facts): boolean {
  const dmarc = evidence.evaluated?.dmarc;
  const recorded =
    record !== 'absent' &&
    evidence.stated.results?.methods.some(
      ({ method, result }) => method === 'dmarc' && result !== 'none',
    );
  return !recorded && dmarc?.record === null && dmarc.reason === null && dmarc.result === 'none';
}

const signed = (facts: Facts): Situation => (hasNoPolicy(facts) ? 'signedNoPolicy' : 'signed');

/**
 * Microsoft 365 seals its customers' mail on its own way out: the first set of the chain, and the envelope is still the
 * author's. What it forwards it sends under an envelope of its own; other forwarders keep the author's.
 */
function isSentThrough({ voucher, evidence, authorDomain }: Facts): boolean {
  const { mailFrom, proof } = evidence.stated;
  return (
    proof !== 'absent' &&
    voucher?.instance === 1 &&
    isUnder(voucher.sealer, 'microsoft.com') &&
    !!mailFrom &&
    sameOrganization(domainOf(mailFrom), authorDomain ?? '')
  );
}

/** OriginRow 7: the whole text fits without what the list added. OriginRow 7a: sender, subject and date alone are proved. */
function concludeList({ knownList, enforcing, listProof }: Facts): Conclusion {
  const { list, what, usual } = listProof!;
  const isUsual = usual && !enforcing;
  const relayed = what === 'text' ? knownList !== null || isUsual : !enforcing;
  const situation =
    what === 'text'
      ? knownList !== null
        ? 'list'
        : isUsual
          ? 'listUsual'
          : 'listAdded'
      : relayed
        ? 'listHeader'
        : 'listHeaderUnsure';
  return relayed
    ? { situation, origin: 'relayed', tone: 'neutral', params: { list } }
    : { situation, origin: 'contradicted', tone: 'caution', params: { list } };
}

export const ROWS: readonly OriginRow[] = [
  {
    id: 'ambiguous',
    number: 2,
    needs: [isAmbiguous],
    conclude: ({ ambiguities }) => ({
      situation: 'ambiguous',
      origin: 'ambiguous',
      tone: 'danger',
      findings: ambiguities,
    }),
  },
  {
    id: 'own',
    number: 3,
    needs: [recordIs('absent'), isFromGmail, isReaders, isSentOrDraft, cameOverNoServer],
    conclude: () => ({ situation: 'own', origin: 'own', tone: 'neutral' }),
  },
  {
    id: 'internal',
    number: 4,
    needs: [recordIs('absent'), isFromGmail, cameFromInside],
    conclude: () => ({ situation: 'internal', origin: 'unproven', tone: 'neutral' }),
  },
  {
    id: 'signedNow',
    number: 5,
    needs: [recordIsNotPass, isSignedNow],
    conclude: (facts) => ({
      situation: facts.record === 'fail' ? 'passesNow' : signed(facts),
      origin: 'signed',
      tone: 'calm',
      findings: facts.record === 'fail' ? [info('passesNow', facts)] : [],
    }),
  },
  {
    id: 'vouched',
    number: 6,
    needs: [recordIsNotPass, hasVoucher],
    conclude: (facts) => ({
      situation: isSentThrough(facts) ? 'sentThrough' : 'vouched',
      origin: 'relayed',
      tone: 'neutral',
      params: { forwarder: facts.voucher!.name },
    }),
  },
  {
    id: 'listUndone',
    number: 7,
    needs: [recordIs('fail'), listIsUndone, headerMatters],
    conclude: concludeList,
  },
  {
    id: 'forwarder',
    number: 8,
    needs: [recordIs('fail'), cameThroughForwarder, mayBeForwarded],
    conclude: ({ forwarder, enforcing, isGmail }) => {
      const { by, name } = forwarder!;
      const excused = by === 'listed' && !enforcing && !isGmail;
      return {
        situation: excused ? 'forwarded' : 'forwardedUnsure',
        origin: 'relayed',
        tone: excused ? 'neutral' : 'caution',
        params: { forwarder: name },
      };
    },
  },
  {
    id: 'forged',
    number: 9,
    needs: [recordIs('fail'), isEnforcing],
    conclude: ({ isOwn, isGmail }) => ({
      situation: isOwn ? 'forgedOwn' : isGmail ? 'forgedGmail' : 'forged',
      origin: 'contradicted',
      tone: 'danger',
    }),
  },
  {
    id: 'notConfirmed',
    number: 10,
    needs: [recordIs('fail')],
    conclude: (facts) => ({
      situation: facts.isOwn || isOwnDomain(facts) ? 'notConfirmedOwn' : 'notConfirmed',
      origin: 'contradicted',
      tone: 'caution',
    }),
  },
  {
    id: 'temporaryError',
    number: 11,
    needs: [recordIs('temperror')],
    conclude: () => ({
      situation: 'networkError',
      origin: 'unknown',
      tone: 'unknown',
      reason: 'network',
    }),
  },
  {
    id: 'permanentError',
    number: 12,
    needs: [recordIs('permerror')],
    conclude: () => ({ situation: 'permanentError', origin: 'unproven', tone: 'neutral' }),
  },
  {
    id: 'domainGone',
    number: 13,
    needs: [recordPasses, isGone, isYoung],
    conclude: (facts) => ({
      situation: 'domainGone',
      origin: 'recorded',
      tone: 'caution',
      findings: [{ ...info('domainGone', facts), severity: 'caution' }],
    }),
  },
  {
    id: 'signedAgain',
    number: 14,
    needs: [recordIs('pass'), isSignedNow],
    conclude: (facts) => ({ situation: signed(facts), origin: 'signed', tone: 'calm' }),
  },
  {
    id: 'insideGoogle',
    number: 15,
    needs: [recordIs('pass'), cameFromGoogle, hasNoOwnSignature],
    conclude: () => ({ situation: 'insideGoogle', origin: 'recorded', tone: 'calm' }),
  },
  {
    id: 'recorded',
    number: 16,
    needs: [recordIs('pass'), isNotSignedNow],
    conclude: explainRepeat,
  },
  {
    id: 'listed',
    number: 17,
    needs: [recordIs('listed')],
    conclude: ({ evidence }) => {
      const spf = evidence.evaluated?.spf;
      const changed = spf && spf.reason === null && spf.result !== 'pass';
      return {
        situation: changed ? 'listedOnArrival' : 'listed',
        origin: 'listed',
        tone: 'neutral',
      };
    },
  },
  {
    id: 'otherDomain',
    number: 18,
    needs: [recordIs('none'), somebodyElsePasses],
    conclude: (facts) => {
      const other = otherDomain(facts)!;
      return {
        situation: 'otherDomain',
        origin: 'unproven',
        tone: 'neutral',
        params: { via: tenantDomain(other) ?? other },
      };
    },
  },
  {
    id: 'nothing',
    number: 19,
    needs: [recordIs('none')],
    conclude: () => ({ situation: 'nothing', origin: 'unproven', tone: 'neutral' }),
  },
  {
    id: 'noRecord',
    number: 20,
    needs: [recordIs('absent'), isNotSignedNow],
    conclude: concludeUnknown,
  },
];
