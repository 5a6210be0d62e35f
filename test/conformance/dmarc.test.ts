// Record and alignment cases of two DMARC libraries, by the bundled engine with its questions asked ahead.
import { describe, expect, test } from 'vitest';
import { findPolicy, measureDmarc } from '../../lib/evidence/evaluated/dmarc.ts';
import { Questions } from '../../lib/evidence/evaluated/questions.ts';
import { memoryResolver } from '../helpers/dns/memory.ts';
import type { Zone } from '../helpers/dns/zone.ts';
import { lookupsOver } from './measure.ts';
import { readJson, suite } from './suites.ts';

interface Case {
  id: string;
  zone: Zone;
  from: string;
  spf: string[];
  dkim: string[];
  expect: { result?: string; policy?: string; orgDomain?: string };
}

const path = suite('dmarc/cases.json', 32);

describe.runIf(path)('DMARC cases', () => {
  test('31 of 32', async () => {
    const wrong: string[] = [];
    const cases = readJson<Case[]>(path!);
    for (const { id, zone, from, spf, dkim, expect: expected } of cases) {
      const resolver = memoryResolver(zone);
      const questions = new Questions(lookupsOver((name, type) => resolver.ask(name, type)));
      const author = from.slice(from.indexOf('@') + 1);
      const found = await findPolicy(author, spf[0] ?? null, questions);
      const { dmarc } = await measureDmarc(
        {
          headerFrom: [from],
          fromFields: 1,
          author,
          spfDomain: spf[0] ?? null,
          spfPassed: spf.length > 0,
          dkim: dkim.map((domain) => ({ domain, underSized: 0 })),
        },
        questions,
      );
      expect(found.organizationalDomain, id).toBe(dmarc.organizationalDomain);
      const differs = Object.entries({
        result: dmarc.result,
        policy: dmarc.policy,
        orgDomain: dmarc.organizationalDomain,
      }).some(
        ([key, value]) =>
          expected[key as keyof typeof expected] !== undefined &&
          expected[key as keyof typeof expected] !== value,
      );
      if (differs) wrong.push(id);
    }
    // psd=y without p=: RFC 9989 section 4.10.1 gives such a record no policy
    expect(wrong).toHaveLength(1);
    expect(cases).toHaveLength(32);
  });
});
