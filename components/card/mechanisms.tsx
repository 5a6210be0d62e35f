// SPF, DKIM, DMARC and ARC for administrators: what Gmail recorded, what was found now, and why.
import type { Details, DkimEvaluation, Evidence, ResultWord } from '../../lib/model.ts';
import type { Language } from '../../lib/words.ts';
import { Phrase, reveal, Value } from '../phrase.tsx';
import { number, text, time } from './format.ts';
import { Chip, Fact, Record, Result, Section, Sentences } from './parts.tsx';

interface Part {
  language: Language;
  evidence: Evidence;
  details: Details;
}

/** The one word for several signatures: a pass, else what the first one says. */
function bestOf(signatures: DkimEvaluation[]): ResultWord | null {
  const passed = signatures.find((each) => each.result === 'pass');
  return passed?.result ?? signatures[0]?.result ?? null;
}

/** What Gmail recorded on arrival, and what was found now, in one table. */
export function Recorded({ language, evidence, details }: Part) {
  const { stated, evaluated } = evidence;
  const lines = [
    ['SPF', stated.spf, evaluated?.spf?.result ?? null],
    ['DKIM', stated.dkim, bestOf(evaluated?.dkim ?? [])],
    ['DMARC', stated.dmarc, evaluated?.dmarc.result ?? null],
    ['ARC', stated.arc, evaluated?.arc.result ?? null],
  ] as const;
  return (
    <Section language={language} title="card.record.title">
      <Sentences language={language} sentences={[details.record]} class="note" />
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
      <Sentences language={language} sentences={details.forwarding} />
      <Sentences language={language} sentences={details.bimi ? [details.bimi] : []} />
    </Section>
  );
}

function Signature({ language, signature }: { language: Language; signature: DkimEvaluation }) {
  const { aligned, algorithm, bodyLengthLimit, expiresAt, keyBits, reason, signedAt } = signature;
  return (
    <li>
      <p class="line">
        <Chip language={language} match={aligned ? 'same' : 'other'} domain={signature.sdid} />
        <Result word={signature.result} />
      </p>
      {reason !== null && (
        <Sentences
          language={language}
          sentences={[{ key: `reason.${reason}`, params: { signer: signature.sdid } }]}
        />
      )}
      <dl class="facts">
        <Fact language={language} name="card.signatures.selector">
          <Value text={signature.selector} />
        </Fact>
        <Fact language={language} name="card.signatures.algorithm">
          {keyBits === null
            ? reveal(algorithm)
            : text(language, 'card.signatures.bits', { algorithm, bits: String(keyBits) })}
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
          {signedAt !== null && time(language, signedAt)}
        </Fact>
        <Fact language={language} name="card.signatures.expires">
          {expiresAt !== null && time(language, expiresAt)}
        </Fact>
        <Fact language={language} name="card.signatures.key">
          {signature.keyRecord !== null && <Record value={signature.keyRecord} />}
        </Fact>
        <Fact language={language} name="card.signatures.comment">
          {signature.comment !== null && reveal(signature.comment)}
        </Fact>
      </dl>
      {signature.testing && <p class="note">{text(language, 'card.signatures.testing')}</p>}
      {signature.dnssec && <p class="note">{text(language, 'card.signatures.dnssec')}</p>}
    </li>
  );
}

/** Each DKIM-Signature with what it covers. RFC 6376. */
export function Signatures({ language, evidence }: Part) {
  if (!evidence.evaluated) return null;
  const signatures = evidence.evaluated.dkim;
  return (
    <Section language={language} title="card.signatures.title">
      {signatures.length === 0 ? (
        <p>{text(language, 'card.signatures.none')}</p>
      ) : (
        <ul class="parts">
          {signatures.map((signature, index) => (
            <Signature key={index} language={language} signature={signature} />
          ))}
        </ul>
      )}
    </Section>
  );
}

/** The server's permission, with the term that matched. RFC 7208. */
export function Spf({ language, evidence }: Part) {
  const spf = evidence.evaluated?.spf;
  if (!evidence.evaluated) return null;
  return (
    <Section language={language} title="card.spf.title">
      {!spf ? (
        <p>{text(language, 'card.spf.none')}</p>
      ) : (
        <>
          <p class="line">
            <Chip language={language} match={spf.aligned ? 'same' : 'other'} domain={spf.domain} />
            <Result word={spf.result} />
          </p>
          {spf.reason !== null && <p>{text(language, `card.spf.reason.${spf.reason}`)}</p>}
          <dl class="facts">
            <Fact language={language} name="card.spf.identity">
              {text(language, `card.spf.${spf.identity}`)}
            </Fact>
            <Fact language={language} name="card.spf.client">
              <bdi dir="ltr">{spf.clientAddress}</bdi>
            </Fact>
            <Fact language={language} name="card.spf.mechanism">
              {spf.mechanism !== null && <Record value={spf.mechanism} />}
            </Fact>
            <Fact language={language} name="card.spf.terms">
              {spf.terms !== null &&
                text(language, 'card.spf.termsOf', { terms: String(spf.terms) })}
            </Fact>
            <Fact language={language} name="card.record.record">
              {spf.record !== null && <Record value={spf.record} />}
            </Fact>
          </dl>
        </>
      )}
    </Section>
  );
}

/** The policy in words, where it stands, and the record. RFC 9989. */
export function Dmarc({ language, evidence, details }: Part) {
  const dmarc = evidence.evaluated?.dmarc;
  return (
    <Section language={language} title="card.dmarc.title">
      <Sentences language={language} sentences={details.policy} />
      {dmarc && dmarc.record !== null && (
        <dl class="facts">
          <Fact language={language} name="card.dmarc.alignment">
            {text(language, 'card.dmarc.modes', {
              adkim: text(language, `card.dmarc.${dmarc.adkim}`),
              aspf: text(language, `card.dmarc.${dmarc.aspf}`),
            })}
          </Fact>
          <Fact language={language} name="card.record.record">
            <Record value={dmarc.record} />
          </Fact>
        </dl>
      )}
    </Section>
  );
}

/** Who sealed what, in the order it went. RFC 8617. */
export function Arc({ language, evidence, details }: Part) {
  if (!evidence.evaluated) return null;
  return (
    <Section language={language} title="card.arc.title">
      {details.sealers.length === 0 ? (
        <p>{text(language, 'card.arc.none')}</p>
      ) : (
        <>
          <ol class="parts">
            {details.sealers.map(({ instance, sealer, saw, seal }) => (
              <li key={instance}>
                <p class="line">
                  <span>
                    <Phrase
                      language={language}
                      sentence={{ key: 'card.arc.sealer', params: { sealer } }}
                    />
                  </span>
                  <Result word={seal} none={text(language, 'card.arc.notVerified')} />
                </p>
                {saw !== '' && (
                  <p class="note">
                    <Phrase
                      language={language}
                      sentence={{ key: 'card.arc.saw', params: { saw } }}
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
