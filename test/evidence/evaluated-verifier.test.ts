// What the bundled engine is allowed to touch: the bundle has no Node in it, and a body is nothing but its hashes.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { keyAsker } from '../../lib/evidence/evaluated/keys.ts';
import { Questions } from '../../lib/evidence/evaluated/questions.ts';
import { DigestVerifier } from '../../lib/evidence/evaluated/verifier.ts';
import { digest } from '../../lib/message/digest.ts';
import { draft, KEY_ZONE, lookups, octets, sign } from './evaluated-helper.ts';

test('the bundle imports what the extension shares and nothing else', () => {
  const bundle = readFileSync(new URL('../../.generated/mailauth.mjs', import.meta.url), 'utf8');
  const imports = [...bundle.matchAll(/^import .* from "(.*)";$/gm)].map((match) => match[1]);
  expect(imports).toEqual(['buffer', 'punycode/punycode.es6.js', 'tldts']);
  expect(bundle).not.toMatch(/\brequire\("|node:|process\.env/);
});

test('mailauth reads nothing of a body but what the digest says', async () => {
  const made = await digest(octets(sign(sign(draft(), { tags: ['l=9'] }), { c: 'simple/simple' })));
  const verifier = new DigestVerifier(
    made,
    'example.com',
    keyAsker(new Questions(lookups(KEY_ZONE))).resolve,
  );
  await verifier.readHeader();
  const known = [
    'byteLength',
    'canonicalizedLength',
    'bodyHashedBytes',
    'hash',
    'mimeStructureStart',
    'setContentType',
    'digest',
    'getMimeStructureStart',
  ];
  const touched = new Set<string>();
  for (const [key, hasher] of verifier.bodyHashes) {
    const watched = new Proxy(hasher, {
      get(target, property) {
        touched.add(String(property));
        const value = Reflect.get(target, property);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    verifier.bodyHashes.set(key, watched);
  }
  await verifier.finish();
  expect(verifier.results.map(({ status }) => status.result)).toEqual(['pass', 'pass']);
  expect([...touched].filter((property) => !known.includes(property))).toEqual([]);
  expect(touched.size).toBeGreaterThan(3);
});

test('a signature whose body was not hashed is not verified, whatever its bh= says', async () => {
  const made = await digest(octets(sign(draft())));
  for (const header of [made.header, made.header.replace(/bh=[^;]+;/, '')]) {
    const bare = { ...made, header, hashes: {}, canonical: {} };
    const verifier = new DigestVerifier(
      bare,
      'example.com',
      keyAsker(new Questions(lookups(KEY_ZONE))).resolve,
    );
    await verifier.readHeader();
    await verifier.finish();
    expect(verifier.results[0]?.status).toMatchObject({
      result: 'neutral',
      comment: 'body not hashed',
    });
  }
});
