// Who says only an office, from a domain that says no more: whom subject or domain name, for every strict name.
import { describe, expect, test } from 'vitest';
import { strictNames } from '../../registry/strict-names.ts';
import { outcome, worst } from '../rules/evidence.ts';
import { contextFor, headerOf } from '../rules/senders.ts';

/** An office, a domain of nobody, and what the office writes, in ten languages. */
const OFFICES: readonly (readonly [string, string, string])[] = [
  ['Customer Care', 'desk@inbox-91.example', 'Your {} account is suspended'],
  ['カスタマーセンター', 'cs@center-mail.example', '{} ご利用制限のお知らせ'],
  ['Kundenservice', 'info@kunden-portal24.example', 'Ihr Konto bei {} wurde gesperrt'],
  ['Service Clients', 'service@relais-mail3.example', 'Votre compte {} est bloqué'],
  ['Atención al cliente', 'aviso@envios-mx4.example', 'Su cuenta {} será cancelada'],
  ['Servizio notifiche', 'avviso@notif-center.example', 'Il pagamento {} è sospeso'],
  ['Central de atendimento', 'aviso@notifica-br.example', 'Sua conta {} foi bloqueada'],
  ['고객센터', 'info@center-kr7.example', '{} 환불 처리 안내'],
  ['系统通知', 'sys@sys-notice3.example', '{} 账户已冻结'],
  ['系統通知', 'no-reply@notice-sys.example', '{} 帳戶異常通知'],
];
const NAMES = strictNames().filter((_, i) => i % 60 === 0);

type Write = (
  office: (typeof OFFICES)[number],
  name: string,
) => { name: string; address: string; subject: string };

/** How many of these mails are warned of. */
function rate(write: Write, offices = OFFICES): number {
  const grades = NAMES.flatMap(({ name }) =>
    offices.map((office) => {
      const header = headerOf(write(office, name), true);
      return worst(outcome(header, { context: contextFor(true) }).findings);
    }),
  );
  return grades.filter((grade) => /caution|danger/.test(grade)).length / grades.length;
}

const mail = (name: string, address: string, subject: string) => ({ name, address, subject });

describe('an office of nobody', () => {
  test('speaks for whom its subject names', () => {
    const found = rate(([office, address, subject], name) =>
      mail(office, address, subject.replace('{}', name)),
    );
    expect(found).toBeGreaterThan(0.98);
  });

  test('whose mail is an answer speaks for nobody', () => {
    const found = rate(([office, address, subject], name) =>
      mail(office, address, `Re: ${subject.replace('{}', name)}`),
    );
    expect(found).toBeLessThan(0.01);
  });

  test('says the same before its @ with a number stuck to the name', () => {
    const names = strictNames().filter(({ name }) => /^[A-Za-z]{3,}$/.test(name));
    const grade = (localPart: string) => {
      const header = headerOf(
        mail('Support', `${localPart}@gmail.com`, 'Your account is suspended'),
        true,
      );
      return worst(outcome(header, { context: contextFor(true) }).findings);
    };
    const warned = names.filter(({ name }) => grade(name.toLowerCase()) === 'caution');
    expect(warned.length).toBeGreaterThan(100);
    const quieter = warned.filter(({ name }, i) => {
      const local = name.toLowerCase();
      const numbered = [`${local}24`, `${i}${local}`, `help.${local}2026`, `${local}7_account`];
      return numbered.some((one) => grade(one) !== 'caution');
    });
    expect(quieter.map(({ name }) => name)).toEqual([]);
  });

  test('that names nobody is not asked about', () => {
    const found = rate(([office, address], name) =>
      mail(office, address, `Kestrelo ${[...name].length}`),
    );
    expect(found).toBe(0);
  });

  const fromFirm: Write = ([office, , subject], name) =>
    mail(office, 'info@tolmarin.example', subject.replace('{}', name));
  // What begins with X, or `Your X account`, speaks for X, whoever writes it.
  const isBegun = (subject: string) => /^(?:\{\}|Your|Votre|Sua?) /.test(subject);

  test('whose domain bears a name may write of others', () => {
    const others = OFFICES.filter(([, , subject]) => !isBegun(subject));
    expect(rate(fromFirm, others)).toBeLessThan(0.2);
  });

  test('whose domain bears a name speaks for whom its subject begins with', () => {
    const begun = OFFICES.filter(([, , subject]) => isBegun(subject));
    expect(rate(fromFirm, begun)).toBeGreaterThan(0.8);
  });
});
