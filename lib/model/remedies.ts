// What mends a failure, for whoever runs the sending or the forwarding server.

/** Stable ids (Report JSON), each with a sentence under `remedy.`. */
export const REMEDIES = [
  'spfMissing',
  'spfServer',
  'spfForwarded',
  'spfOtherDomain',
  'spfLookups',
  'spfVoids',
  'spfTwo',
  'spfSyntax',
  'dkimMissing',
  'dkimService',
  'dkimKeyMissing',
  'dkimKeyRevoked',
  'dkimKeyTwo',
  'dkimKeyShort',
  'dkimSha1',
  'dkimKeySyntax',
  'dkimSyntax',
  'dkimExpired',
  'dkimChanged',
  'dkimChangedByList',
  'dkimChangedOnWay',
  'dkimSignatureWrong',
  'dkimSubject',
  'dmarcMissing',
  'dmarcSyntax',
  'dmarcTwo',
  'dmarcStrict',
  'dmarcNone',
  'reverseMissing',
  'tlsMissing',
  'fields',
  'oneClick',
  'arcMissing',
] as const;

export type RemedyId = (typeof REMEDIES)[number];

/** What following it does, in order of worth: DMARC passes, one method passes, it is good advice. */
export type Effect = 'dmarc' | 'method' | 'advice';

/** Text to publish: a TXT record, or a field of the message. */
export interface Publication {
  type: 'TXT' | 'field';
  /** name of the record or of the field */
  name: string;
  value: string;
}

export interface Remedy {
  id: RemedyId;
  effect: Effect;
  /** who can do it */
  by: 'sender' | 'forwarder';
  /** fill the sentence; addresses and hosts stem from the record of receipt or the domain's own DNS */
  params: Record<string, string>;
  publish: Publication | null;
}
