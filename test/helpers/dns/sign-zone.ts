// Signs the test zone with BIND's own tools (RFC 4034), so that a validating resolver sets the AD bit.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A new key of the root zone in `folder`, as the resolver's configuration trusts it. */
export function makeTrustAnchor(folder: string): string {
  const name = execFileSync(
    'dnssec-keygen',
    ['-q', '-K', folder, '-a', 'ECDSAP256SHA256', '-f', 'KSK', '.'],
    { encoding: 'utf8', stdio: 'pipe' },
  ).trim();
  const record = /DNSKEY (\d+ \d+ \d+) (.+)/.exec(
    readFileSync(join(folder, `${name}.key`), 'utf8'),
  );
  return `trust-anchors { . static-key ${record![1]} "${record![2]!.replaceAll(' ', '')}"; };`;
}

/** Signs the root zone in `file` in place, with the keys in `folder`. */
export function signZone(file: string, folder: string): void {
  const options = ['-S', '-z', '-K', folder, '-d', folder, '-o', '.', '-f', file, file];
  execFileSync('dnssec-signzone', options, { stdio: 'pipe' });
}
