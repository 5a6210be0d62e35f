// mailauth as published, on Node with its own streams and OpenSSL: what the bundled engine is compared with.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

interface NodeHasher {
  hash?: string;
  byteLength: number;
  canonicalizedLength: number;
  bodyHashedBytes: number;
  mimeStructureStart?: number;
}

export interface NodeResult {
  status: {
    result: string;
    comment?: string;
    aligned?: unknown;
    underSized?: number;
    testing?: boolean;
  };
  signingDomain?: string;
  selector?: string;
  algo?: string;
  format?: string;
  modulusLength?: number;
  rr?: string;
  bodyHash?: string;
  canonBodyLength?: number;
  canonBodyLengthTotal?: number;
  mimeStructureStart?: number;
}

export interface NodeVerifier {
  headers: { parsed: { key: string; line: Buffer }[]; original: Buffer };
  headerFrom: string[];
  fromFields: number;
  results: NodeResult[];
  arc: { chain: unknown; error?: unknown; lastEntry?: { messageSignature?: NodeResult } };
  bodyHashes: Map<string, NodeHasher>;
}

type NodeResolver = (name: string, type: string) => Promise<unknown[]>;

const { DkimVerifier } = require('mailauth/lib/dkim/dkim-verifier.js') as {
  DkimVerifier: new (options: object) => NodeVerifier;
};
const tools = require('mailauth/lib/tools.js') as {
  writeToStream(stream: unknown, input: Uint8Array, chunk: number): Promise<void>;
};
const { arc } = require('mailauth/lib/arc/index.js') as {
  arc(data: unknown, options: object): Promise<{ status: { result: string; comment?: string } }>;
};
export const { evaluateDmarc } = require('mailauth/lib/dmarc/verify.js') as {
  evaluateDmarc(options: object): Promise<{
    response:
      | { status: { result: string }; policy?: string; policyDomain?: string; domain?: string }
      | false;
  }>;
};
export const { spf } = require('mailauth/lib/spf/index.js') as {
  spf(
    options: object,
  ): Promise<{ status: { result: string }; domain: string; explanation?: string; header: string }>;
};

export interface NodeOptions {
  resolver: NodeResolver;
  at?: Date;
  strict?: boolean;
  minBitLength?: number;
  chunk?: number;
}

/** Verifies DKIM and ARC over the whole message, as mailauth does for a mail server. */
export async function verifyOnNode(raw: Uint8Array, options: NodeOptions) {
  const settings = {
    resolver: options.resolver,
    curTime: options.at ?? new Date(),
    strict: options.strict ?? false,
    minBitLength: options.minBitLength ?? 512,
  };
  const verifier = new DkimVerifier(settings);
  await tools.writeToStream(verifier, Buffer.from(raw), options.chunk ?? 65_536);
  return { verifier, arc: await arc(verifier.arc, settings) };
}
