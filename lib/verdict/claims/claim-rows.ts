// The table of claims: twelve rows, the first that fits decides. A row says what it needs, each condition with the
// sentence for when it does not hold; no word of the sender lowers what a row found.
import type { ClaimRowId, Sentence, Severity } from '../../model.ts';
import { bearsOwnName } from './address-words.ts';
import { type ClaimFacts, subjectSays } from './claim-facts.ts';
import { subjectAsks } from './haste.ts';
import { isAbroad, isLoose, isOwnInitials, isOwnLabel, isShop } from './own-domain.ts';
import { MONITORS } from './surroundings.ts';

/** Null when it holds, else why not. */
type ClaimCondition = (facts: ClaimFacts) => Sentence | null;

export interface ClaimRow {
  id: ClaimRowId;
  needs: readonly ClaimCondition[];
  /** called only where all needs hold; null: the claim is no finding */
  weigh(facts: ClaimFacts): Severity | null;
}

function need(key: string, holds: (facts: ClaimFacts) => boolean): ClaimCondition {
  return (facts) =>
    holds(facts)
      ? null
      : { key: `why.claim.${key}`, params: { name: facts.hit.name, domain: facts.view.domain } };
}

const isAnswered = need('notAnswered', ({ answered }) => answered);
const inName = ({ reading: { place } }: ClaimFacts) => place === 'name' || place === 'decoded';
const isInName = need('otherPlace', inName);
const isDisguised = need('notDisguised', ({ form }) => form === 'disguised' || form === 'misspelt');
const isStrict = need('weak', ({ strict }) => strict);
const isWeak = need('strict', ({ strict }) => !strict);
const isByOther = need('noOtherWriter', ({ writer }) => writer !== null);
const isVocabularyOnly = need('otherWords', ({ around }) => around.vocabularyOnly);
const hasOffice = need('noOffice', ({ around }) => around.office);
const hasRelation = need('noRelation', ({ around }) => around.relation);
const hasOtherWords = need('noOtherWords', ({ around }) => !around.nothing);
const isAlone = need(
  'notAlone',
  ({ around, reading }) => around.nothing && reading.hits.length === 1,
);

/** A name that is also a word, meant as the company: the local part says it, a domain of other words does not, in haste. */
const isSpoken = ({
  presses,
  addressSpeaks,
  addressPoses,
  labelSpeaks,
  isSelfHosted,
  isPersonal,
}: ClaimFacts): boolean =>
  (presses || addressPoses) && addressSpeaks && !labelSpeaks && !isSelfHosted && !isPersonal;

/** The same from a domain made for it: whoever bears the name by chance does not call the domain after its bills. */
const isPosed = ({
  labelPoses,
  labelJoins,
  isWord,
  presses,
  addressSpeaks,
  isSelfHosted,
  isPersonal,
}: ClaimFacts): boolean => {
  if (isSelfHosted) return false;
  if (isPersonal) return labelPoses && presses;
  return (labelPoses && (!isWord || presses || addressSpeaks)) || (labelJoins && !isWord);
};

/** Among other words: the local part says it, too, or in haste, or where much is to be had, a domain made to ask. */
const isMeant = (facts: ClaimFacts): boolean =>
  !facts.around.relation &&
  ((facts.addressSpeaks && facts.labelPoses) ||
    (facts.labelAsks && (facts.presses || facts.isGrave) && !facts.organisation.federated));

/** `Orange`, of an unpaid bill or one of Orange: a name that is no word, of who bills everybody, from elsewhere. */
const isBilled = (facts: ClaimFacts): boolean =>
  facts.isOfContracts &&
  !facts.isWord &&
  !facts.isPersonal &&
  !facts.labelSpeaks &&
  (facts.subjectInsists || (subjectAsks(facts.view) && subjectSays(facts)));

/** `Gendarmerie nationale – Brigade`, on free mail, in haste: no authority writes from there. */
const isAuthority = ({ organisation, hit, freeMail, subjectPresses }: ClaimFacts): boolean =>
  organisation.category === 'gov' &&
  freeMail &&
  subjectPresses &&
  (/\s/.test(hit.name) || [...hit.name].length > 3);

/** Users of a service choose its name: one step lower, never below caution. */
const lowerForUsers = (severity: Severity, { byUsers }: ClaimFacts): Severity =>
  byUsers && severity === 'danger' ? 'caution' : severity;

/** A name of hundreds of bodies, or one whose domains nobody confirmed: caution at most, but for loose senders. */
function cap(severity: Severity, facts: ClaimFacts): Severity {
  if (severity !== 'danger') return severity;
  const { organisation, shared } = facts;
  if (organisation.federated || shared || isAbroad(facts)) return 'caution';
  if (isLoose(facts)) return severity;
  // A list of domains is never complete, and hosts and subsidiaries send for companies:
  // where nothing is to be had, a name from elsewhere is asked about.
  return organisation.confirmed && organisation.stakes === 'high' ? severity : 'caution';
}

const ALERT = String.raw`(?:(?:alert|alarm|notif)\p{L}*|アラート|通知|告警|警報|警报|경보|알림|監視|監控|监控)`;
const ALERTS = new RegExp(
  String.raw`^(?:(?:${MONITORS})[\s:-]*${ALERT}|${ALERT}[\s:-]+(?:${MONITORS}))$`,
  'iu',
);

/** Rows 2 to 11 speak of the name. */
const OF_NAMES: readonly ClaimRow[] = [
  {
    id: 'disguised',
    needs: [isDisguised],
    weigh(facts) {
      const { form, around, presses } = facts;
      if (form === 'disguised' || around.office || isLoose(facts)) return 'danger';
      // `Payal Sharma`: one letter beside a brand, and a family name.
      return around.people && !presses ? 'info' : 'caution';
    },
  },
  { id: 'otherOrganisation', needs: [isByOther], weigh: () => 'info' },
  {
    id: 'nameAlone',
    needs: [isStrict, isVocabularyOnly],
    weigh: (facts) => (isOwnLabel(facts) ? 'info' : lowerForUsers(cap('danger', facts), facts)),
  },
  {
    id: 'nameAndOffice',
    needs: [isStrict, hasOffice],
    weigh(facts) {
      if (isOwnLabel(facts) || isShop(facts)) return 'info';
      const { pressure, relation, club } = facts.around;
      // `LEGO Community Berlin`: clubs have no domain of their own.
      const isClub = club && !facts.subjectPresses;
      const presses = (pressure && !relation) || (isLoose(facts) && !isClub);
      return lowerForUsers(cap(presses ? 'danger' : 'caution', facts), facts);
    },
  },
  {
    id: 'relation',
    needs: [isStrict, hasRelation],
    // Who speaks about a company says who speaks, and asks for nothing in haste.
    weigh(facts) {
      const { around, organisation, subjectPresses, subjectInsists, isGrave } = facts;
      // Who sells insurance under an own name does so from whatever mailbox.
      const isAgent = facts.isOfContracts && !around.nobodyElse;
      const isUnlikely = (isLoose(facts) && !isAgent) || (isGrave && !around.other);
      const isHidden =
        around.nobodyElse && (subjectPresses || isLoose(facts) || organisation.stakes === 'high');
      const isHasty =
        around.house || (around.partner && !bearsOwnName(facts.view, facts.reading))
          ? subjectInsists
          : (subjectPresses && isUnlikely) || (subjectInsists && isGrave && around.roles);
      return isHidden || isHasty ? 'caution' : 'info';
    },
  },
  {
    id: 'nameAmongWords',
    needs: [isStrict, hasOtherWords],
    weigh: ({
      organisation,
      isGrave,
      subjectInsists,
      freeMail,
      fromNobody,
      addressSpeaks,
      isOfContracts,
      labelPoses,
      labelIsShown,
    }) =>
      (isGrave && !(organisation.federated && labelIsShown)) ||
      subjectInsists ||
      ((freeMail || fromNobody) && addressSpeaks) ||
      (isOfContracts && labelPoses)
        ? 'caution'
        : 'info',
  },
  {
    id: 'weakAndOffice',
    needs: [
      isWeak,
      hasOffice,
      need(
        'otherWords',
        ({ around, presses, freeMail, addressSpeaks }) =>
          !around.other || around.pressure || (addressSpeaks && (presses || freeMail)),
      ),
      // Companies run such programs on servers of their own, and their notices are full of such words.
      need(
        'ownServers',
        ({ isSelfHosted, around, reading }) =>
          !isSelfHosted || around.hosted || (around.pressure && !ALERTS.test(reading.text)),
      ),
      need(
        'dictionary',
        (facts) =>
          !facts.isWord ||
          isSpoken(facts) ||
          (facts.around.pressure && facts.organisation.stakes === 'high'),
      ),
    ],
    weigh: (facts) =>
      facts.around.pressure && (isLoose(facts) || facts.subjectPresses)
        ? lowerForUsers(cap('danger', facts), facts)
        : 'caution',
  },
  {
    id: 'weakAlone',
    needs: [isWeak, isAlone],
    weigh(facts) {
      const { organisation, isPersonal, isWord, isSelfHosted, hit, subjectPresses } = facts;
      if (isOwnInitials(facts)) return null;
      if (isSpoken(facts) || isPosed(facts) || isBilled(facts)) return 'caution';
      if (isSelfHosted || isWord || [...hit.name].length === 1) return null;
      if (isPersonal && !subjectPresses) return null;
      return organisation.stakes === 'high' ? 'caution' : 'info';
    },
  },
  {
    id: 'weakAmongWords',
    needs: [],
    weigh: (facts) =>
      isAuthority(facts) ||
      (!facts.isWord &&
        (isSpoken(facts) ||
          (facts.hit.why === 'short' && facts.labelPoses && facts.subjectInsists) ||
          (isMeant(facts) && isPosed(facts))))
        ? 'caution'
        : null,
  },
];

export const CLAIM_TABLE: readonly ClaimRow[] = [
  { id: 'answered', needs: [isAnswered], weigh: () => null },
  ...OF_NAMES.map((row) => ({ ...row, needs: [isInName, ...row.needs] })),
  {
    id: 'otherPlace',
    needs: [],
    weigh: ({ form, around, subjectPresses }) =>
      form === 'disguised' || around.pressure || subjectPresses ? 'danger' : 'caution',
  },
];
