// What one domain publishes, and what mends it.
import { useLanguage, useWords } from '../../components/page/index.tsx';
import { Phrase, Value } from '../../components/phrase.tsx';
import type { DomainReport, PlainRecord, SpfNode } from '../../lib/model.ts';
import type { WordKey } from '../../lib/words.ts';

/** The same in every language. */
const NAMES = { spf: 'SPF', dmarc: 'DMARC', bimi: 'BIMI', mtaSts: 'MTA-STS', tlsRpt: 'TLS-RPT' };
const TAGS = ['p', 'sp', 'np', 'adkim', 'aspf', 'rua', 'ruf', 't', 'psd', 'fo'];

function Text({ value }: { value: string }) {
  return (
    <code class="published">
      <bdi dir="ltr">{value}</bdi>
    </code>
  );
}

function Tree({ nodes }: { nodes: readonly SpfNode[] }) {
  const word = useWords();
  return (
    <ul class="tree">
      {nodes.map((node, index) => (
        <li key={index} class={node.problem === null ? '' : 'wrong'}>
          <code>
            <bdi dir="ltr">{node.term}</bdi>
          </code>
          {node.lookups > 0 && <b class="count">{node.lookups}</b>}
          {node.problem && <span> {word(`domain.spf.${node.problem}`)}</span>}
          {node.addresses.length > 0 && !/ip[46]:/i.test(node.term) && (
            <span class="soft"> {node.addresses.join(' ')}</span>
          )}
          {node.children.length > 0 && <Tree nodes={node.children} />}
        </li>
      ))}
    </ul>
  );
}

function Plain({ title, record }: { title: string; record: PlainRecord }) {
  const word = useWords();
  return (
    <>
      <dt>{title}</dt>
      <dd>
        {record.records.length === 0
          ? word('domain.none')
          : record.records.map((text) => <Text key={text} value={text} />)}
      </dd>
    </>
  );
}

export function DomainCard(props: { report: DomainReport; onAskHeld(): void }) {
  const { report, onAskHeld } = props;
  const { domain, mx, spf, dmarc, keys, remedies, unknown, held } = report;
  const word = useWords();
  const language = useLanguage();
  const isKnown = unknown.length === 0 && held.length === 0;
  return (
    <article class="sheet domain" aria-label={domain}>
      <h2>
        <Value text={domain} />
      </h2>
      {remedies.length > 0 && (
        <>
          <h3>{word('domain.found')}</h3>
          <ol class="mends">
            {remedies.map(({ id, params, publish }) => (
              <li key={`${id} ${params.name ?? ''}`}>
                <Phrase language={language} sentence={{ key: `domain.remedy.${id}`, params }} />
                {publish && (
                  <p>
                    <span class="soft">TXT {publish.name}</span>
                    <Text value={publish.value} />
                  </p>
                )}
              </li>
            ))}
          </ol>
        </>
      )}
      {remedies.length === 0 && isKnown && <p>{word('domain.fine')}</p>}
      {unknown.length > 0 && (
        <p>
          {word('domain.unknown')}: {unknown.join(' ')}
        </p>
      )}
      {held.length > 0 && (
        <div class="held">
          <p>
            {word('card.lookups.held')}: {held.join(' ')}
          </p>
          <button type="button" class="button" onClick={onAskHeld}>
            {word('domain.askHeld')}
          </button>
        </div>
      )}
      <dl>
        <dt>{word('domain.mx')}</dt>
        <dd>
          {mx.length === 0
            ? word('domain.none')
            : mx.map(({ exchange, preference }) => `${preference} ${exchange || '.'}`).join(', ')}
        </dd>
        <dt>{NAMES.spf}</dt>
        <dd>
          {spf.records.length === 0
            ? word('domain.none')
            : spf.records.map((text) => <Text key={text} value={text} />)}
          {spf.records.length > 0 && (
            <p class="soft">
              {word('domain.spf.count', { lookups: String(spf.lookups), voids: String(spf.voids) })}
            </p>
          )}
          {spf.tree && <Tree nodes={spf.tree.children} />}
        </dd>
        <dt>{NAMES.dmarc}</dt>
        <dd>
          {dmarc.record === null ? (
            word('domain.none')
          ) : (
            <>
              <span class="soft">{dmarc.name}</span>
              <Text value={dmarc.record} />
              <ul>
                {Object.entries(dmarc.tags)
                  .filter(([tag]) => TAGS.includes(tag))
                  .map(([tag, value]) => (
                    <li key={tag}>{word(`domain.tag.${tag}` as WordKey, { value })}</li>
                  ))}
              </ul>
            </>
          )}
        </dd>
        {keys.length > 0 && (
          <>
            <dt>{word('domain.keys')}</dt>
            <dd>
              {keys.map(({ name, kind, bits, records }) => (
                <p key={name}>
                  <span class="soft">{name}</span> {kind ? `${kind} ${bits}` : word('domain.none')}
                  {records.map((text) => (
                    <Text key={text} value={text} />
                  ))}
                </p>
              ))}
            </dd>
          </>
        )}
        <Plain title={NAMES.bimi} record={report.bimi} />
        <Plain title={NAMES.mtaSts} record={report.mtaSts} />
        <Plain title={NAMES.tlsRpt} record={report.tlsRpt} />
      </dl>
    </article>
  );
}
