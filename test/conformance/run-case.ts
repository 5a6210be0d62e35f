// Runs one case of the corpus through the bundled engine. Uses no Node module: the same file runs in a page.
import { arc, evaluateDmarc, spf } from '#mailauth';
import { keyAsker } from '../../lib/evidence/evaluated/keys.ts';
import { Asker, Questions } from '../../lib/evidence/evaluated/questions.ts';
import { DigestVerifier } from '../../lib/evidence/evaluated/verifier.ts';
import { measure } from '../../lib/evidence/evaluated.ts';
import { digest } from '../../lib/message/digest.ts';
import { parse } from '../../lib/message/parse.ts';
import type { Answer, Evaluated, Lookups, RecordType } from '../../lib/model.ts';
import { memoryResolver } from '../helpers/dns/memory.ts';
import type { Zone } from '../helpers/dns/zone.ts';
import { NO_RECORD } from './measure.ts';

/** A message with the DNS it lives in, as plain JSON. */
export interface CorpusCase {
  id: string;
  /** base64 */
  raw: string;
  zone: Zone;
  client: { address: string; helo: string; mailFrom: string } | null;
  /** when signatures are judged */
  at: number;
}

/** Every result field of the engine, and what measure() makes of them. */
export interface CaseResult {
  refused: string | null;
  engine: EngineResult | null;
  measured: Evaluated | null;
}

export interface EngineResult {
  headerFrom: string[];
  fromFields: number;
  dkim: unknown;
  arc: unknown;
  spf: unknown;
  dmarc: unknown;
}

export const octetsOf = (base64: string) => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));

export function lookupsOf({ zone }: CorpusCase): Lookups {
  const resolver = memoryResolver(zone);
  return {
    expandsReaderMacros: true,
    queries: () => [],
    held: () => [],
    ask: <T extends RecordType>(name: string, type: T): Promise<Answer<T>> =>
      resolver.ask(name, type),
  };
}

/** Plain data without what differs from run to run or says nothing: random ids, and undefined. */
export const plain = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value ?? null, (key, inner) => (key === 'id' ? undefined : inner)));

export async function runCase(one: CorpusCase): Promise<CaseResult> {
  const made = await digest(octetsOf(one.raw));
  if (made.refused) return { refused: made.refused, engine: null, measured: null };
  const message = parse(made.header);
  const lookups = lookupsOf(one);
  const questions = new Questions(lookups);
  const keys = keyAsker(questions);
  const plainly = new Asker(questions);

  const verifier = new DigestVerifier(made, message.author?.domain ?? '', keys.resolve);
  await verifier.readHeader();
  await verifier.finish();
  const chain = await arc(verifier.arc, { resolver: keys.resolve, minBitLength: 512 });
  const { client } = one;
  const sender =
    client &&
    (await spf({
      sender: client.mailFrom,
      ip: client.address,
      helo: client.helo,
      mta: 'localhost',
      strict: true,
      resolver: plainly.resolve,
    }));
  const { response, reason } = await evaluateDmarc({
    headerFrom: verifier.headerFrom,
    fromFields: verifier.fromFields,
    spfDomains: sender?.status.result === 'pass' ? [sender.domain] : [],
    dkimDomains: verifier.results
      .filter(({ status }) => status.result === 'pass')
      .map(({ signingDomain, status }) => ({
        domain: signingDomain,
        underSized: status.underSized ?? 0,
      })),
    resolver: plainly.resolve,
  });
  // the matched term is what the bundle adds
  const { mechanism: _added, ...known } = sender ?? {};
  const stated = client
    ? { clientAddress: client.address, helo: client.helo, mailFrom: client.mailFrom }
    : {};
  return {
    refused: null,
    engine: {
      headerFrom: verifier.headerFrom,
      fromFields: verifier.fromFields,
      dkim: plain(verifier.results),
      arc: plain(chain),
      spf: sender ? plain(known) : null,
      dmarc: plain(response || { reason }),
    },
    measured: await measure(made, message, { ...NO_RECORD, ...stated }, lookups, () => ({
      at: one.at,
      clock: 'override',
    })),
  };
}
