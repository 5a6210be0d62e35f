// Every rule, in the order in which equal findings are shown.
import { dmarcFail } from './dmarc-fail.ts';
import { fromMissing } from './from-missing.ts';
import { fromMultiple } from './from-multiple.ts';
import { nameAddress } from './name-address.ts';
import { nameBrand } from './name-brand.ts';
import { nameBrandFreemail } from './name-brand-freemail.ts';
import { nameContact } from './name-contact.ts';
import { replyTo } from './reply-to.ts';
import type { Rule } from './rule.ts';

export const RULES: readonly Rule[] = [
  fromMultiple,
  fromMissing,
  nameBrand,
  nameBrandFreemail,
  nameAddress,
  nameContact,
  replyTo,
  dmarcFail,
];
