// The names of everything that can be found in a message. Stable: they stand in reports and in what readers taught.

export const RULE_IDS = [
  'addressInvisible',
  'arcUntrusted',
  'bytesForbidden',
  'calendarOrganizer',
  'dkimBodyLength',
  'dkimThirdParty',
  'dkimUnsignedFields',
  'dkimWeakKey',
  'dmarcFail',
  'domainCombo',
  'domainGone',
  'domainHomograph',
  'domainIdn',
  'domainNoReverse',
  'domainSubdomain',
  'domainSuffix',
  'domainTenant',
  'domainTypo',
  'firstContact',
  'forwarded',
  'fromComment',
  'fromEncoded',
  'fromList',
  'fromMissing',
  'fromMultiple',
  'fromOwnDomain',
  'fromSelf',
  'fromSpace',
  'fromSyntax',
  'headerDuplicate',
  'localClaim',
  'nameAddress',
  'nameBidi',
  'nameBrand',
  'nameBrandFreemail',
  'nameColleague',
  'nameContact',
  'nameControl',
  'nameDomain',
  'nameEncoded',
  'nameInvisible',
  'nameMixedScript',
  'namePadded',
  'nameRole',
  'nameSelf',
  'notAddressed',
  'nullSender',
  'parserDisagreement',
  'replyTo',
  'resultsForged',
  'senderVia',
  'spfOnly',
  'spfWide',
  'subdomainGone',
  'subjectBrand',
  'userContent',
  'usuallySigned',
  'domainSingle',
  'keyTwice',
  'nameUnlisted',
] as const;
export type RuleId = (typeof RULE_IDS)[number];

/** What the rows of the verdict table remark themselves, beside what rules find. */
export type Remark =
  | 'ownerKnown'
  | 'passesNow'
  | 'copyDiffers'
  | 'keyRevoked'
  | 'recordContradicted';

export type FindingId = RuleId | Remark;
