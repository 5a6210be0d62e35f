// SPF, DKIM, DMARC and ARC for administrators: what Gmail recorded, what was found now, and why.
import type {
  ArcEvaluation,
  DkimEvaluation,
  DmarcPolicy,
  Evidence,
  ResultWord,
} from '../../lib/model.ts';
import type { Language, WordKey } from '../../lib/words.ts';
import { Phrase, reveal } from '../phrase.tsx';
import { number, text, time } from './format.ts';
import { Chip, Domain, Fact, Record, Result, Section } from './parts.tsx';

export function Recorded({ language, evidence }: { language: Language; evidence: Evidence }) {
  const { stated, evaluated } = evidence;
  const lines: [string, ResultWord | null, ResultWord | null][] = [
    ['SPF', stated.spf, evaluated?.spf?.result ?? null],
    ['DKIM', stated.dkim, bestOf(evaluated?.dkim ?? [])],
    ['DMARC', stated.dmarc, evaluated?.dmarc.result ?? null],
    ['ARC', stated.arc, evaluated?.arc.result ?? null],
  ];
  return (
    <Section language={language} title="card.record.title">
      <p class="note">{text(language, `card.record.${stated.proof}`)}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{text(language, 'card.record.method')}</th>
            <th scope="col">{text(language, 'card.record.recorded')}</th>
            <th scope="col">{text(language, 'card.record.measured')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(([name, recorded, measured]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>
                <Result word={recorded} />
              </td>
              <td>
                <Result word={measured} none={text(language, 'card.record.notRun')} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {!evaluated && <p class="note">{text(language, 'card.notMeasured')}</p>}
    </Section>
  );
}

/** The one word for several signatures: an aligned pass, a pass, else what the first one says. */
function bestOf(signatures: DkimEvaluation[]): ResultWord | null {
  const passed = signatures.find((each) => each.result === 'pass');
  return passed?.result ?? signatures[0]?.result ?? null;
}

function Signature({ language, signature }: { language: Language; signature: DkimEvaluation }) {
  const { aligned, bodyLengthLimit, keyBits, reason } = signature;
  return (
    <li>
      <p class="line">
        <Chip language={language} match={aligned ? 'same' : 'other'}>
          <Domain name={signature.sdid} />
        </Chip>
        <Result word={signature.result} />
      </p>
      {reason !== null && <p>{text(language, `card.signatures.reason.${reason}`)}</p>}
      <dl class="facts">
        <Fact language={language} name="card.signatures.selector">
          <Domain name={signature.selector} />
        </Fact>
        <Fact language={language} name="card.signatures.algorithm">
          {keyBits === null
            ? signature.algorithm
            : text(language, 'card.signatures.bits', {
                algorithm: signature.algorithm,
                bits: String(keyBits),
              })}
        </Fact>
        <Fact language={language} name="card.signatures.canonicalization">
          {reveal(signature.canonicalization)}
        </Fact>
        <Fact language={language} name="card.signatures.fields">
          {reveal(signature.signedFields.join(', '))}
        </Fact>
        <Fact language={language} name="card.signatures.limit">
          {bodyLengthLimit !== null &&
            text(language, 'card.signatures.octets', {
              octets: number(language, bodyLengthLimit),
              rest: number(language, signature.unsignedOctets),
            })}
        </Fact>
        <Fact language={language} name="card.signatures.signedAt">
          {signature.signedAt !== null && time(language, signature.signedAt)}
        </Fact>
        <Fact language={language} name="card.signatures.expires">
          {signature.expiresAt !== null && time(language, signature.expiresAt)}
        </Fact>
        <Fact language={language} name="card.signatures.key">
          {signature.keyRecord && <Record value={signature.keyRecord} />}
        </Fact>
        <Fact language={language} name="card.signatures.comment">
          {signature.comment && reveal(signature.comment)}
        </Fact>
      </dl>
      {signature.testing && <p class="note">{text(language, 'card.signatures.testing')}</p>}
      {signature.dnssec && <p class="note">{text(language, 'card.signatures.dnssec')}</p>}
    </li>
  );
}

export function Signatures({ language, evidence }: { language: Language; evidence: Evidence }) {
  if (!evidence.evaluated) return null;
  const signatures = evidence.evaluated.dkim;
  return (
    <Section language={language} title="card.signatures.title">
      {signatures.length === 0 ? (
        <p>{text(language, 'card.signatures.none')}</p>
      ) : (
        <ul class="signatures">
          {signatures.map((signature, index) => (
            <Signature key={index} language={language} signature={signature} />
          ))}
        </ul>
      )}
    </Section>
  );
}

export function Spf({ language, evidence }: { language: Language; evidence: Evidence }) {
  const spf = evidence.evaluated?.spf;
  if (!evidence.evaluated) return null;
  return (
    <Section language={language} title="card.spf.title">
      {!spf ? (
        <p>{text(language, 'card.spf.none')}</p>
      ) : (
        <>
          <p class="line">
            <Chip language={language} match={spf.aligned ? 'same' : 'other'}>
              <Domain name={spf.domain} />
            </Chip>
            <Result word={spf.result} />
          </p>
          {spf.reason !== null && <p>{text(language, `card.spf.reason.${spf.reason}`)}</p>}
          <dl class="facts">
            <Fact language={language} name="card.spf.domain">
              <Phrase
                language={language}
                sentence={{ key: `card.spf.${spf.identity}`, params: { domain: spf.domain } }}
              />
            </Fact>
            <Fact language={language} name="card.spf.client">
              <bdi dir="ltr">{spf.clientAddress}</bdi>
            </Fact>
            <Fact language={language} name="card.spf.mechanism">
              {spf.mechanism && <Record value={spf.mechanism} />}
            </Fact>
            <Fact language={language} name="card.spf.terms">
              {spf.terms !== null &&
                text(language, 'card.spf.termsOf', { terms: String(spf.terms) })}
            </Fact>
            <Fact language={language} name="card.spf.record">
              {spf.record && <Record value={spf.record} />}
            </Fact>
          </dl>
        </>
      )}
    </Section>
  );
}

const POLICIES: { [policy in DmarcPolicy]: WordKey } = {
  none: 'card.dmarc.noneAsked',
  quarantine: 'card.dmarc.quarantine',
  reject: 'card.dmarc.reject',
};

/** RFC 9989: the record, where it was found, and what it asks for in words. */
export function Dmarc({ language, evidence }: { language: Language; evidence: Evidence }) {
  const dmarc = evidence.evaluated?.dmarc;
  if (!dmarc) return null;
  const domain = dmarc.domain ?? '';
  const absent =
    dmarc.reason !== null || domain === ''
      ? text(language, 'card.dmarc.notFound')
      : text(language, 'card.dmarc.none', { domain });
  return (
    <Section language={language} title="card.dmarc.title">
      {dmarc.record === null ? (
        <p>{absent}</p>
      ) : (
        <dl class="facts">
          <Fact language={language} name="card.dmarc.policy">
            {dmarc.policy !== null && (
              <>
                {text(language, POLICIES[dmarc.policy])} <code>p={dmarc.policy}</code>
              </>
            )}
          </Fact>
          <Fact language={language} name="card.dmarc.found">
            {dmarc.policyDomain !== null &&
              (dmarc.policyDomain === domain ? (
                <Domain name={`_dmarc.${domain}`} />
              ) : (
                <Phrase
                  language={language}
                  sentence={{
                    key: 'card.dmarc.foundParent',
                    params: { name: `_dmarc.${dmarc.policyDomain}`, domain },
                  }}
                />
              ))}
          </Fact>
          <Fact language={language} name="card.dmarc.alignmentMode">
            {text(language, 'card.dmarc.modes', {
              adkim: text(language, `card.dmarc.${dmarc.adkim}`),
              aspf: text(language, `card.dmarc.${dmarc.aspf}`),
            })}
          </Fact>
          <Fact language={language} name="card.dmarc.record">
            <Record value={dmarc.record} />
          </Fact>
        </dl>
      )}
      {dmarc.testing && <p class="note">{text(language, 'card.dmarc.testing')}</p>}
    </Section>
  );
}

/** RFC 8617: who sealed what, newest last, as it went. */
export function Arc({ language, arc }: { language: Language; arc: ArcEvaluation | null }) {
  if (!arc) return null;
  return (
    <Section language={language} title="card.arc.title">
      {arc.instances.length === 0 ? (
        <p>{text(language, 'card.arc.none')}</p>
      ) : (
        <>
          <ol class="arc">
            {arc.instances.map((set) => (
              <li key={set.instance}>
                <p class="line">
                  <span>
                    <Phrase
                      language={language}
                      sentence={{ key: 'card.arc.sealer', params: { sealer: set.sealer } }}
                    />
                  </span>
                  <Result word={set.seal} none={text(language, 'card.arc.notVerified')} />
                </p>
                {set.results && (
                  <p class="note">
                    <Phrase
                      language={language}
                      sentence={{
                        key: 'card.arc.saw',
                        params: {
                          results: set.results.methods
                            .map(({ method, result }) => `${method}=${result}`)
                            .join(', '),
                        },
                      }}
                    />
                  </p>
                )}
              </li>
            ))}
          </ol>
          <p class="note">{text(language, 'card.arc.caution')}</p>
        </>
      )}
    </Section>
  );
}
