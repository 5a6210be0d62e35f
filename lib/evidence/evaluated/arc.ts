// ARC (RFC 8617): every set of the chain, its seal verified by itself, and the message signatures that can be.

import type { ArcSet, HeaderRow, HeaderRows, SignatureHeader, TagList } from '#mailauth';
import { arc as evaluateChain, getARChain, parseDkimHeaders, verifyAS } from '#mailauth';
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
const isGoogles = (set: Pick<ArcSet, 'arc-seal'>) =>
  tag(set['arc-seal'], 'd') === 'google.com' && tag(set['arc-seal'], 's').startsWith('arc-');

/**
 * The newest set where Google found the chain below it broken (cv=fail): it joins no chain, but it is Google's word for
 * this message all the same. Null for any other chain.
 */
function readFailingSet(rows: HeaderRow[]): ArcSet | null {
  const parts = rows
    .filter(({ key }) => SET_FIELDS.some((name) => name === key))
    .map(({ key, line }) => ({ key, list: parseDkimHeaders(line) }));
  const i = Math.max(0, ...parts.map(({ list }) => Number(list.parsed.i?.value) || 0));
  const newest = parts.filter(({ list }) => list.parsed.i?.value === i);
  const [seal, signature, results] = SET_FIELDS.map(
    (name) => newest.find(({ key }) => key === name)?.list,
  );
  if (newest.length !== 3 || !seal || !signature || !results) return null;
  if (tag(seal, 'cv').toLowerCase() !== 'fail' || !isGoogles({ 'arc-seal': seal })) return null;
  return {
    i,
    'arc-seal': seal,
    'arc-message-signature': signature as SignatureHeader,
    'arc-authentication-results': results,
  };
}

/** The sets below the newest, where they make a valid chain of their own. */
function readLowerChain(headers: HeaderRows, newest: ArcSet): ArcSet[] {
  const parsed = headers.parsed.filter(
    ({ key, line }) =>
      !SET_FIELDS.some((name) => name === key) ||
      parseDkimHeaders(line).parsed.i?.value !== newest.i,
  );
  try {
    return getARChain({ ...headers, parsed }, { strict: true }) || [];
  } catch {
    return [];
  }
}

/** Key records that verifying the chain will ask for. */
export function chainKeys(verifier: DigestVerifier): string[] {
  const { chain, error, lastEntry } = verifier.arc;
  if (!chain || error) {
    const failing = readFailingSet(verifier.headers.parsed);
    return failing ? [sealKeyName(failing['arc-seal'])] : [];
  }
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

/**
 * RFC 8617 section 5.1.2 has a seal with cv=fail cover its own set alone; Google's real ones cover the sets below too.
 */
async function verifyFailingSeal(
  lower: ArcSet[],
  newest: ArcSet,
  verifier: DigestVerifier,
): Promise<ResultWord> {
  const whole = await verifySeal([...lower, newest], verifier);
  return whole === 'fail' && lower.length > 0 ? verifySeal([newest], verifier) : whole;
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
interface VerifiedChain {
  result: ResultWord;
  sets: { fields: SetFields; seal: ResultWord | null; signature: Verified | null }[];
  trouble: Unanswered | null;
}

/** The seals of a chain, each verified by itself. */
type Seals = Map<ArcSet, Promise<ResultWord>>;

/** Starts to verify every seal of the chain; they need nothing but the header block and their keys. */
export function startSeals(verifier: DigestVerifier): Seals {
  const { chain, error } = verifier.arc;
  const newest = chain && !error ? null : readFailingSet(verifier.headers.parsed);
  const valid = chain && !error ? chain : newest ? readLowerChain(verifier.headers, newest) : [];
  const seals: Seals = new Map(
    valid.map((set, index) => [set, verifySeal(valid.slice(0, index + 1), verifier)]),
  );
  return newest ? seals.set(newest, verifyFailingSeal(valid, newest, verifier)) : seals;
}

/** Verifies the chain of a finished verifier, whose seals were started before. */
export async function verifyChain(
  verifier: DigestVerifier,
  seals: Seals,
  keys: Asker,
): Promise<VerifiedChain> {
  const { lastEntry } = verifier.arc;
  const sets = readSets(verifier.headers.parsed).map((fields) => ({
    fields,
    seal: null as ResultWord | null,
    signature: null as Verified | null,
  }));
  // mailauth verifies the newest message signature of a valid chain by itself
  const others = [...seals.keys()].filter((set) => set !== lastEntry && isGoogles(set));
  const wanted = others.slice(-MOST_OLDER_SIGNATURES);
  const checkSet = async ([set, seal]: [ArcSet, Promise<ResultWord>]): Promise<void> => {
    const found = sets.find(({ fields }) => fields.instance === set.i);
    if (!found) return;
    const newest = set === lastEntry ? lastEntry.messageSignature : undefined;
    const signature = wanted.includes(set) ? await verifyOlder(set, verifier, keys) : null;
    found.seal = await seal;
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
    ...[...seals].map(checkSet),
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
