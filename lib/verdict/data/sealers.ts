// Who is believed when they seal what they saw (RFC 8617): an ARC chain proves who speaks, this list says whom to heed.

interface Sealer {
  /** d= of the ARC-Seal, this name or one below it */
  domain: string;
  /** as readers know them */
  name: string;
}

/**
 * Large mailbox and forwarding services that check a sender before they seal. Readers and policies add their own.
 * Anybody can seal a chain that validates, so a name missing here vouches for nothing.
 */
export const TRUSTED_SEALERS: readonly Sealer[] = [
  { domain: 'google.com', name: 'Google' },
  { domain: 'microsoft.com', name: 'Microsoft' },
  { domain: 'messagingengine.com', name: 'Fastmail' },
  { domain: 'fastmail.com', name: 'Fastmail' },
  { domain: 'pobox.com', name: 'Pobox' },
  { domain: 'forwardemail.net', name: 'Forward Email' },
  { domain: 'securemx.jp', name: 'securemx.jp' },
];
