// A throw-away certificate for the local servers, and its key's hash for Chromium to accept it by.
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Certificate {
  /** PEM */
  key: string;
  /** PEM, self-signed */
  cert: string;
  /** base64 SHA-256 of the subject public key info, for `--ignore-certificate-errors-spki-list` */
  spkiHash: string;
  /** file with `cert`, for NODE_EXTRA_CA_CERTS and the like */
  caPath: string;
  /** file with `key` */
  keyPath: string;
}

const DAY = 86_400_000;

/** Tag, length and content of one value (X.690, DER). */
function der(tag: number, ...content: Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  const size = body.length;
  // The shortest form there is: Chromium takes no other.
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}
const sequence = (...content: Uint8Array[]) => der(0x30, ...content);
const identifier = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));
const bits = (octets: Uint8Array) => der(0x03, Buffer.from([0]), octets);
const time = (at: number) =>
  der(0x17, Buffer.from(`${new Date(at).toISOString().replace(/\D/g, '').slice(2, 14)}Z`));

const ECDSA_WITH_SHA256 = sequence(identifier('2a8648ce3d040302'));
const COMMON_NAME = identifier('550403');
const ALTERNATIVE_NAMES = identifier('551d11');
const BASIC_CONSTRAINTS = identifier('551d13');

/** Makes a self-signed certificate for these DNS names and 127.0.0.1, valid for some days (RFC 5280). */
export function makeCertificate(names: readonly string[]): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const name = sequence(
    der(0x31, sequence(COMMON_NAME, der(0x0c, Buffer.from(names[0] ?? 'localhost')))),
  );
  const alternatives = sequence(
    ...names.map((one) => der(0x82, Buffer.from(one))),
    der(0x87, Buffer.from([127, 0, 0, 1])),
  );
  const now = Date.now();
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1]), randomBytes(8)),
    ECDSA_WITH_SHA256,
    name,
    sequence(time(now - DAY), time(now + 10 * DAY)),
    name,
    spki,
    der(
      0xa3,
      sequence(
        sequence(ALTERNATIVE_NAMES, der(0x04, alternatives)),
        sequence(BASIC_CONSTRAINTS, der(0x04, sequence(der(0x01, Buffer.from([255]))))),
      ),
    ),
  );
  const whole = sequence(body, ECDSA_WITH_SHA256, bits(sign('sha256', body, privateKey)));
  const lines = whole.toString('base64').replace(/.{64}/g, '$&\n');
  const cert = `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

  const folder = mkdtempSync(join(tmpdir(), 'inkan-certificate-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const keyPath = join(folder, 'key.pem');
  const caPath = join(folder, 'cert.pem');
  writeFileSync(keyPath, key);
  writeFileSync(caPath, cert);
  return {
    key,
    cert,
    spkiHash: createHash('sha256').update(spki).digest('base64'),
    caPath,
    keyPath,
  };
}
