// ARC (RFC 8617): every set of the chain, its seal verified by itself, and the message signatures that can be.

import type { ArcSet, HeaderRow, SignatureHeader, TagList } from '#mailauth';
import { arc as evaluateChain, parseDkimHeaders, verifyAS } from '#mailauth';
import type { ArcEvaluation, ArcInstance, Instant, ResultWord } from '../../model.ts';
import { classify, judgeExpiry, keyName, signedFields, type Verified, WEAK_BELOW } from './dkim.ts';
import { type Asker, type Unanswered, unanswered } from './questions.ts';
import { type DigestVerifier, SMALLEST_KEY } from './verifier.ts';

const SET_FIELDS = ['arc-seal', 'arc-message-signature', 'arc-authentication-results'] as const;
/** Older message signatures that are tried: forwarding inside Google makes two or three sets. */
const MOST_OLDER_SIGNATURES = 4;

const tag = (list: TagList | undefined, name: string) => String(list?.parsed[name]?.value ?? '');

interface SetFields {
  instance: number;
  seal?: TagList;
  signature?: TagList;
}

/** The sets as written, whether or not they make a valid chain: a broken chain still names its sealers. */
function readSets(rows: HeaderRow[]): SetFields[] {
  const sets = new Map<number, SetFields>();
  for (const row of rows) {
    if (row.key !== SET_FIELDS[0] && row.key !== SET_FIELDS[1]) continue;
    const list = parseDkimHeaders(row.line);
    const instance = Number(list.parsed.i?.value);
    if (!Number.isInteger(instance) || instance < 1 || instance > 50) continue;
    const set = sets.get(instance) ?? { instance };
    if (row.key === 'arc-seal') set.seal ??= list;
    else set.signature ??= list;
    sets.set(instance, set);
  }
  return [...sets.values()].sort((a, b) => a.instance - b.instance);
}

const sealKeyName = (seal: TagList | undefined) => keyName(tag(seal, 's'), tag(seal, 'd'));

/** Google seals with selectors of their own, `arc-` and a date. */
const isGoogles = (set: ArcSet) =>
  tag(set['arc-seal'], 'd') === 'google.com' && tag(set['arc-seal'], 's').startsWith('arc-');

/** Key records that verifying the chain will ask for. */
export function chainKeys(verifier: DigestVerifier): string[] {
  const { chain, error, lastEntry } = verifier.arc;
  if (!chain || error) return [];
  const signature = lastEntry?.['arc-message-signature'];
  return [
    ...(signature && verifier.wantsKey(signature)
      ? [keyName(signature.selector, signature.signingDomain)]
      : []),
    ...chain.map((set) => sealKeyName(set['arc-seal'])),
  ];
}

/** One seal's own signature, over all sets up to its own. RFC 8617 section 5.1.1. */
async function verifySeal(chain: ArcSet[], verifier: DigestVerifier): Promise<ResultWord> {
  const { keyCache } = verifier;
  try {
    await verifyAS(chain, { keyCache, minBitLength: SMALLEST_KEY, strict: false });
    const name = sealKeyName(chain.at(-1)?.['arc-seal']);
    const key = await keyCache.get('AS', name, SMALLEST_KEY, { strict: false, hashAlgo: 'sha256' });
    return key.modulusLength !== undefined && key.modulusLength < WEAK_BELOW ? 'policy' : 'pass';
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'failing_arc_seal' || code === 'invalid_arc_seal') return 'fail';
    if (code === 'ESHORTKEY') return 'policy';
    const hasKeyProblem = /^(?:ENOTFOUND|ENODATA|EINVALID)/.test(code ?? '');
    return hasKeyProblem ? 'neutral' : 'temperror';
  }
}

async function verifyOlder(
  set: ArcSet,
  verifier: DigestVerifier,
  keys: Asker,
): Promise<Verified | null> {
  const signature: SignatureHeader = set['arc-message-signature'];
  verifier.prepare(signature);
  if (signature.skip) return null;
  return classify(signature, await verifier.verifySignature(signature), keys.questions);
}

/** What is known of the chain before it is known when to judge it. */
export interface VerifiedChain {
  result: ResultWord;
  sets: { fields: SetFields; seal: ResultWord | null; signature: Verified | null }[];
  trouble: Unanswered | null;
}

/** Verifies the chain of a finished verifier. */
export async function verifyChain(verifier: DigestVerifier, keys: Asker): Promise<VerifiedChain> {
  const { chain, error, lastEntry } = verifier.arc;
  const sets = readSets(verifier.headers.parsed).map((fields) => ({
    fields,
    seal: null as ResultWord | null,
    signature: null as Verified | null,
  }));
  const checkSet = async (set: ArcSet, index: number, all: ArcSet[]): Promise<void> => {
    const found = sets.find(({ fields }) => fields.instance === set.i);
    if (!found) return;
    const isOlder = all.slice(0, -1).filter(isGoogles).slice(-MOST_OLDER_SIGNATURES).includes(set);
    const newest = set === lastEntry ? lastEntry.messageSignature : undefined;
    const [seal, signature] = await Promise.all([
      verifySeal(all.slice(0, index + 1), verifier),
      isOlder ? verifyOlder(set, verifier, keys) : null,
    ]);
    found.seal = seal;
    found.signature = newest
      ? classify(set['arc-message-signature'], newest, keys.questions)
      : signature;
  };
  const [{ status }] = await Promise.all([
    evaluateChain(verifier.arc, {
      resolver: keys.resolve,
      minBitLength: SMALLEST_KEY,
      strict: false,
    }),
    ...(chain && !error ? chain.map(checkSet) : []),
  ]);
  const verified = { result: status.result as ResultWord, sets, trouble: null };
  return withTrouble(verified, keys);
}

/** A chain that could not be checked is not a chain that failed; mailauth calls both `fail`. */
function withTrouble(chain: VerifiedChain, keys: Asker): VerifiedChain {
  const newest = chain.sets.at(-1)?.signature ?? null;
  const words = [...chain.sets.map((set) => set.seal), newest ? newest.result : null];
  if (chain.result === 'pass' && words.includes('policy')) return { ...chain, result: 'fail' };
  const known = words.filter((word) => word !== 'pass');
  if (chain.result !== 'fail' || known.length === 0) return chain;
  if (known.some((word) => word !== 'temperror')) return chain;
  const statuses = chain.sets.flatMap(({ fields, signature }) => [
    keys.questions.answered(sealKeyName(fields.seal), 'TXT')?.status,
    signature?.reason === 'held' ? ('held' as const) : undefined,
  ]);
  const held = statuses.some((status) => unanswered(status) === 'held');
  return { ...chain, result: 'temperror', trouble: held ? 'held' : 'dnsFailed' };
}

const seconds = (value: string): Instant | null =>
  /^[0-9]{1,12}$/.test(value) ? Number(value) * 1_000 : null;

function describe({ fields, seal, signature }: VerifiedChain['sets'][number]): ArcInstance {
  return {
    instance: fields.instance,
    sealer: tag(fields.seal, 'd').toLowerCase(),
    selector: tag(fields.seal, 's'),
    chainValidationStatus: tag(fields.seal, 'cv').toLowerCase() || null,
    seal,
    signature: signature?.result ?? null,
    signatureReason: signature?.reason ?? null,
    signedFields: fields.signature ? signedFields(fields.signature) : [],
    sealedAt: seconds(tag(fields.seal, 't')),
    results: null,
  };
}

/**
 * The view of the chain that leaves this room. `results` of its sets stay null: they are read by the parser of
 * Authentication-Results, not by the engine's.
 * @param at judges x= of the message signatures; null leaves it open
 */
export function describeChain(chain: VerifiedChain, at: Instant | null): ArcEvaluation {
  const sets = chain.sets.map((set) => ({
    ...set,
    signature: set.signature && at !== null ? judgeExpiry(set.signature, at) : set.signature,
  }));
  const expired = sets.at(-1)?.signature?.reason === 'expired';
  const result = chain.result === 'pass' && expired ? 'fail' : chain.result;
  const reason = result === 'fail' ? 'failed' : chain.trouble;
  return { result, reason, instances: sets.map(describe) };
}
