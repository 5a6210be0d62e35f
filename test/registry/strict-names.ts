// Every strict name of the registry with its organisation, for tests that go through all of them.
import type { Organisation } from '../../lib/registry/index.ts';
import {
  listedNames,
  organisationAt,
  ownerOfName,
  reasonOf,
} from '../../lib/registry/organisations.ts';

/** In the order of the table. */
export function strictNames(): { name: string; organisation: Organisation }[] {
  return listedNames().flatMap((name, number) =>
    reasonOf(number) === '' ? [{ name, organisation: organisationAt(ownerOfName(number)) }] : [],
  );
}
