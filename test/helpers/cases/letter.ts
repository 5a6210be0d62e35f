// The plainest honest mail there is, for tests about something else.
import type { Case } from './case.ts';

/** Signed by its domain, recorded by Gmail `age` hours ago: that the seal says so takes DNS. */
export const signedLetter = (subject: string, domain: string, age: number): Case => ({
  name: `${domain}-${age}`,
  shows: subject,
  mail: { from: { name: '', address: `minutes@${domain}` }, subject, age },
  domains: { [domain]: { spf: 'v=spf1 ip4:192.0.2.10 -all', dmarc: 'v=DMARC1; p=reject' } },
  path: [
    { sign: { d: domain, s: 's1' } },
    { gmail: { dkim: [`pass ${domain} s1`], spf: 'pass', dmarc: 'pass reject' } },
  ],
  expect: { origin: 'signed', tone: 'calm' },
});
