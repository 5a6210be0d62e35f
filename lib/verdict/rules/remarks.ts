// What the rows of the table remark themselves: findings without a rule, with the traits of one.
import type { FindingId, Remark } from '../../model.ts';
import type { Traits } from './rule.ts';

export const REMARKS: Record<Remark, Traits> = {
  passesNow: { about: 'authentication', toldIn: 'passesNow' },
  copyDiffers: { about: 'authentication', toldIn: 'copyDiffers' },
  // The situation says that the key is revoked; only of young mail, what that may mean is added.
  keyRevoked: { about: 'authentication' },
  ownerKnown: { about: 'author' },
  recordContradicted: { about: 'authentication', toldIn: 'recordContradicted' },
};

export const isRemark = (id: FindingId): id is Remark => id in REMARKS;
