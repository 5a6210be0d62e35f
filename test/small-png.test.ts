// A screenshot made small: the same picture, exactly where it has few colours, nearly where it has many.
import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { smallPng } from '../scripts/small-png.ts';

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
}

/** A picture in true colour whose line y is filtered by type y modulo 5. */
function screenshot(width: number, height: number, colorAt: (x: number, y: number) => number) {
  const plain = Array.from({ length: height }, (_, y) => {
    const line = Buffer.alloc(width * 3);
    for (let x = 0; x < width; x++) line.writeUIntBE(colorAt(x, y), x * 3, 3);
    return line;
  });
  const lines = plain.map((line, y) => {
    const above = plain[y - 1] ?? Buffer.alloc(width * 3);
    const filtered = line.map((octet, i) => {
      const [a, b, c] = [i < 3 ? 0 : line[i - 3]!, above[i]!, i < 3 ? 0 : above[i - 3]!];
      const near = [a, b, c].map((one) => Math.abs(a + b - c - one));
      const paeth = [a, b, c][near.indexOf(Math.min(...near))]!;
      return octet - [0, a, b, Math.floor((a + b) / 2), paeth][y % 5]!;
    });
    return Buffer.from([y % 5, ...filtered]);
  });
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const chunks = [chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.concat(lines)))];
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([signature, ...chunks, chunk('IEND', Buffer.alloc(0))]);
}

/** The colours of a picture that `smallPng` wrote, row by row. */
function colorsOf(png: Buffer, width: number): number[] {
  const part = (type: string) => {
    const at = png.indexOf(type, 0, 'latin1');
    return png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4));
  };
  const palette = part('PLTE');
  return [...inflateSync(part('IDAT'))].flatMap((index, i) =>
    i % (width + 1) === 0 ? [] : palette.readUIntBE(index * 3, 3),
  );
}

test('few colours stay as they are, however the lines were filtered', () => {
  const colorAt = (x: number, y: number) => ((x * 7) % 6) * 0x2a1105 + ((y * 3) % 8) * 0x011f10;
  const drawn = Array.from({ length: 200 }, (_, i) => colorAt(i % 20, Math.floor(i / 20)));
  expect(colorsOf(smallPng(screenshot(20, 10, colorAt)), 20)).toEqual(drawn);
});

test('of many colours each is near the one it was', () => {
  const colorAt = (x: number, y: number) => x * 0x030100 + y * 0x000203;
  const colors = colorsOf(smallPng(screenshot(64, 64, colorAt)), 64);
  expect(new Set(colors).size).toBeLessThanOrEqual(256);
  const apart = colors.map((color, i) => {
    const was = colorAt(i % 64, Math.floor(i / 64));
    return Math.max(
      ...[16, 8, 0].map((by) => Math.abs(((color >> by) & 255) - ((was >> by) & 255))),
    );
  });
  expect(Math.max(...apart)).toBeLessThan(24);
});

test('what is no screenshot is refused', () => {
  expect(() => smallPng(Buffer.from('GIF89a, not a PNG at all'))).toThrow();
});
