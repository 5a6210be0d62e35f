// A throw-away certificate for the local servers, and its key's hash for Chromium to accept it by.
import { execFileSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
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

/** Makes a self-signed certificate for these DNS names with openssl, valid for some days. */
export function makeCertificate(names: readonly string[]): Certificate {
  const folder = mkdtempSync(join(tmpdir(), 'inkan-certificate-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const keyPath = join(folder, 'key.pem');
  const caPath = join(folder, 'cert.pem');
  const alternatives = [...names.map((name) => `DNS:${name}`), 'IP:127.0.0.1'].join(',');
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
      ...[
        '-keyout',
        keyPath,
        '-out',
        caPath,
        '-days',
        '10',
        '-subj',
        `/CN=${names[0] ?? 'localhost'}`,
      ],
      ...['-addext', `subjectAltName=${alternatives}`],
    ],
    { stdio: 'pipe' },
  );
  const cert = readFileSync(caPath, 'utf8');
  const spki = new X509Certificate(cert).publicKey.export({ type: 'spki', format: 'der' });
  return {
    key: readFileSync(keyPath, 'utf8'),
    cert,
    spkiHash: createHash('sha256').update(spki).digest('base64'),
    caPath,
    keyPath,
  };
}
