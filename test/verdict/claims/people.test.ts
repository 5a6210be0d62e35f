// People the reader protects, in the writings that offices and languages have for them.
import { describe, expect, test } from 'vitest';
import { outcome, worst } from '../rules/evidence.ts';
import { contextFor, headerOf } from '../rules/senders.ts';

function grade(protectedName: string, name: string): string {
  const header = headerOf({ name, address: 'x@qvorlan.example', subject: 'Hello' }, true);
  const context = { ...contextFor(true), protectedNames: [protectedName] };
  return worst(outcome(header, { context }).findings);
}

const LATIN = [
  'Mira Tolvane',
  'Ludwig van Torvalen',
  'Jean-Pierre Dorvain',
  'João da Silveira',
  'Hans-Peter Groß',
  'Maria do Carmo Silveira',
  'Kim Min-Jun',
];
const JAPANESE = ['山田太郎', '斎藤 学'];
const CHINESE = ['王小明', '陳偉明'];
const KOREAN = ['김민준', '남궁민수'];

const ranks = (names: string[], ways: ((name: string) => string)[]) =>
  names.flatMap((name) => ways.map((way): [string, string] => [name, way(name)]));

describe('a protected name', () => {
  test.each([
    ...ranks(
      [...LATIN, ...JAPANESE, ...CHINESE, ...KOREAN],
      [
        ...['ⓒ', '1️⃣', '🅰️', '★', '㊙️', '™'].flatMap((sign) => [
          (name: string) => `${name}${sign}`,
          (name: string) => `${sign}${name}`,
          (name: string) => `${name} ${sign}`,
        ]),
        (name) => `${name}-`,
        (name) => `${name} —`,
        (name) => name.normalize('NFD'),
      ],
    ),
    ...ranks(LATIN, [
      (name) => `${name}, CEO`,
      (name) => `CEO ${name}`,
      (name) => `${name} | CFO`,
      (name) => `${name} - Managing Director`,
      (name) => `${name} (Direction)`,
      (name) => `Dr. ${name}`,
      (name) => `${name} via Smartphone`,
      (name) => name.toUpperCase(),
      (name) => name.normalize('NFD').replace(/\p{M}/gu, '').replace('ß', 'ss'),
    ]),
    ...ranks(JAPANESE, [
      (name) => `${name}執行役員`,
      (name) => `${name}部長代理`,
      (name) => `${name}弁護士`,
      (name) => `代表取締役${name}`,
      (name) => `${name}CFO`,
      (name) => `${name}です`,
    ]),
    ...ranks(CHINESE, [
      (name) => `${name}总经理`,
      (name) => `${name}董事長`,
      (name) => `${name}老师`,
      (name) => `董事长${name}`,
    ]),
    ...ranks(KOREAN, [
      (name) => `대표이사${name}`,
      (name) => `${name}대표이사`,
      (name) => `${name} 부장`,
      (name) => `영업팀 ${name} 과장님`,
    ]),
    ['Jürgen Müllner', 'Juergen Muellner'],
    ['Juergen Muellner', 'Jürgen Müllner'],
    ['Søren Sørvald', 'Soeren Soervald'],
    ['陳偉明', '陈伟明'],
    ['Kim Minjun', 'Kim Min Jun'],
  ] as [string, string][])('%s is found in %s', (known, written) => {
    expect(grade(known, written)).toBe('danger');
  });

  test.each([
    ['Mira Tolvane', 'Mira Tolvanen'],
    ['Mira Tolvane', 'Tolvane Foods'],
    ['Ludwig van Torvalen', 'Ludwig van Houten'],
    ['Kim Min-Jun', 'Min Jung Kim'],
    ['山田太郎', '小山田太郎'],
    ['山田太郎', '山田太郎丸'],
    ['김민준', '이김민준'],
    ['김민준', '김민준영'],
    ['陳偉明', '陳偉'],
  ])('%s is somebody else than %s', (known, written) => {
    expect(grade(known, written)).toBe('none');
  });
});
