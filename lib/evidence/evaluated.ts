// What our engine finds now: ARC, DKIM, SPF and DMARC of one digested message. The only user of mailauth.
import type { SignatureHeader } from '#mailauth';
import { getAlignment, getAuthorDomain } from '#mailauth';
import type {
  ArcEvaluation,
  Digest,
  Evaluated,
  Instant,
  Lookups,
  Message,
  SpfEvaluation,
  Stated,
  Undone,
} from '../model.ts';
import { chainKeys, describeChain, startSeals, verifyChain } from './evaluated/arc.ts';
import { describeSignature, judgeExpiry, keyName, verifiedSignatures } from './evaluated/dkim.ts';
import { askTree, findPolicy, measureDmarc } from './evaluated/dmarc.ts';
import { measureDomain } from './evaluated/domain.ts';
import { keyAsker } from './evaluated/keys.ts';
import { Questions } from './evaluated/questions.ts';
import { evaluateSpf } from './evaluated/spf.ts';
import { spfIdentity } from './evaluated/spf-identity.ts';
import { isForList, readUndone } from './evaluated/undone.ts';
import { DigestVerifier } from './evaluated/verifier.ts';

/** Tells the moment signatures are judged for, once it is known what the seals prove. */
type Clock = (arc: ArcEvaluation) => { at: Instant; clock: Evaluated['clock'] };

interface MeasureOptions {
  /** the clock; without it nobody asks whether the author's domain still exists */
  now?: Instant;
}

/** Octets that are half a character look to the engine's parser like signs that part addresses: then ours is asked. */
function readAuthors({ from, author }: Message): string[] | null {
  return author !== null && from[0]?.plain !== undefined ? [author.address] : null;
}

/**
 * Measures one message. Bad mail and bad DNS are results; nothing here throws for them.
 *
 * Everything that can be asked at once is asked at once: keys, the author's DMARC ancestors and SPF. Signatures are
 * verified without regard to time; then the clock, which may rely on Google's seal, says when x= is judged. Up to eight
 * DKIM signatures are read, those that could align with the author first. SPF is checked for the recorded client address
 * only. `results` of the ARC sets stay null.
 */
export async function measure(
  digest: Digest,
  message: Message,
  stated: Stated,
  lookups: Lookups,
  clock: Clock,
  options: MeasureOptions = {},
): Promise<Evaluated> {
  const questions = new Questions(lookups);
  const keys = keyAsker(questions);
  const verifier = new DigestVerifier(digest, message.author?.domain ?? '', keys.resolve);
  await verifier.readHeader();
  const { fromFields } = verifier;
  const headerFrom = readAuthors(message) ?? verifier.headerFrom;
  const author = getAuthorDomain(headerFrom, fromFields).authorDomain ?? null;
  const identity = spfIdentity(stated);
  if (identity?.client === 'ipv4') lookups.admitAddress?.(identity.clientAddress);
  if (author !== null) lookups.admitAuthor?.(author);

  // in the order of their worth, should the budget not reach for all: the author's own names before anybody else's
  const isOwn = ({ signingDomain }: SignatureHeader) =>
    author !== null && Boolean(getAlignment(author, [signingDomain]));
  const wanted = verifier.signatureHeaders.filter(
    (signature) =>
      signature.type === 'DKIM' &&
      (verifier.wantsKey(signature) || isForList(signature, digest, author ?? '')),
  );
  const askKeys = (signatures: SignatureHeader[]) => {
    for (const { selector, signingDomain } of signatures)
      questions.ask(keyName(selector, signingDomain), 'TXT');
  };
  const policyFound =
    author === null ? null : findPolicy(author, identity?.domain ?? null, questions);
  askKeys(wanted.filter(isOwn));
  const spfDone = identity ? evaluateSpf(identity, questions, lookups) : null;
  askKeys(wanted.filter((signature) => !isOwn(signature)));
  for (const name of chainKeys(verifier)) questions.ask(name, 'TXT');

  const seals = startSeals(verifier);

  await verifier.finish();
  const signatures = verifiedSignatures(verifier, questions);
  const undone = new Map<SignatureHeader, Undone | null>();
  for (const { signature, result } of signatures)
    if (result !== 'pass' && isForList(signature, digest, author ?? ''))
      undone.set(signature, await readUndone(verifier, signature, digest));
  const policy = await policyFound;
  if (policy?.relaxedDkim && author)
    for (const { result, signature } of signatures)
      if (result === 'pass')
        askTree(signature.signingDomain, author, policy.organizationalDomain, questions);

  const chain = await verifyChain(verifier, seals, keys);
  const { at, clock: read } = clock(describeChain(chain, null));
  const judged = signatures.map((signature) => judgeExpiry(signature, at));
  const spf = await spfDone;
  const { dmarc, aligns } = await measureDmarc(
    {
      headerFrom,
      fromFields,
      author,
      spfDomain: spf?.domain ?? null,
      spfPassed: spf?.result === 'pass',
      dkim: judged
        .filter(({ result }) => result === 'pass')
        .map(({ signature, engine }) => ({
          domain: signature.signingDomain,
          underSized: engine?.status.underSized ?? 0,
        })),
    },
    questions,
  );
  const dkim = judged.map((one) => ({
    ...describeSignature(
      one,
      aligns(one.signature.signingDomain, 'dkim', one.result === 'pass'),
      questions,
    ),
    undone: undone.get(one.signature) ?? null,
  }));
  const measuredSpf: SpfEvaluation | null = spf && {
    ...spf,
    aligned: aligns(spf.domain, 'spf', spf.result === 'pass'),
  };
  // a seal may have proved when it arrived, where no record stood in its place
  const received = stated.receivedAt ?? (read === 'sealed' ? at : null);
  const exists =
    dmarc.policyDomain === author ||
    dmarc.result === 'pass' ||
    dkim.some(({ result, aligned }) => result === 'pass' && aligned);
  return {
    judgedAt: at,
    clock: read,
    spf: measuredSpf,
    dkim,
    dmarc,
    arc: describeChain(chain, at),
    domain: await measureDomain(author, exists, received, options.now ?? null, questions, lookups),
    engineAuthors: headerFrom,
  };
}
