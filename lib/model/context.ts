// The context of a reader about whom nothing is known: what the command line and the analyser start from.
import type { Context } from './reader.ts';

export const LOCAL_CONTEXT: Context = {
  source: 'file',
  fidelity: 'exact',
  folder: 'inbox',
  rendered: null,
  now: 0,
  receivedAt: null,
  lookups: 'careful',
  me: { addresses: [], name: '' },
  correspondents: [],
  protectedNames: [],
  ownDomains: [],
  trustedSealers: [],
  trustedForwarders: [],
  knownLists: [],
  learnedLists: [],
  learnedForwarders: [],
  extraBrands: [],
  taught: [],
  addressHistory: null,
  seenBefore: null,
};
