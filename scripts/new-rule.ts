// Scaffolds a rule: `npm run new:rule -- nameExample name` writes the rule, its test and its words in every language,
// and enters its name into the model and the rule into the list. Tests fail while a line with TEMPLATE stands.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { runNode, toolOf } from './programs.ts';
import { languages } from './words.ts';

const LAYERS = ['name', 'domain', 'structure', 'authentication'];
const NEEDS = {
  name: 'claim',
  domain: 'claim',
  structure: 'message',
  authentication: 'measured',
} as const;

const [id = '', layer = 'name'] = process.argv.slice(2);
if (!/^[a-z]+(?:[A-Z][a-z]*)+$/.test(id) || !LAYERS.includes(layer)) {
  console.error(`usage: npm run new:rule -- ruleId [${LAYERS.join('|')}]`);
  process.exit(2);
}

/** What readers may say of it, where it is about a name or a domain. */
const TEACHABLE: Record<string, string> = { name: 'person', domain: 'organisation' };

const at = (path: string) => new URL(`../${path}`, import.meta.url);
const kebab = id.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const rulePath = `lib/verdict/rules/${kebab}.ts`;
const testPath = `test/verdict/rules/${kebab}.test.ts`;
const listPath = 'lib/verdict/rules/index.ts';
const namesPath = 'lib/model/rules.ts';
if (existsSync(at(rulePath)) || readFileSync(at(listPath), 'utf8').includes(` ${id},`)) {
  console.error(`${id} exists`);
  process.exit(2);
}

const needs = NEEDS[layer as keyof typeof NEEDS];
const type = { claim: 'ClaimRule', message: 'MessageRule', measured: 'MeasuredRule' }[needs];
writeFileSync(
  at(rulePath),
  `// TEMPLATE: what differs, in one line.
import type { ${type} } from './rule.ts';

export const ${id}: ${type} = {
  id: '${id}',
  layer: '${layer}',
  about: '${layer}',
  needs: '${needs}',${TEACHABLE[layer] ? `\n  teachable: '${TEACHABLE[layer]}',` : ''}
  test(view) {
    if (view.address === '') return [];
    return [{ rule: '${id}', severity: 'info', params: { address: view.address } }];
  },
};
`,
);
writeFileSync(
  at(testPath),
  `// ${id}: where it speaks and where it does not.
import { describeRule } from './describe-rule.ts';

describeRule('${id}', {
  fires: [{ shows: 'TEMPLATE: what it is for', from: 'Name <a@evil.example>', severity: 'info' }],
  silent: [{ shows: 'TEMPLATE: honest mail that comes close', from: 'Name <a@shop.example>' }],
});
`,
);

const pathIn = (line: string) => /'\.\/(.+)\.ts'/.exec(line)?.[1] ?? '';
const list = readFileSync(at(listPath), 'utf8');
writeFileSync(
  at(listPath),
  list
    .replace(/(?:^import .*\n)+/m, (imports) =>
      [...imports.trimEnd().split('\n'), `import { ${id} } from './${kebab}.ts';`]
        .sort((a, b) => (pathIn(a) < pathIn(b) ? -1 : 1))
        .map((line) => `${line}\n`)
        .join(''),
    )
    .replace(/\n\];\n$/, `\n  ${id},\n];\n`),
);

const names = readFileSync(at(namesPath), 'utf8');
writeFileSync(at(namesPath), names.replace('\n] as const;', `\n  '${id}',\n] as const;`));

const TEMPLATES: Record<string, [sentence: string, advice: string]> = {
  ja: ['TEMPLATE: {address} の何が違うかを書きます。', 'TEMPLATE: することを書きます。'],
};
for (const language of languages()) {
  const [sentence, advice] = TEMPLATES[language] ?? [
    'TEMPLATE: say what differs about {address}.',
    'TEMPLATE: say what to do.',
  ];
  const path = at(`locales/${language}.yml`);
  const lines = readFileSync(path, 'utf8').split('\n');
  const start = lines.indexOf('rule:');
  if (start === -1) throw new Error(`locales/${language}.yml has no section rule:`);
  lines.splice(start + 1, 0, `  ${id}:`, `    sentence: '${sentence}'`, `    advice: '${advice}'`);
  writeFileSync(path, lines.join('\n'));
}

const biome = toolOf('@biomejs/biome', 'biome');
runNode(biome, 'check', '--write', rulePath, testPath, listPath, namesPath);
runNode('scripts/prepare.ts');
console.log(`${rulePath}\n${testPath}\n${listPath}\n${namesPath}\nlocales/*.yml: rule.${id}
Next: replace every line that says TEMPLATE, then npx vitest run --project fast ${testPath}`);
