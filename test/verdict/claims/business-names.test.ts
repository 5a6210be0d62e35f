// Firms bear names that others bear too. What they write of orders and bookings is no claim; what asks in haste is one.
import { describe, expect, test } from 'vitest';
import { strictNames } from '../../registry/strict-names.ts';
import { outcome, worst } from '../rules/evidence.ts';
import { contextFor, headerOf } from '../rules/senders.ts';

/** What a firm calls itself, its address and what it writes, in ten languages. */
const FIRMS: readonly (readonly [string, string, string])[] = [
  ['{} Plumbing & Heating', 'office@plumbing-heating-co.example', 'Your quote for the boiler'],
  ['The {} Bakery', 'hello@thebakery-lane.example', 'Your order is ready'],
  ['{} Primary School', 'office@primaryschool-web.example', 'Newsletter, week 12'],
  ['Autohaus {} GmbH', 'service@autohaus-nord.example', 'Termin Inspektion'],
  ['Praxis Dr. {}', 'praxis@praxis-am-park.example', 'Bestätigung Ihres Termins'],
  ['Théâtre de {}', 'billetterie@theatre-ville.example', 'Vos billets'],
  ['Hôtel {}', 'reservation@hotel-du-lac.example', 'Confirmation de votre réservation'],
  ['Colegio {}', 'secretaria@colegio-centro.example', 'Circular: excursión'],
  ['Scuola di Musica {}', 'iscrizioni@scuolamusica-web.example', 'Saggio di fine anno'],
  ['Ristorante {}', 'prenotazioni@ristorante-porto.example', 'Conferma della prenotazione'],
  ['Padaria {}', 'contato@padaria-bairro.example', 'Confirmação da encomenda'],
  ['Bakkerij {}', 'info@bakkerij-dorp.example', 'Bevestiging van uw bestelling'],
  ['{}整骨院', 'info@seikotsu-in.example', 'ご予約の確認'],
  ['{}茶馆', 'info@chaguan.example', '预约确认'],
  ['{} 베이커리', 'info@bakery-kr.example', '주문 확인'],
];
const NAMES = strictNames()
  .filter(({ organisation }) => organisation.stakes === 'ordinary')
  .filter((_, i) => i % 125 === 0);
const isCjk = (text: string) => /[\u3041-\u30ff\u3400-\u9fff]/.test(text);

function warned(write: (firm: (typeof FIRMS)[number], name: string) => [string, string, string]) {
  const loud: string[] = [];
  let count = 0;
  for (const { name } of NAMES)
    for (const firm of FIRMS) {
      if (isCjk(name) !== isCjk(firm[0])) continue;
      const [shown, address, subject] = write(firm, name);
      const { findings } = outcome(headerOf({ name: shown, address, subject }, true), {
        context: contextFor(true),
      });
      count++;
      if (/caution|danger/.test(worst(findings))) loud.push(shown);
    }
  return { count, loud };
}

describe('a listed name of ordinary stakes inside the name of a firm', () => {
  test('is asked about in one of 500 at most', () => {
    const { count, loud } = warned(([firm, address, subject], name) => [
      firm.replace('{}', name),
      address,
      subject,
    ]);
    expect(count).toBeGreaterThan(350);
    expect(loud.length, loud.join('; ')).toBeLessThanOrEqual(count / 500);
  });

  test('is asked about wherever the subject threatens an account', () => {
    const { count, loud } = warned(([firm, address], name) => [
      firm.replace('{}', name),
      address,
      'Urgent: account suspended',
    ]);
    expect(loud.length).toBeGreaterThan(count * 0.98);
  });
});
