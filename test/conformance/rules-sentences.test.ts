// A strict name, disguised as they are, in the sentences that impersonators write in ten languages: nearly all are warned.
import { expect, test } from 'vitest';
import { runNameRules } from '../../lib/verdict/rules/run.ts';
import { strictNames } from '../registry/strict-names.ts';
import { DISGUISES } from '../verdict/rules/disguises.ts';
import { CONTEXT, worst } from '../verdict/rules/evidence.ts';
import { random } from './random.ts';

/** Offices and haste around a name, four in each language; `@` is the name. */
const SENTENCES = [
  '@ Support Team',
  'Security Alert @',
  '@ Customer Service - Account Suspended',
  'Urgent: verify your @ account',
  '@ サポート',
  '【重要】@ からのお知らせ',
  '@ カスタマーセンター',
  '@ ご利用確認',
  '@ Kundenservice',
  'Ihr @ Konto wurde gesperrt',
  '@ Sicherheit',
  '@ Rechnung',
  'Service client @',
  '@ Sécurité',
  '@ votre compte est suspendu',
  'Assistance @',
  'Atención al cliente @',
  '@ Seguridad',
  '@ cuenta bloqueada',
  'Soporte @',
  'Servizio clienti @',
  '@ Sicurezza',
  '@ conto sospeso',
  'Assistenza @',
  'Atendimento @',
  '@ Segurança',
  '@ conta bloqueada',
  'Suporte @',
  '@ 고객센터',
  '[긴급] @ 계정 정지',
  '@ 보안팀',
  '@ 결제 안내',
  '@ 客服中心',
  '【重要】@ 账户异常',
  '@ 安全中心',
  '@ 通知',
  '@ 客戶服務',
  '【緊急】@ 帳戶停用',
  '@ 安全中心 驗證',
  '@ 帳單通知',
];

const SEED = Number(process.env.INKAN_SEED ?? 20261127);
const SAMPLED = 12_000;
const LEAST_WARNED = 0.99;

test(`${SAMPLED} of every strict name, disguise and sentence, seed ${SEED}`, () => {
  const names = strictNames();
  const disguises = Object.entries(DISGUISES);
  const one = random(SEED);
  expect(SENTENCES).toHaveLength(40);
  expect(disguises.length).toBeGreaterThanOrEqual(17);
  const silent: string[] = [];
  const tried = { all: 0 };
  while (tried.all < SAMPLED) {
    const [id, disguise] = one(disguises);
    const written = disguise(one(names).name);
    if (written === null) continue;
    tried.all++;
    const name = one(SENTENCES).replace('@', () => written);
    const grade = worst(runNameRules({ name, address: 'info@qzkvw.example' }, CONTEXT));
    if (grade !== 'danger' && grade !== 'caution') silent.push(`${id}: ${name}`);
  }
  console.info(`${tried.all} disguised names in sentences: all but ${silent.length} warned`);
  expect(1 - silent.length / tried.all, silent.join('\n')).toBeGreaterThanOrEqual(LEAST_WARNED);
});
