// What the senders of a mailbox support, as bars: how many of them, and what each thing is good for.
import { number } from '../../components/card/format.ts';
import { useLanguage, useWords } from '../../components/page/index.tsx';
import type { Summary } from './senders.ts';

const TRAITS = ['spf', 'dkim', 'arc', 'tls', 'reverseName'] as const;
const POLICIES = ['reject', 'quarantine', 'none', 'absent', 'unknown'] as const;

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/** Stands for what is not counted yet. */
export const PENDING = '…';

function Figure({ part, whole }: { part: number | undefined; whole: number }) {
  const language = useLanguage();
  if (part === undefined) return <span class="figure">{PENDING}</span>;
  const percent = new Intl.NumberFormat(language, { style: 'percent' });
  return (
    <span class="figure">
      <b>{percent.format(share(part, whole))}</b> {number(language, part)}
    </span>
  );
}

/** One segment of a bar; its text stands beside the bar. */
function Segment({ kind, part, whole }: { kind: string; part: number; whole: number }) {
  return <i class={kind} style={{ inlineSize: `${share(part, whole) * 100}%` }} />;
}

/** `summary`: null while it is being counted, and the chart is as high as it will be. */
export function Chart({ summary }: { summary: Summary | null }) {
  const word = useWords();
  const domains = summary?.domains ?? 0;
  return (
    <div class="chart">
      <ul class="bars">
        {TRAITS.map((trait) => (
          <li key={trait}>
            <span class="name">{word(`senders.${trait}`)}</span>
            <Figure part={summary?.[trait]} whole={domains} />
            <span class="bar" aria-hidden="true">
              <Segment kind="yes" part={summary?.[trait] ?? 0} whole={domains} />
            </span>
            <span class="about">{word(`senders.about.${trait}`)}</span>
          </li>
        ))}
      </ul>
      <section aria-labelledby="dmarc-title">
        <h3 id="dmarc-title">{word('senders.dmarc')}</h3>
        <p class="soft small">{word('senders.about.dmarc')}</p>
        <span class="bar tall" aria-hidden="true">
          {POLICIES.map((policy) => (
            <Segment
              key={policy}
              kind={policy}
              part={summary?.dmarc[policy] ?? 0}
              whole={domains}
            />
          ))}
        </span>
        <ul class="legend">
          {POLICIES.map((policy) => (
            <li key={policy}>
              <i class={policy} aria-hidden="true" />
              <span>{word(`senders.policy.${policy}`)}</span>
              <Figure part={summary?.dmarc[policy]} whole={domains} />
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
