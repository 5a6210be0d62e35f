// The Report JSON, version 1: the same for analyser, command line and "copy as JSON".
import type {
  Claim,
  Context,
  DkimEvaluation,
  Evidence,
  Finding,
  OriginVerdict,
  Owner,
  Report,
  ReportedClaim,
  Tone,
} from '../../model.ts';
import { CLAIM_ROWS } from '../../model.ts';
import { receiptOf } from '../reading/record.ts';
import { listOf } from '../reading/travel.ts';
import { fitsUndone, provesHeader } from '../reading/undone.ts';
import { remediesFor } from './remedies/index.ts';

const iso = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString());

const reportClaim = ({ organisation, person, place, form, rowId }: Claim): ReportedClaim => ({
  ...(organisation === null ? {} : { organisation }),
  ...(person === null ? {} : { person }),
  place,
  form,
  row: CLAIM_ROWS.indexOf(rowId) + 1,
  answered: rowId === 'answered',
});

type Measured = NonNullable<Report['evaluated']>;

function reportSignature(
  signature: DkimEvaluation,
  evidence: Evidence,
  context: Context,
): Measured['dkim'][number] {
  const { result, sdid, selector, aligned, keyBits, reason, undone = null } = signature;
  const list = listOf(evidence.message);
  const fitting = fitsUndone(signature, evidence) ? signature.undone : null;
  const footer = fitting?.footer ? { octets: fitting.footer.octets } : null;
  return {
    result,
    sdid,
    selector,
    aligned,
    keyBits,
    reason,
    headerPart: undone && list !== null && provesHeader(signature, evidence, context, list),
    undone: fitting && { tag: fitting.tag, footer },
  };
}

/** The report of one message. `evidence` is null where the source could not be read. */
export function writeReport(
  file: string | null,
  evidence: Evidence | null,
  context: Context,
  origin: OriginVerdict,
  findings: Finding[],
  tone: Tone,
  { claims, owner }: { claims: Claim[]; owner: Owner | null },
): Report {
  const author = evidence
    ? (evidence.message.author ?? evidence.message.from[0]?.mailboxes[0] ?? null)
    : context.rendered;
  const head: Pick<Report, 'version' | 'file' | 'origin' | 'tone' | 'authorDomain' | 'author'> = {
    version: 1,
    file,
    origin: origin.origin,
    tone,
    authorDomain: origin.origin === 'ambiguous' ? null : (origin.params.domain ?? null),
    author: { name: author?.name ?? '', address: author?.address ?? '' },
  };
  const measured = evidence?.evaluated ?? null;
  return {
    ...head,
    receivedAt: iso(evidence ? receiptOf(evidence.stated, context) : context.receivedAt),
    measuredAt: measured ? iso(context.now) : null,
    fidelity: context.fidelity,
    findings,
    stated: evidence && {
      proof: evidence.stated.proof,
      authservId: evidence.stated.authservId,
      spf: evidence.stated.spf,
      dkim: evidence.stated.dkim,
      dmarc: evidence.stated.dmarc,
      arc: evidence.stated.arc,
    },
    evaluated: measured && {
      spf: measured.spf && {
        result: measured.spf.result,
        domain: measured.spf.domain,
        aligned: measured.spf.aligned,
      },
      dkim: measured.dkim.map((one) => reportSignature(one, evidence!, context)),
      dmarc: {
        result: measured.dmarc.result,
        policy: measured.dmarc.policy,
        domain: measured.dmarc.domain,
        policyDomain: measured.dmarc.policyDomain,
      },
      arc: {
        result: measured.arc.result,
        sealers: [...measured.arc.instances]
          .sort((a, b) => a.instance - b.instance)
          .map(({ sealer }) => sealer),
      },
    },
    remedies: evidence ? remediesFor(evidence) : [],
    reason: origin.reason,
    claims: claims.map(reportClaim),
    owner,
    queries: evidence?.queries ?? [],
    held: evidence?.held ?? [],
  };
}
