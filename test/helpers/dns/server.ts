// What stands behind the front of the tests: real BIND, or the resolver within the process.
import type { Zone } from './zone.ts';

export interface DnsServer {
  /** One DNS message and its answer, both in wire format. */
  ask(message: Buffer): Promise<Buffer>;
  /** what it was asked: `name TYPE`, in order, since the start or the last `forget` */
  queries(): string[];
  forget(): void;
  /** Merges names into the zone; what was remembered of them is gone. */
  addRecords(zone: Zone): Promise<void>;
  /** unencrypted HTTP/2 (h2c) port, where there is a server of its own */
  port?: number;
  close(): Promise<void>;
}
