// explain --domain against real BIND: records as dig reads them, lookups as an own count has them.
import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DomainReport } from '../lib/model.ts';
import { mergeZones } from './helpers/cases/build.ts';
import { brokenDomains, soundDomains } from './helpers/dns/domains.ts';
import { startDns, type TestDns } from './helpers/dns/start.ts';

const domains = { ...brokenDomains(), ...soundDomains(42) };
const names = Object.keys(domains);
let dns: TestDns;

beforeAll(async () => {
  dns = await startDns(mergeZones(Object.values(domains).map(({ zone }) => zone)));
});
afterAll(() => dns?.close());

function explain(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['scripts/explain.ts', '--doh', dns.url, ...args], {
      env: { ...process.env, NODE_EXTRA_CA_CERTS: dns.caPath, LANG: 'C' },
    });
    let [out, err] = ['', ''];
    child.stdout.on('data', (data) => {
      out += data;
    });
    child.stderr.on('data', (data) => {
      err += data;
    });
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

/** Everything that dig reads of the names that exist, in one go: `name TYPE` → data of its records. */
async function digAll(): Promise<Map<string, string[]>> {
  const file = join(mkdtempSync(join(tmpdir(), 'inkan-dig-')), 'questions');
  const all = Object.values(domains).flatMap(({ zone }) => Object.keys(zone));
  const questions = [...all.map((name) => `${name} TXT`), ...names.map((name) => `${name} MX`)];
  writeFileSync(file, `${questions.join('\n')}\n`);
  const args = ['@127.0.0.1', '-p', String(dns.plainPort), '+http-plain', '+noall', '+answer'];
  const { stdout } = await promisify(execFile)('dig', [...args, '-f', file]);
  const found = new Map<string, string[]>();
  for (const line of stdout.split('\n')) {
    const [, name, type, data = ''] = /^(\S+)\.\s+\d+\s+IN\s+(TXT|MX)\s+(.*)$/.exec(line) ?? [];
    const key = `${name} ${type}`;
    if (name) found.set(key, [...new Set([...(found.get(key) ?? []), data])]);
  }
  return found;
}
const unquote = (line: string) =>
  [...line.matchAll(/"((?:[^"\\]|\\.)*)"/g)]
    .map(([, text]) => text?.replace(/\\(.)/g, '$1'))
    .join('');
let dug: Map<string, string[]>;
const texts = (name: string) => (dug.get(`${name} TXT`) ?? []).map(unquote);

/** Lookups of a record by counting terms, with nothing in common with what is tested. */
function countLookups(domain: string, path: string[] = []): number {
  const [record = ''] = texts(domain).filter((text) => text.startsWith('v=spf1'));
  const plains = record.split(' ').map((term) => term.replace(/^[-+~?]/, ''));
  const end = plains.indexOf('all');
  let count = 0;
  for (const [at, plain] of plains.entries()) {
    // Behind `all` nothing is evaluated, and beside it no redirect.
    if (end > 0 && (at > end || plain.startsWith('redirect='))) continue;
    if (/^(?:a|mx|ptr|exists)(?:[:/]|$)/.test(plain)) count += 1;
    const target = /^(?:include:|redirect=)(.+)$/.exec(plain)?.[1];
    if (target === undefined) continue;
    count += 1;
    if (!path.includes(target) && target !== domain)
      count += countLookups(target, [...path, domain]);
  }
  // More servers than ten are an error of their own.
  const servers = plains.includes('mx') ? (dug.get(`${domain} MX`) ?? []).length : 0;
  return servers > 10 ? servers : count;
}

test('sixty domains: records, lookups, keys and remedies', async () => {
  expect(names.length).toBeGreaterThanOrEqual(60);
  dug = await digAll();
  const args = names.flatMap((name) => ['--domain', name]);
  const { out, err, code } = await explain('--json', '--selector', 'k1', ...args);
  expect([err, code]).toEqual(['', 0]);
  const reports = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as DomainReport);
  expect(reports.map(({ domain }) => domain)).toEqual(names);
  for (const report of reports) {
    const { domain } = report;
    const published = texts(domain).filter((text) => text.startsWith('v=spf1'));
    expect([...report.spf.records].sort(), domain).toEqual(published.sort());
    if (published.length === 1 && !domain.startsWith('unread'))
      expect(report.spf.lookups, domain).toBe(countLookups(domain));
    const mx = (dug.get(`${domain} MX`) ?? []).map((line) => line.replace(/\.$/, ''));
    expect(report.mx.map((one) => `${one.preference} ${one.exchange}`).sort()).toEqual(mx.sort());
    const { name, record } = report.dmarc;
    if (name !== null) expect(texts(name)).toEqual([record]);
    const keys = texts(`k1._domainkey.${domain}`).filter((text) => /\bp=/.test(text));
    expect([...(report.keys[0]?.records ?? [])].sort()).toEqual(keys.sort());
    // The selector was given for all; where none is published, that is what is said.
    const expected = new Set(domains[domain]?.remedies);
    if (keys.length === 0) expected.add('keyMissing');
    expect(new Set(report.remedies.map(({ id }) => id)), domain).toEqual(expected);
  }
});

test('text names the tree, the tags and what to publish', async () => {
  const { out } = await explain('--domain', 'eleven.example', '--domain', 'no-dmarc.example');
  expect(out).toContain('11 of 10 lookups');
  expect(out).toContain('include:i0.eleven.example');
  expect(out).toContain(
    '_dmarc.no-dmarc.example  TXT  v=DMARC1; p=none; rua=mailto:postmaster@no-dmarc.example',
  );
});

test('a table of many', async () => {
  const { out } = await explain(
    '--csv',
    '--domain',
    'no-spf.example',
    '--domain',
    'two-spf.example',
  );
  const lines = out.trim().split('\r\n');
  expect(lines).toHaveLength(3);
  expect(lines[1]).toContain('spfMissing');
});

test('what is no domain, and mode off', async () => {
  const wrong = await explain('--domain', 'https://x/');
  expect(wrong.code).toBe(2);
  dns.forget();
  const off = await explain('--json', '--lookups', 'off', '--domain', 'shop.example');
  expect(JSON.parse(off.out)).toMatchObject({ queries: [], remedies: [] });
  expect(dns.requests()).toEqual([]);
});
