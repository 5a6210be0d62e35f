// Reports of any number of messages, packed outside the page's own memory: a table needs a line of each, a file all.
import type { Report } from '../../lib/model.ts';

/** Packed together: small enough to be unpacked at once, large enough to pack well. */
const BLOCK = 200;

const pack = (text: string): Promise<Blob> =>
  new Response(new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))).blob();

const unpack = (blob: Blob): Promise<string> =>
  new Response(blob.stream().pipeThrough(new DecompressionStream('gzip'))).text();

export function createReports() {
  let blocks: Promise<Blob>[] = [];
  /** reports as JSON that are not packed yet */
  let open: string[] = [];
  return {
    /** Keeps a report; what comes back is its place. */
    put(report: Report): number {
      const place = blocks.length * BLOCK + open.length;
      open.push(JSON.stringify(report));
      if (open.length === BLOCK) {
        blocks.push(pack(open.join('\n')));
        open = [];
      }
      return place;
    },
    /** The reports of these places, in their order. Quick where they come in the order in which they were kept. */
    async *read(places: Iterable<number>): AsyncGenerator<Report> {
      let [block, lines] = [-1, [] as string[]];
      for (const place of places) {
        const wanted = Math.floor(place / BLOCK);
        if (wanted !== block) {
          const packed = blocks[wanted];
          [block, lines] = [wanted, packed ? (await unpack(await packed)).split('\n') : open];
        }
        yield JSON.parse(lines[place % BLOCK] ?? 'null') as Report;
      }
    },
    clear(): void {
      blocks = [];
      open = [];
    },
  };
}

export type Reports = ReturnType<typeof createReports>;
