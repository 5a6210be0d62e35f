// The adapters that stand in for Node's modules, against Node's modules.
import nodeCrypto from 'node:crypto';
import net from 'node:net';
import { expect, test } from 'vitest';
import { createHash, createPublicKey, verifyAsync } from '../../scripts/engine/adapters/crypto.ts';
import { isIP } from '../../scripts/engine/adapters/net.ts';
import { keyFor, keyRecord } from '../helpers/cases/sign.ts';
import { random } from './random.ts';

const spkiOf = (record: string) => Buffer.from(record.replace(/.*p=/, ''), 'base64');
const pick = random(7);

test('isIP says what node:net says', () => {
  const known = [
    '192.0.2.1',
    '0.0.0.0',
    '256.1.1.1',
    '01.1.1.1',
    '1.1.1',
    '::',
    '::1',
    '2001:db8::1',
    '2001:db8::1%eth0',
    '::ffff:192.0.2.1',
    '::192.0.2.1',
    '1::2::3',
    '12345::',
    ':::',
    '::1%',
    'fe80::1%0',
    '1:2:3:4:5:6:7:8',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7::',
    '',
    ' ::1',
    '[::1]',
    'example.com',
    '::1.2.3.04',
    '::G',
  ];
  const pieces = ['1', 'f', 'db8', ':', '::', '.', '0', '255', '2001', '%1', 'x'];
  for (let i = 0; i < 20_000; i++) {
    let text = '';
    for (let n = pick([1, 3, 5, 8, 12, 16]); n > 0; n--) text += pick(pieces);
    known.push(text);
  }
  for (const text of known) expect(isIP(text), text).toBe(net.isIP(text));
});

test('keys read as Node reads them: kind, size, and the key itself', () => {
  for (const kind of ['rsa512', 'rsa1024', 'rsa2048'] as const) {
    const spki = spkiOf(keyRecord(kind));
    const node = nodeCrypto.createPublicKey({ key: spki, format: 'der', type: 'spki' });
    const own = createPublicKey({ key: spki, type: 'spki' });
    expect(own.asymmetricKeyType).toBe('rsa');
    expect(own.asymmetricKeyDetails).toEqual({
      modulusLength: node.asymmetricKeyDetails?.modulusLength,
    });
    expect(own.export()).toBe(node.export({ type: 'pkcs1', format: 'pem' }));
    const bare = node.export({ type: 'pkcs1', format: 'der' });
    expect(createPublicKey({ key: bare, type: 'pkcs1' }).export()).toBe(own.export());
  }
  const raw = spkiOf(keyRecord('ed25519'));
  const spki = Buffer.concat([Buffer.from('302A300506032B6570032100', 'hex'), raw]);
  const node = nodeCrypto.createPublicKey({ key: spki, format: 'der', type: 'spki' });
  expect(createPublicKey({ key: spki, type: 'spki' }).export()).toBe(
    node.export({ type: 'spki', format: 'pem' }),
  );
  const ec = nodeCrypto
    .generateKeyPairSync('ec', { namedCurve: 'P-256' })
    .publicKey.export({ type: 'spki', format: 'der' });
  expect(createPublicKey({ key: ec, type: 'spki' }).asymmetricKeyType).toBe('other');
});

test('a damaged key is refused, or read exactly as Node reads it', () => {
  const spki = spkiOf(keyRecord('rsa1024'));
  let read = 0;
  for (let i = 0; i < 4_000; i++) {
    const damaged = Buffer.from(
      spki.subarray(0, pick([spki.length, spki.length, pick([1, 5, 20, 60, 100])])),
    );
    for (let n = pick([0, 1, 1, 2]); n > 0; n--)
      damaged[
        Math.floor(pick([0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.5, 0.97, 0.99]) * damaged.length)
      ] = pick([0, 1, 2, 3, 0x30, 0x80, 0x81, 0x82, 0xff]);
    const attempt = (make: () => string | null) => {
      try {
        return make();
      } catch {
        return null;
      }
    };
    const own = attempt(() => {
      const key = createPublicKey({ key: damaged, type: 'spki' });
      return key.asymmetricKeyType === 'rsa' ? key.export() : null;
    });
    if (own === null) continue;
    read++;
    const native = attempt(() =>
      nodeCrypto
        .createPublicKey({ key: damaged, format: 'der', type: 'spki' })
        .export({ type: 'pkcs1', format: 'pem' })
        .toString(),
    );
    // OpenSSL refuses some that are read here; a key both read is the same key
    if (native !== null) expect(own).toBe(native);
  }
  expect(read).toBeGreaterThan(500);
});

test('verify says what crypto.verify says', async () => {
  const data = Buffer.from('signed data');
  for (const kind of ['rsa512', 'rsa1024', 'rsa2048'] as const) {
    const key = keyFor(kind);
    const pem = createPublicKey({ key: spkiOf(keyRecord(kind)), type: 'spki' }).export();
    for (const hash of ['sha1', 'sha256']) {
      const signature = nodeCrypto.sign(hash, data, key);
      expect(await verifyAsync(`rsa-${hash}`, data, pem, signature)).toBe(true);
      expect(await verifyAsync(`RSA-${hash.toUpperCase()}`, data, pem, signature)).toBe(true);
      expect(await verifyAsync(`rsa-${hash}`, Buffer.from('other'), pem, signature)).toBe(false);
      expect(await verifyAsync(`rsa-${hash}`, data, pem, signature.subarray(1))).toBe(false);
      expect(await verifyAsync(`rsa-${hash}`, data, pem, Buffer.alloc(0))).toBe(false);
      expect(await verifyAsync(null, data, pem, signature)).toBe(false);
    }
    await expect(verifyAsync('rsa-md5', data, pem, data)).rejects.toThrow();
  }
  const spki = Buffer.concat([
    Buffer.from('302A300506032B6570032100', 'hex'),
    spkiOf(keyRecord('ed25519')),
  ]);
  const pem = createPublicKey({ key: spki, type: 'spki' }).export();
  const hashed = createHash('sha256').update(data).digest();
  const signature = nodeCrypto.sign(
    null,
    nodeCrypto.createHash('sha256').update(data).digest(),
    keyFor('ed25519'),
  );
  if (typeof hashed === 'string') throw new Error('a digest without encoding stays pending');
  expect(await verifyAsync(null, hashed, pem, signature)).toBe(true);
  expect(await verifyAsync(null, hashed, pem, Buffer.alloc(64))).toBe(false);
  await expect(verifyAsync('rsa-sha256', data, pem, signature)).rejects.toThrow(
    'Unsupported crypto operation',
  );
});
