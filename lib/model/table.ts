// The verdict table by name: its rows, and the situations that a row can find.

/** The rows in the order in which they are asked. */
export type RowId =
  | 'unread'
  | 'ambiguous'
  | 'own'
  | 'internal'
  | 'signedNow'
  | 'vouched'
  | 'listUndone'
  | 'forwarder'
  | 'forged'
  | 'notConfirmed'
  | 'temporaryError'
  | 'permanentError'
  | 'domainGone'
  | 'signedAgain'
  | 'insideGoogle'
  | 'recorded'
  | 'listed'
  | 'otherDomain'
  | 'nothing'
  | 'noRecord';

/** What a row finds: each has a sentence under `origin.` of the word table. */
export type Situation =
  // the source could not be had or read
  | 'unreadable'
  | 'tooLarge'
  | 'refused'
  | 'notMail'
  | 'truncated'
  // no record asked for, or none needed
  | 'ambiguous'
  | 'own'
  | 'internal'
  // a signature passes now
  | 'signed'
  | 'signedNoPolicy'
  | 'passesNow'
  // somebody passed it on
  | 'vouched'
  | 'sentThrough'
  | 'list'
  | 'listUsual'
  | 'listAdded'
  | 'listHeader'
  | 'listHeaderUnsure'
  | 'forwarded'
  | 'forwardedUnsure'
  // the record contradicts
  | 'forged'
  | 'forgedOwn'
  | 'forgedGmail'
  | 'notConfirmed'
  | 'notConfirmedOwn'
  // the record tells nothing
  | 'networkError'
  | 'permanentError'
  | 'otherDomain'
  | 'nothing'
  // the record passes
  | 'domainGone'
  | 'insideGoogle'
  | 'listed'
  | 'listedOnArrival'
  // … and why it cannot be repeated now
  | 'held'
  | 'notRechecked'
  | 'dnsSilent'
  | 'copyDiffers'
  | 'partlySigned'
  | 'recordsChanged'
  | 'keyRotated'
  | 'keyRevoked'
  | 'keyWeak'
  | 'expired'
  | 'recordContradicted'
  | 'notRepeated'
  | 'approximate'
  | 'nothingToRepeat'
  // no record that may be believed
  | 'unknownOff'
  | 'unknownHeld'
  | 'unknownNetwork'
  | 'collected'
  | 'tooOld'
  | 'imported'
  | 'sentAs'
  | 'unanchored'
  | 'file'
  | 'foreign';
