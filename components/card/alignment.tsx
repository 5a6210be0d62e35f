// From, envelope, Reply-To and signers side by side: which of them belong together.
import type { Evidence, ResultWord } from '../../lib/model.ts';
import type { Language, WordKey } from '../../lib/words.ts';
import { text } from './format.ts';
import { Chip, Domain, type Match, Result, Section } from './parts.tsx';

/**
 * Whether two domains belong to one organisation, as far as the evidence tells without the Public Suffix List:
 * by the organizational domain that the DMARC tree walk found (RFC 9989), else only where one contains the other.
 */
export function sameOrganisation(
  domain: string,
  author: string,
  organizational: string | null,
): Match {
  const under = (name: string, parent: string) => name === parent || name.endsWith(`.${parent}`);
  if (under(domain, author) || under(author, domain)) return 'same';
  if (organizational === null) return 'unknown';
  return under(domain, organizational) ? 'same' : 'other';
}

interface Row {
  name: WordKey;
  domain: string;
  match: Match;
  result: ResultWord | null;
}

function rows(evidence: Evidence): Row[] {
  const { message, stated, evaluated } = evidence;
  const author = message.author?.domain ?? '';
  const compare = (domain: string) =>
    author === ''
      ? 'unknown'
      : sameOrganisation(domain, author, evaluated?.dmarc.organizationalDomain ?? null);
  const envelope = stated.mailFrom?.split('@').at(-1)?.toLowerCase();
  const list: Row[] = [];
  if (stated.mailFrom === '') {
    list.push({ name: 'card.alignment.envelope', domain: '', match: 'none', result: null });
  } else if (envelope) {
    const spf = evaluated?.spf;
    const asked = spf?.identity === 'mailfrom' && spf.domain === envelope;
    list.push({
      name: 'card.alignment.envelope',
      domain: envelope,
      match: asked && spf.aligned ? 'same' : compare(envelope),
      result: stated.spf ?? (asked ? spf.result : null),
    });
  }
  for (const domain of new Set(message.replyTo.map((box) => box.domain).filter(Boolean))) {
    list.push({ name: 'card.alignment.replyTo', domain, match: compare(domain), result: null });
  }
  for (const signature of evaluated?.dkim ?? []) {
    list.push({
      name: 'card.alignment.signed',
      domain: signature.sdid,
      match: signature.aligned
        ? 'same'
        : compare(signature.sdid) === 'unknown'
          ? 'unknown'
          : 'other',
      result: signature.result,
    });
  }
  return list;
}

export function Alignment({ language, evidence }: { language: Language; evidence: Evidence }) {
  const authors = evidence.message.from.flatMap((field) =>
    field.mailboxes.map((box) => box.domain),
  );
  const strong = evidence.evaluated?.dmarc.organizationalDomain ?? null;
  return (
    <Section language={language} title="card.alignment.title">
      <dl class="alignment">
        <dt>{text(language, 'card.alignment.from')}</dt>
        <dd>
          {authors.length === 0 && text(language, 'card.alignment.none')}
          {authors.map((domain) => (
            <span class="chip from" key={domain}>
              <Domain name={domain} strong={strong} />
            </span>
          ))}
        </dd>
        {rows(evidence).map(({ name, domain, match, result }) => (
          <>
            <dt>{text(language, name)}</dt>
            <dd>
              <Chip language={language} match={match}>
                {domain === '' ? (
                  text(language, 'card.alignment.nullSender')
                ) : (
                  <Domain name={domain} strong={strong} />
                )}
              </Chip>
              {result !== null && <Result word={result} />}
            </dd>
          </>
        ))}
      </dl>
    </Section>
  );
}
