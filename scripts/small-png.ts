// A screenshot as a small file: PNG (W3C PNG, third edition) with at most 256 colours, which a picture of text and
// plain ground hardly misses.
import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

/** Chunks by type; those of one type are joined. */
function chunksOf(png: Buffer): Map<string, Buffer> {
  const chunks = new Map<string, Buffer>();
  for (let at = SIGNATURE.length; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    const data = png.subarray(at + 8, at + 8 + length);
    chunks.set(type, Buffer.concat([chunks.get(type) ?? Buffer.alloc(0), data]));
    at += length + 12;
  }
  return chunks;
}

/** Paeth's predictor: of left, above and upper left the one nearest to left + above - upper left. */
function paeth(left: number, above: number, corner: number): number {
  const [toLeft, toAbove] = [Math.abs(above - corner), Math.abs(left - corner)];
  const toCorner = Math.abs(left + above - 2 * corner);
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}

/** Pixels as `0xrrggbb`, row by row. Eight bits a channel, not interlaced, as Chromium writes them; opaque. */
function pixelsOf(png: Buffer): { width: number; height: number; pixels: Uint32Array } {
  const chunks = chunksOf(png);
  const head = chunks.get('IHDR');
  const body = chunks.get('IDAT');
  if (!head || !body || head[8] !== 8 || head[12] !== 0) throw new Error('not such a PNG');
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)];
  const size = { 2: 3, 6: 4 }[head[9]!];
  if (size === undefined) throw new Error('not such a PNG');
  const lines = inflateSync(body);
  const line = width * size;
  const pixels = new Uint32Array(width * height);
  let before = Buffer.alloc(line);
  for (let y = 0; y < height; y++) {
    const filter = lines[y * (line + 1)]!;
    const now = lines.subarray(y * (line + 1) + 1, (y + 1) * (line + 1));
    for (let x = 0; x < line; x++) {
      const left = x < size ? 0 : now[x - size]!;
      const above = before[x]!;
      const corner = x < size ? 0 : before[x - size]!;
      const guess = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][filter]!;
      now[x] = (now[x]! + guess) & 255;
    }
    for (let x = 0; x < width; x++) pixels[y * width + x] = now.readUIntBE(x * size, 3);
    before = now;
  }
  return { width, height, pixels };
}

const far = (one: number, other: number): number =>
  ((one >> 16) - (other >> 16)) ** 2 +
  (((one >> 8) & 255) - ((other >> 8) & 255)) ** 2 +
  ((one & 255) - (other & 255)) ** 2;

/** Colours kept as they are, whatever stands beside them: ground, and the steps of a shadow. */
const EXACT = 160;

/** The colours met most, then those least like them; the nearness grows until they are few enough. */
function choose(counts: Map<number, number>, most: number): number[] {
  const byCount = [...counts].sort((a, b) => b[1] - a[1]).map(([color]) => color);
  for (let near = 0; ; near = near * 1.25 + 1) {
    const chosen = byCount.slice(0, EXACT);
    for (const color of byCount.slice(EXACT)) {
      if (!chosen.some((one) => far(one, color) <= near)) chosen.push(color);
      if (chosen.length > most) break;
    }
    if (chosen.length <= most) return chosen;
  }
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/** The same picture with at most 256 colours. Throws where the file is no screenshot. */
export function smallPng(screenshot: Uint8Array): Buffer {
  const { width, height, pixels } = pixelsOf(Buffer.from(screenshot));
  const counts = new Map<number, number>();
  for (const color of pixels) counts.set(color, (counts.get(color) ?? 0) + 1);
  const chosen = choose(counts, 256);
  const nearest = new Map<number, number>();
  for (const color of counts.keys()) {
    let best = 0;
    for (let i = 1; i < chosen.length; i++)
      if (far(chosen[i]!, color) < far(chosen[best]!, color)) best = i;
    nearest.set(color, best);
  }
  const lines = Buffer.alloc((width + 1) * height);
  for (let i = 0; i < pixels.length; i++)
    lines[Math.floor(i / width) + i + 1] = nearest.get(pixels[i]!)!;
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // Eight bits that are an index (colour type 3).
  head.set([8, 3, 0, 0, 0], 8);
  const palette = Buffer.alloc(chosen.length * 3);
  for (const [i, color] of chosen.entries()) palette.writeUIntBE(color, i * 3, 3);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', head),
    chunk('PLTE', palette),
    chunk('IDAT', deflateSync(lines, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
