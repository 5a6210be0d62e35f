// mailauth's verifier fed from a Digest: its body hashes come ready-made.

import type {
  BodyHasher,
  EngineResolver,
  HeaderRows,
  KeyCache,
  SignatureHeader,
  SignatureResult,
} from '#mailauth';
import { Buffer, DkimVerifier, getARChain } from '#mailauth';
import type { Digest } from '../../model.ts';
import { unreadable, violation, withinLimits } from './signatures.ts';

/** Smaller keys are not even tried; those below 1024 bits verify, and are then refused as weak. RFC 8301 section 3.2. */
export const SMALLEST_KEY = 512;

/** Records under one selector that are tried. RFC 6376 section 6.1.2 lets a verifier try each. */
const MOST_KEYS = 4;

/** What mailauth reads of a body hash, already known. A missing hash is null, never undefined, which would equal a missing bh=. */
class ReadyHash implements BodyHasher {
  readonly byteLength: number;
  readonly canonicalizedLength: number;
  readonly bodyHashedBytes: number;
  readonly #hash: string | null;
  readonly #mimeStart: number;

  constructor(digest: Digest, key: string) {
    const body = digest.canonical[key.startsWith('simple') ? 'simple' : 'relaxed'];
    this.byteLength = digest.facts.size;
    this.canonicalizedLength = body?.length ?? 0;
    this.bodyHashedBytes = digest.hashes[key]?.length ?? 0;
    this.#hash = digest.hashes[key]?.hash ?? null;
    this.#mimeStart = body?.mimeStart ?? 0;
  }

  setContentType(): void {}

  digest(): string | null {
    return this.#hash;
  }

  getMimeStructureStart(): number {
    return this.#mimeStart;
  }
}

const LENIENT = { curTime: new Date(0), minBitLength: SMALLEST_KEY, strict: false };

export class DigestVerifier extends DkimVerifier {
  readonly #digest: Digest;
  readonly #author: string;
  readonly #verified = new Map<SignatureHeader, Promise<SignatureResult>>();
  readonly #resolver: EngineResolver;
  /** one for each place in the answers: mailauth takes the first record and no other */
  readonly #keys: KeyCache[];

  /**
   * Expiry (x=) is not judged here: when it is judged depends on what the seals prove.
   * @param author domain of the author, '' when there is none: its signatures come first
   */
  constructor(digest: Digest, author: string, resolver: EngineResolver) {
    super({ resolver, ...LENIENT });
    this.#digest = digest;
    this.#author = author;
    this.#resolver = resolver;
    this.#keys = [this.keyCache];
  }

  /** Reads the header block: fields, signatures, the ARC chain. Asks nothing. */
  async readHeader(): Promise<void> {
    await this.emitHeaders(Buffer.from(this.#digest.header, 'latin1'));
  }

  override addBodyHash(bodyCanon: string, hashAlgo: string, limit: number | ''): string {
    const key = [bodyCanon, hashAlgo, limit].join(':');
    if (!this.bodyHashes.has(key)) this.bodyHashes.set(key, new ReadyHash(this.#digest, key));
    return key;
  }

  override async messageHeaders(headers: HeaderRows): Promise<void> {
    await super.messageHeaders({ ...headers, parsed: withinLimits(headers.parsed, this.#author) });
    // what signatures cover is selected from all fields
    this.headers = headers;
    this.#checkSeals();
    for (const signature of this.signatureHeaders) this.#check(signature);
  }

  /** Tag lists of seals are held to their syntax, which lenient mailauth does not; their canonicalisation is not. */
  #checkSeals(): void {
    if (!this.arc.chain) return;
    try {
      getARChain(this.headers, { strict: true });
    } catch (error) {
      this.arc.error = error;
    }
  }

  /** Prepares a signature that mailauth does not verify by itself, such as that of an older ARC set. */
  prepare(signature: SignatureHeader): void {
    signature.type = 'ARC';
    this.prepareSignature(signature);
    if (!signature.skip && !signature.invalid)
      signature.bodyHashKey = this.addBodyHash(
        signature.bodyCanon,
        signature.hashAlgo,
        signature.maxBodyLength,
      );
    this.#check(signature);
    const hasher = this.bodyHashes.get(signature.bodyHashKey ?? '');
    if (hasher) hasher.hash = hasher.digest('base64');
  }

  #check(signature: SignatureHeader): void {
    const reason = unreadable(signature, this.headers.parsed.length);
    if (reason) signature.skip = reason;
    if (signature.skip || signature.invalid) return;
    const refused = violation(signature);
    if (refused) signature.invalid = refused;
    else if (!this.isHashed(signature.bodyHashKey)) signature.invalid = NOT_HASHED;
    if (!this.isHashed(signature.fallbackBodyHashKey)) delete signature.fallbackCanonicalization;
  }

  isHashed(key: string | undefined): boolean {
    return key !== undefined && this.#digest.hashes[key] !== undefined;
  }

  /** True when the key will be asked for: mailauth does so only for a body that has not changed. */
  wantsKey(signature: SignatureHeader): boolean {
    if (signature.skip || signature.invalid) return false;
    const wanted = signature.parsed.bh?.value;
    return [signature.bodyHashKey, signature.fallbackBodyHashKey].some(
      (key) => key !== undefined && this.#digest.hashes[key]?.hash === wanted,
    );
  }

  /** mailauth verifies one signature after another; the first one asked for starts them all. */
  override async verifySignature(
    signature: SignatureHeader,
    fallback?: boolean,
  ): Promise<SignatureResult> {
    if (fallback || !this.signatureHeaders.includes(signature))
      return this.#verify(signature, fallback);
    for (const one of this.signatureHeaders)
      if (!one.skip && !this.#verified.has(one)) this.#verified.set(one, this.#verify(one));
    return this.#verified.get(signature) ?? this.#verify(signature);
  }

  async #verify(signature: SignatureHeader, fallback?: boolean): Promise<SignatureResult> {
    try {
      return await this.#tryKeys(signature, fallback);
    } catch {
      // one unreadable signature must not take the others with it
      signature.invalid = 'unreadable signature';
      signature.canonicalization = 'simple/simple';
      return super.verifySignature(signature);
    }
  }

  /** Several records under one selector come in no order (RFC 6376 section 3.6.2.2): whichever verifies wins. */
  async #tryKeys(
    signature: SignatureHeader,
    fallback?: boolean,
    over: Pick<DigestVerifier, 'headers' | 'bodyHashes'> = this,
  ): Promise<SignatureResult> {
    const { headers, bodyHashes } = over;
    const attempt = (keyCache: KeyCache) => {
      const kept = { headers: this.headers, bodyHashes: this.bodyHashes, keyCache: this.keyCache };
      // all of it is read before the engine first waits
      Object.assign(this, { headers, bodyHashes, keyCache });
      try {
        return super.verifySignature(signature, fallback);
      } finally {
        Object.assign(this, kept);
      }
    };
    let result = await attempt(this.keyCache);
    if (signature.invalid || result.rr === undefined) return result;
    const records = await this.#countKeys(signature);
    for (let place = 1; place < records && result.status.result !== 'pass'; place++) {
      const others =
        this.#keys[place] ?? new DkimVerifier({ resolver: this.#from(place), ...LENIENT }).keyCache;
      this.#keys[place] = others;
      result = await attempt(others);
    }
    return result;
  }

  /**
   * Verifies the header part of a signature alone: b= over these fields with the bh= that it states, whatever the body
   * is. No DKIM pass (RFC 6376 section 6.1.3).
   */
  async verifyHeader(signature: SignatureHeader, headers: HeaderRows): Promise<SignatureResult> {
    const stated = new Map(this.bodyHashes);
    const hash = String(signature.parsed.bh?.value ?? '');
    const known = stated.get(signature.bodyHashKey ?? '');
    stated.set(
      signature.bodyHashKey ?? '',
      Object.assign(Object.create(known ?? null), { hash }) as BodyHasher,
    );
    return this.#tryKeys(signature, false, { headers, bodyHashes: stated });
  }

  async #countKeys({ selector, signingDomain }: SignatureHeader): Promise<number> {
    const records = await this.#resolver(`${selector}._domainkey.${signingDomain}`, 'TXT');
    return Math.min(records.length, MOST_KEYS);
  }

  #from(place: number): EngineResolver {
    return async (name, type) => (await this.#resolver(name, type)).slice(place);
  }
}

export const NOT_HASHED = 'body not hashed';
