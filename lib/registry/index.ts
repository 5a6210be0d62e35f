// The registry: whom a text names, who owns a domain, what stands around a name. The only door of this room.

export { findNames } from './find.ts';
export type * from './model.ts';
export { addedOrganisation } from './organisations.ts';
export {
  answersFor,
  highStakesOwnerOf,
  type ImitatedDomain,
  imitatedDomains,
  isFresh,
  isKeptAddress,
  listedOwnerOf,
  ownerOf,
} from './owners.ts';
export { isClosedSuffix, serviceOf } from './services.ts';
export {
  isOfficeWord,
  isOrdinaryWord,
  isPersonWord,
  isVocabulary,
  officeWords,
  readWords,
} from './words.ts';
