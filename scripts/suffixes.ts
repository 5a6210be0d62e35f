// tldts with its tables packed: what a browser downloads is a quarter less, what runs is the same to the octet.
import { isDeepStrictEqual } from 'node:util';
import type { Plugin } from 'vite';
import { packSuffixes, type SuffixTables, unpackSuffixes } from '../lib/text/suffixes.ts';

/** The five tables as its build writes them, one after the other. */
const TABLES =
  /const (\w+)=new Uint8Array\(\[[\d,]+\]\),(\w+)=new Uint16Array\(\[[\d,]+\]\),(\w+)=new Uint8Array\(\[[\d,]+\]\),(\w+)=new Uint16Array\(\[[\d,]+\]\),(\w+)="[^"]+"/;

/** The bundler plugin. Throws where a new tldts keeps its tables otherwise: then this file is read again. */
export function packedSuffixes(): Plugin {
  return {
    name: 'packed-suffixes',
    transform(code, id) {
      if (!/\/tldts\/dist\/index\.esm\.min\.js/.test(id)) return null;
      const found = TABLES.exec(code);
      if (found === null) throw new Error('tldts keeps its tables otherwise than before');
      const [source, flags, starts, lengths, targets, labels] = found;
      const names = `{flags:${flags},starts:${starts},lengths:${lengths},targets:${targets},labels:${labels}}`;
      const tables: SuffixTables = new Function(`${source};return ${names}`)();
      const packed = packSuffixes(tables);
      if (!isDeepStrictEqual(unpackSuffixes(packed), tables))
        throw new Error('the packed suffixes are not what tldts has');
      const from = new URL('../lib/text/suffixes.ts', import.meta.url).pathname;
      return {
        code: `import{unpackSuffixes}from${JSON.stringify(from)};${code.replace(
          source,
          () => `const ${names}=unpackSuffixes(${JSON.stringify(packed)})`,
        )}`,
        map: null,
      };
    },
  };
}
