// Every rule, in the order in which findings of one severity are shown.
import { addressInvisible } from './address-invisible.ts';
import { arcUntrusted } from './arc-untrusted.ts';
import { bytesForbidden } from './bytes-forbidden.ts';
import { calendarOrganizer } from './calendar-organizer.ts';
import { dkimBodyLength } from './dkim-body-length.ts';
import { dkimThirdParty } from './dkim-third-party.ts';
import { dkimUnsignedFields } from './dkim-unsigned-fields.ts';
import { dkimWeakKey } from './dkim-weak-key.ts';
import { dmarcFail } from './dmarc-fail.ts';
import { domainCombo } from './domain-combo.ts';
import { domainGone } from './domain-gone.ts';
import { domainHomograph } from './domain-homograph.ts';
import { domainIdn } from './domain-idn.ts';
import { domainNoReverse } from './domain-no-reverse.ts';
import { domainSingle } from './domain-single.ts';
import { domainSubdomain } from './domain-subdomain.ts';
import { domainSuffix } from './domain-suffix.ts';
import { domainTenant } from './domain-tenant.ts';
import { domainTypo } from './domain-typo.ts';
import { firstContact } from './first-contact.ts';
import { forwarded } from './forwarded.ts';
import { fromComment } from './from-comment.ts';
import { fromEncoded } from './from-encoded.ts';
import { fromList } from './from-list.ts';
import { fromMissing } from './from-missing.ts';
import { fromMultiple } from './from-multiple.ts';
import { fromOwnDomain } from './from-own-domain.ts';
import { fromSelf } from './from-self.ts';
import { fromSpace } from './from-space.ts';
import { fromSyntax } from './from-syntax.ts';
import { headerDuplicate } from './header-duplicate.ts';
import { keyTwice } from './key-twice.ts';
import { localClaim } from './local-claim.ts';
import { nameAddress } from './name-address.ts';
import { nameBidi } from './name-bidi.ts';
import { nameBrand } from './name-brand.ts';
import { nameBrandFreemail } from './name-brand-freemail.ts';
import { nameColleague } from './name-colleague.ts';
import { nameContact } from './name-contact.ts';
import { nameControl } from './name-control.ts';
import { nameDomain } from './name-domain.ts';
import { nameEncoded } from './name-encoded.ts';
import { nameInvisible } from './name-invisible.ts';
import { nameMixedScript } from './name-mixed-script.ts';
import { namePadded } from './name-padded.ts';
import { nameRole } from './name-role.ts';
import { nameSelf } from './name-self.ts';
import { nameUnlisted } from './name-unlisted.ts';
import { notAddressed } from './not-addressed.ts';
import { nullSender } from './null-sender.ts';
import { parserDisagreement } from './parser-disagreement.ts';
import { replyTo } from './reply-to.ts';
import { resultsForged } from './results-forged.ts';
import type { Rule } from './rule.ts';
import { senderVia } from './sender-via.ts';
import { spfOnly } from './spf-only.ts';
import { spfWide } from './spf-wide.ts';
import { subdomainGone } from './subdomain-gone.ts';
import { subjectBrand } from './subject-brand.ts';
import { userContent } from './user-content.ts';
import { usuallySigned } from './usually-signed.ts';

export const RULES: readonly Rule[] = [
  fromMultiple,
  fromSpace,
  fromMissing,
  fromSyntax,
  fromEncoded,
  fromList,
  parserDisagreement,
  addressInvisible,
  bytesForbidden,
  fromComment,
  headerDuplicate,
  resultsForged,
  nameBrand,
  nameBrandFreemail,
  nameAddress,
  nameDomain,
  localClaim,
  subjectBrand,
  nameMixedScript,
  nameInvisible,
  nameBidi,
  nameControl,
  nameEncoded,
  namePadded,
  nameColleague,
  nameContact,
  nameSelf,
  nameRole,
  domainHomograph,
  domainSubdomain,
  domainTypo,
  domainCombo,
  domainSuffix,
  domainTenant,
  domainIdn,
  domainGone,
  domainNoReverse,
  fromSelf,
  fromOwnDomain,
  replyTo,
  senderVia,
  notAddressed,
  dmarcFail,
  usuallySigned,
  dkimBodyLength,
  dkimUnsignedFields,
  dkimWeakKey,
  userContent,
  calendarOrganizer,
  nullSender,
  spfWide,
  spfOnly,
  subdomainGone,
  arcUntrusted,
  dkimThirdParty,
  forwarded,
  firstContact,
  domainSingle,
  keyTwice,
  nameUnlisted,
];
