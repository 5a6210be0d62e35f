// Domains where others than the owner write, and suffixes that only public bodies of one country get.

import { andAbove } from '../text/domains.ts';
import { once } from '../text/once.ts';
import { BAR } from './format.ts';
import type { Service, ServiceKind } from './model.ts';
import { CLOSED, SERVICES } from './table.ts';

/** `kind kind: domain address …`, as services.txt has them. */
const services = once(() => {
  const found = new Map<string, Service>();
  for (const line of SERVICES.split(BAR)) {
    const [kinds, names] = line.split(': ');
    const list = kinds!.split(' ') as ServiceKind[];
    // A forwarder or a host of mailboxes hands on what others wrote under their own names.
    const service = {
      kinds: list,
      usersWrite: list.some((k) => k !== 'relay' && k !== 'userMail'),
    };
    for (const name of names!.split(' ')) if (!found.has(name)) found.set(name, service);
  }
  return found;
});

/** Country of each suffix. */
const suffixes = once(
  () =>
    new Map(
      CLOSED.split(BAR).flatMap((line) => {
        const [country, list] = line.split(': ');
        return list!.split(' ').map((suffix): [string, string] => [suffix, country!]);
      }),
    ),
);

/** The longest listed name that is this domain or stands above it. */
function above<T>(list: Map<string, T>, domain: string): T | null {
  for (const name of andAbove(domain)) {
    const found = list.get(name);
    if (found !== undefined) return found;
  }
  return null;
}

/**
 * What others do at this domain; null where nothing is known. Some companies send what their users wrote from single
 * addresses only (Google Drive): give the local part, too.
 *
 * @param domain lower-case A-labels
 */
export function serviceOf(domain: string, localPart?: string): Service | null {
  const address =
    localPart === undefined ? undefined : services().get(`${localPart.toLowerCase()}@${domain}`);
  return address ?? above(services(), domain);
}

/** A suffix that only public bodies of one country get (`gov.br`, `lg.jp`), or a name below it. Lower-case A-labels. */
export function isClosedSuffix(domain: string): { country: string } | null {
  const country = above(suffixes(), domain);
  return country === null ? null : { country };
}
