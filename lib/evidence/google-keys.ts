// Public keys that Google seals arriving mail with (RFC 8617, d=google.com), for mail that outlives their DNS records.

/** A sealing key of Google, and the seals it was seen on. */
interface GoogleKey {
  selector: string;
  /** when the oldest and newest seals known to verify with it were made (ISO 8601) */
  firstSeen: string;
  lastSeen: string;
  record: string;
}

/**
 * Google takes the record of a retired selector out of DNS, and with it every proof of the mail sealed before. These
 * keys verified the seals of public list archives. DNS wins wherever it answers with a key.
 */
const GOOGLE_KEYS: readonly GoogleKey[] = [
  {
    selector: 'arc-20160816',
    firstSeen: '2019-05-29',
    lastSeen: '2024-08-29',
    record:
      'v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA1Lztpxs7yUxQEsbDFhjMc9kZVZu5P/COYEUIX4B39IL4SXAbv4viIlT9E6F6iZmTh1go7+9WQLywwgwjXMJx/Dz0RgMoPeyp5NRy4l320DPYibNqVMWa5iQ2WiImQC0en1O9uhLLvzaSZJ03fvGmCo9jMo0GwKzLNe14xMgn/px2L5N/3IKlKX4bqUAJTUt8L993ZlWzvgMnSFSt8B+euSKSrtAiopdy4r1yO4eN5goBASrGW0eLQc1lYouNvCrcTQpos4/GEAqiGzpqueJLmBfOO4clNvVvpPkvQs2BHw9I9LmIjaMxTNGxkGBRaP3utDiKXXqu1K+LRzl0HCNSdQIDAQAB',
  },
  {
    selector: 'arc-20240605',
    firstSeen: '2024-08-29',
    lastSeen: '2026-03-03',
    record:
      'v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAl3xpv8nzv48sGAt6yT3BhDpQcLv9Cgnot1arQefERmoFpgygBi73YM3lllM3fb435QBz8Qsu3ZM+xkIM5+UM9p286xJXI/26vNSbCFEAHeYJmUCJMUP1sX1b5oKzW5NJgojoJNLRulyo6GC6nFpBLv6j2hL41GOjg+RdYDxrTcQavsP2DMQLFP/mdsg7zBlfYdg0occfvpJXHYgxN3M1mYvBvbmnmPIrMtfoMFDdmJCiri3c9X9je2yz/gcpKXoz0n+O9Clk8jVQkrPEcahkCHPpbe662VLndAYsiD36IyF0+shLOJn0duf2O5eMNlUBwMPX7N589dz3Xy32B0eoPQIDAQAB',
  },
];

/** The published key for a key record name such as `arc-20240605._domainkey.google.com`; null for any other name. */
export function publishedGoogleKey(name: string): string | null {
  const selector = /^(.+)\._domainkey\.google\.com$/.exec(name.toLowerCase())?.[1];
  return GOOGLE_KEYS.find((key) => key.selector === selector)?.record ?? null;
}
