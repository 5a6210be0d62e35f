// How long checking a message takes when every question costs a round trip, beside mailauth's own evaluation.
import * as packet from 'dns-packet';
import { authenticate, type DNSResolver } from 'mailauth';
import { openLookups } from '../../lib/dns/gate.ts';
import { createResolver } from '../../lib/dns/resolver.ts';
import { evaluate } from '../../lib/evaluate.ts';
import { digest } from '../../lib/message/digest.ts';
import type { Answer, DnsRecords, RecordType } from '../../lib/model.ts';
import { type BuiltCase, buildCase } from '../../test/helpers/cases/build.ts';
import { memoryResolver } from '../../test/helpers/dns/memory.ts';
import type { Zone } from '../../test/helpers/dns/zone.ts';
import { depthOf, questionOf } from './floor.ts';
import { SETUPS, type Setup } from './setups.ts';
import { fixed, type Line, median, ms, pair, type Section } from './stats.ts';

const ROUND_TRIPS = [10, 30, 100];

/** Exact to a fraction of a millisecond: timers of Node are a millisecond late for whoever asks a moment later. */
function wait(milliseconds: number): Promise<void> {
  const due = performance.now() + milliseconds;
  return new Promise((resolve) => {
    const look = () => {
      if (performance.now() >= due) resolve();
      else setImmediate(look);
    };
    setTimeout(look, Math.max(0, milliseconds - 2));
  });
}

const CODES: Record<string, string> = { nxdomain: 'ENOTFOUND', nodata: 'ENODATA' };
const RCODES: Record<string, number> = { nxdomain: 3, servfail: 2 };

const PROVIDER = { id: 'bench', name: 'bench', url: 'https://resolver.example/dns-query' };

/** An answer as it comes over HTTPS, with the SOA that a negative one carries (RFC 2308). */
function respond(question: packet.Question, found: Answer): Response {
  const { name, type } = question;
  const data = (record: unknown) => {
    const { priority: preference, exchange } = record as DnsRecords['MX'][number];
    return type === 'MX' ? { preference, exchange } : record;
  };
  const octets = packet.encode({
    type: 'response',
    id: 0,
    flags: packet.RECURSION_DESIRED | packet.RECURSION_AVAILABLE | (RCODES[found.status] ?? 0),
    questions: [question],
    answers: (found.status === 'ok' ? found.records : []).map(
      (record) => ({ name, type, ttl: 300, class: 'IN', data: data(record) }) as packet.Answer,
    ),
    authorities: [
      {
        name: 'example',
        type: 'SOA',
        ttl: 60,
        data: { mname: 'ns.example', rname: 'ns.example', minimum: 60 },
      },
    ],
  });
  return new Response(new Uint8Array(octets), {
    headers: { 'content-type': 'application/dns-message' },
  });
}

/** A resolver at the end of a wire of a known length, in the form both sides need. */
function wireTo(zone: Zone, roundTrip: number) {
  const memory = memoryResolver(zone);
  const asked = new Set<string>();
  /** The other end reads and answers while the wire is waited for: what that costs is not measured. */
  const answer = async <A>(
    read: () => packet.Question,
    prepare: (q: packet.Question, found: Answer) => A,
  ) => {
    const arrival = wait(roundTrip);
    await new Promise(setImmediate);
    const question = read();
    asked.add(questionOf(question.name, question.type));
    const found = await memory.ask(question.name, question.type as RecordType);
    const prepared = prepare(question, found);
    await arrival;
    return prepared;
  };
  /** RFC 8484 for our own resolver. */
  const fetch = ((input: string) => {
    const read = () => {
      const octets = Buffer.from(new URL(input).searchParams.get('dns')!, 'base64url');
      return packet.decode(octets).questions![0]!;
    };
    return answer(read, respond);
  }) as unknown as typeof globalThis.fetch;
  /** The contract of node:dns for mailauth. */
  const resolver: DNSResolver = async (name, type) => {
    const found = await answer(
      () => ({ name, type: type as RecordType }),
      (_, one) => one,
    );
    if (found.status === 'ok') return found.records as string[][];
    throw Object.assign(new Error(found.status), { code: CODES[found.status] ?? 'ESERVFAIL' });
  };
  return { asked, fetch, resolver };
}

interface Run {
  time: number;
  asked: Set<string>;
}

/** The way of the extension: digest at hand, empty cache, everything from the first question to the judgement. */
async function ours(built: BuiltCase, roundTrip: number): Promise<Run> {
  const { asked, fetch } = wireTo(built.zone, roundTrip);
  const made = await digest(built.raw);
  const resolver = createResolver({ providers: [PROVIDER], fetch });
  const started = performance.now();
  const lookups = openLookups(resolver, { mode: 'always', folder: 'inbox' });
  await evaluate(made, lookups, built.context);
  return { time: performance.now() - started, asked };
}

async function theirs(built: BuiltCase, { client }: Setup, roundTrip: number): Promise<Run> {
  const { asked, resolver } = wireTo(built.zone, roundTrip);
  const started = performance.now();
  await authenticate(Buffer.from(built.raw), {
    ip: client.ip,
    helo: client.helo,
    sender: client.mailFrom,
    mta: 'bench.example',
    disableBimi: true,
    resolver,
  });
  return { time: performance.now() - started, asked };
}

/** As many bare waits, one after another: the floor as it is at this very moment, under the same load. */
async function bareChain(depth: number, roundTrip: number): Promise<number> {
  const started = performance.now();
  for (let i = 0; i < depth; i++) await wait(roundTrip);
  return performance.now() - started;
}

async function measureSetup(setup: Setup, roundTrip: number, rounds: number): Promise<Line[]> {
  const built = buildCase(setup, Date.now());
  const { asked: mailauth } = await theirs(built, setup, 0);
  const depth = depthOf([...mailauth], built.zone, setup.client.ip);
  const times = { ours: [] as number[], theirs: [] as number[], floor: [] as number[] };
  let mine = new Set<string>();
  for (let round = 0; round < rounds; round++) {
    const [floor, one] = await Promise.all([bareChain(depth, roundTrip), ours(built, roundTrip)]);
    times.floor.push(floor);
    times.ours.push(one.time);
    times.theirs.push((await theirs(built, setup, roundTrip)).time);
    mine = one.asked;
  }
  const { ratio } = pair(times.ours, times.floor);
  const floor = median(times.floor);
  const more = [...mine].filter((one) => !mailauth.has(one));
  return [
    {
      what: setup.name,
      cells: [
        `${roundTrip}`,
        `${depth}`,
        ms(median(times.ours)),
        ms(floor),
        fixed(ratio),
        ms(median(times.theirs)),
        `${mine.size}`,
        `${mailauth.size}`,
        `${more.length}`,
      ],
      value: more.length > 2 ? Number.POSITIVE_INFINITY : ratio,
      target: roundTrip >= 30 ? 1.1 : null,
    },
  ];
}

/** Evaluations before the first that counts, so that both sides run compiled code. */
const WARM_UP = 40;

/** All set-ups at all round trips. */
export async function benchDns(rounds: number): Promise<Section[]> {
  for (const setup of SETUPS) {
    const built = buildCase(setup, Date.now());
    for (let round = 0; round < WARM_UP; round++) {
      await ours(built, 0);
      await theirs(built, setup, 0);
    }
  }
  const lines: Line[] = [];
  for (const roundTrip of ROUND_TRIPS)
    for (const setup of SETUPS) lines.push(...(await measureSetup(setup, roundTrip, rounds)));
  return [
    {
      title: 'DNS: measured time and the floor of the wire',
      note: 'Milliseconds, medians. The floor is the depth of the questions (one names the next) times the round trip: so many bare waits one after another, at the same moment. The ratio is the median of the rounds’ own. “More” counts questions that mailauth’s own sequential authenticate() does not ask in the same run; beyond 2 the line counts as missed. Ours is the whole way from the digest to the judgement with an empty cache, through the extension’s resolver and gate; a stand-in for the network answers in wire format after exactly the round trip.',
      heads: [
        'round trip',
        'depth',
        'ours',
        'floor',
        'ratio',
        'mailauth',
        'questions',
        'of mailauth',
        'more',
      ],
      lines,
    },
  ];
}
