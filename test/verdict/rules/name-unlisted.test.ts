// nameUnlisted: where it speaks and where it does not.
import { expect, test } from 'vitest';
import { describeRule } from './describe-rule.ts';
import { outcome } from './evidence.ts';
import { contextFor, headerOf } from './senders.ts';

const header = (from: string, subject: string) =>
  `From: ${from}\nTo: hanako@yamada-kogyo.example\nSubject: ${subject}\n`;

describeRule('nameUnlisted', {
  fires: [
    {
      shows: 'a parcel service nobody lists, from a domain of offices',
      from: header('Kestrel Parcels <info@missed-delivery.example>', 'Customs fee unpaid'),
      severity: 'caution',
      params: { address: 'info@missed-delivery.example' },
    },
    {
      shows: 'the same, where the address alone says the name',
      from: header('Kestrelo <kestrelo@card-payment.example>', 'Hello'),
      severity: 'caution',
    },
    {
      shows: 'a bank nobody lists on free mail',
      from: header('Kestrel Credit Union Bank <kestrel@gmail.com>', 'Your card is suspended'),
      severity: 'caution',
    },
    {
      shows: 'a help desk nobody lists on free mail',
      from: header('Kestrelo Support Desk <kestrelo@gmail.com>', 'Your order is on hold'),
      severity: 'caution',
    },
    {
      shows: 'a name before the @ of an office, and haste',
      from: header('Kestrelo <kestrelo@fluss-konto.example>', 'Your account is suspended'),
      severity: 'caution',
    },
    {
      shows: 'a Japanese credit union nobody lists, from a domain of offices',
      from: header('桜ヶ峰信用金庫 <info@shinkin-login.example>', 'ご利用制限のお知らせ'),
      severity: 'caution',
    },
    {
      shows: 'a domain of letters thrown together',
      from: header('Kestrel Parcels <info@m7smbmb.example>', 'Customs fee unpaid'),
      severity: 'caution',
    },
    {
      shows: 'a local part of a provider at a domain that anybody can register',
      from: header('Kestrel Parcels <postmaster@missed-delivery.example>', 'Customs fee unpaid'),
      severity: 'caution',
    },
    {
      shows: 'a mailbox about to close, in the name of a university, from a domain of mailboxes',
      from: header('University of Kestrel IT <it@kestrel-mail.example>', 'Password expiry'),
      severity: 'caution',
    },
    {
      shows: 'a university that asks from free mail',
      from: header('Universidad de Kestrel <kestrel@gmail.com>', 'Información de su cuenta'),
      severity: 'caution',
    },
  ],
  silent: [
    {
      shows: 'a university that speaks of passwords from a domain that bears its name',
      from: header('University of Kestrel IT <it@kestrel-uni.example>', 'Password expiry'),
    },
    {
      shows: 'a university that speaks of courses from a domain of mailboxes and its name',
      from: header('University of Kestrel <news@kestrel-mail.example>', 'Courses in spring'),
    },
    {
      shows: 'a bakery',
      from: header('Bäckerei Tolmarin <info@tolmarin-bakery.example>', 'Rechnung überfällig'),
    },
    {
      shows: 'a law firm on free mail',
      from: header('Kestrel Solicitors <kestrel@gmail.com>', 'Your claim for damages'),
    },
    {
      shows: 'a firm that is no law firm, and copyright',
      from: header('Kestrel Parcels <kestrel@gmail.com>', 'Copyright of our photographs'),
    },
    {
      shows: 'a firm whose domain bears its name',
      from: header('Kestrel Parcels <info@kestrel-delivery.example>', 'Customs fee unpaid'),
    },
    {
      shows: 'a firm whose domain bears its first letters',
      from: header('Kestrel Parcel Office <info@kpo-delivery.example>', 'Customs fee unpaid'),
    },
    {
      shows: 'a Japanese firm whose name is written otherwise in its domain',
      from: header('税理士法人つばさ <info@tsubasa-tax.example>', '【至急】決算資料のお願い'),
    },
    {
      shows: 'a firm with another name in its domain that asks for nothing in haste',
      from: header('Kestrelo <info@tolmarin.example>', 'Your account is suspended'),
    },
    {
      shows: 'the library of a university that is called by its place',
      from: header('Biblioteca <biblioteca@uni-tolmarin.example>', 'Préstamo vencido'),
    },
    {
      shows: 'a person',
      from: header('Alice Johnson <alice@missed-delivery.example>', 'Invoice overdue'),
    },
    {
      shows: 'an office without a name',
      from: header('Billing <billing@hosting-payment.example>', 'Invoice overdue'),
    },
    {
      shows: 'a craftsman on free mail',
      from: header('Elektro Hofmann <elektro-hofmann@gmail.com>', 'Rechnung 2026-114'),
    },
    {
      shows: 'a report on mail that a provider could not deliver',
      from: header('Mail Delivery Subsystem <mailer-daemon@googlemail.com>', 'Mail blocked'),
      record: 'dkim=pass header.i=@googlemail.com; dmarc=pass header.from=googlemail.com',
    },
    {
      shows: 'a program on a server of somebody',
      from: header('GitLab <gitlab@git.office-login.example>', 'Pipeline blocked'),
    },
  ],
});

test('no word beside the name and in the subject takes the warning away', () => {
  const words =
    'Re: Fwd: fan club meetup reseller former Johnson Suzuki GitLab Netflix Alice service support official 公式 ユーザー会 友の会 山田 様'.split(
      ' ',
    );
  const silent: string[] = [];
  for (const word of words)
    for (const name of [
      `${word} Kestrel Parcels`,
      `Kestrel ${word} Parcels`,
      `Kestrel Parcels ${word}`,
    ])
      for (const subject of ['Customs fee unpaid', `${word} Customs fee unpaid`]) {
        const sender = { name, address: 'info@missed-delivery.example', subject };
        const { findings } = outcome(headerOf(sender, true), { context: contextFor(true) });
        if (!findings.some(({ severity }) => severity !== 'info'))
          silent.push(`${name}: ${subject}`);
      }
  expect(silent).toEqual([]);
});
