// The bundled engine, fed with a digest, and mailauth on Node over the whole message: equal in every result field.
import { expect, test } from 'vitest';
import type { RecordType } from '../../lib/model.ts';
import { memoryResolver } from '../helpers/dns/memory.ts';
import { buildCorpus } from './corpus.ts';
import { evaluateDmarc, spf, verifyOnNode } from './node-mailauth.ts';
import { type CorpusCase, type EngineResult, octetsOf, plain, runCase } from './run-case.ts';

const CODES: Record<string, string> = {
  nxdomain: 'ENOTFOUND',
  nodata: 'ENODATA',
  timeout: 'ETIMEOUT',
  servfail: 'ESERVFAIL',
};

async function runOnNode({ raw, zone, client }: CorpusCase): Promise<EngineResult> {
  const memory = memoryResolver(zone);
  const resolver = async (name: string, type: string) => {
    const answer = await memory.ask(name, type as RecordType);
    if (answer.status === 'ok') return answer.records as unknown[];
    throw Object.assign(new Error(`${CODES[answer.status]} ${name}`), {
      code: CODES[answer.status],
    });
  };
  const { verifier, arc } = await verifyOnNode(octetsOf(raw), { resolver, at: new Date(0) });
  const sender =
    client &&
    (await spf({
      sender: client.mailFrom,
      ip: client.address,
      helo: client.helo,
      mta: 'localhost',
      strict: true,
      resolver,
    }));
  const { response, reason } = (await evaluateDmarc({
    headerFrom: verifier.headerFrom,
    fromFields: verifier.fromFields,
    spfDomains: sender?.status.result === 'pass' ? [sender.domain] : [],
    dkimDomains: verifier.results
      .filter(({ status }) => status.result === 'pass')
      .map(({ signingDomain, status }) => ({
        domain: signingDomain,
        underSized: status.underSized ?? 0,
      })),
    resolver,
  })) as { response: object | false; reason?: string };
  return {
    headerFrom: verifier.headerFrom,
    fromFields: verifier.fromFields,
    dkim: plain(verifier.results),
    arc: plain(arc),
    // The bundled engine writes no field, so it folds none.
    spf: plain(sender && { ...sender, header: sender.header.replaceAll('\r\n', '') }),
    dmarc: plain(response || { reason }),
  };
}

/** Paths at which two plain values differ: `dkim.0.status.result: pass/neutral`. */
function differences(a: unknown, b: unknown, path = ''): string[] {
  if (Object.is(a, b)) return [];
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null)
    return [`${path}: ${JSON.stringify(a)} / ${JSON.stringify(b)}`];
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].flatMap((key) =>
    differences(
      (a as Record<string, unknown>)[key],
      (b as Record<string, unknown>)[key],
      path ? `${path}.${key}` : key,
    ),
  );
}

/** Why a case may differ: the explanation, and the paths it explains. Anything else is a fault. */
const EXPLAINED: { why: string; holds: (path: string, differs: string[]) => boolean }[] = [
  {
    why: 'Node writes a bare RSAPublicKey (PKCS#1) as SubjectPublicKeyInfo; the key is the same',
    holds: (path) => /^dkim\.\d+\.publicKey: "-----BEGIN RSA/.test(path),
  },
  {
    why: 'a signature that names an algorithm its key is not for: OpenSSL has words of its own',
    holds: (path, differs) =>
      /^dkim\.\d+\.(?:status\.comment|info):/.test(path) &&
      differs.some((one) => one.includes('"Unsupported crypto operation" / "error:')),
  },
  {
    why: 'the tag lists of seals are read strictly (check A)',
    holds: (path, differs) =>
      path.startsWith('arc.') &&
      differs.some((one) =>
        /^arc\.status\.comment: "(?:i=\d+ (?:as|ams)|invalid aar) (?:invalid|duplicate|missing|empty|instance)/.test(
          one,
        ),
      ),
  },
  {
    why: 'i= outside d= (check B) and unknown query methods (check C) are refused; the key is then not asked for',
    holds: (path, differs) =>
      /^(?:dkim|dmarc)\./.test(path) &&
      differs.some((one) =>
        /^dkim\.\d+\.status\.comment: "(?:domain mismatch|unsupported query method)"/.test(one),
      ),
  },
];

test('every result field of at least 400 messages, but for the differences explained', async () => {
  const corpus = buildCorpus();
  const faults: string[] = [];
  const explained = new Map<string, string[]>();
  const refused: string[] = [];
  for (const one of corpus) {
    const { refused: reason, engine } = await runCase(one);
    if (reason) {
      refused.push(`${one.id}: ${reason}`);
      continue;
    }
    const differs = differences(engine, await runOnNode(one));
    for (const path of differs) {
      const explanation = EXPLAINED.find(({ holds }) => holds(path, differs));
      if (!explanation) faults.push(`${one.id} ${path}`);
      else
        explained.set(explanation.why, [
          ...new Set([...(explained.get(explanation.why) ?? []), one.id]),
        ]);
    }
  }
  expect(faults).toEqual([]);
  const differing = [...explained.values()].flat().length;
  console.log(
    `${corpus.length - refused.length} messages compared, ${differing} differ as explained:`,
  );
  for (const [why, ids] of explained) console.log(`  ${ids.length}: ${why}`);
  // two messages of the ARC suite have no header at all
  expect(refused.filter((one) => !/^arc cv_(?:empty|no_headers): shape$/.test(one))).toEqual([]);
  expect(corpus.length).toBeGreaterThan(220);
  expect(differing).toBeLessThan(40);
});
