// The real seal as an example in a page: the same component that stands in Gmail, with a made-up sender.
import { h } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Origin, Sentence, Tone } from '../../lib/model.ts';
import { ownText } from '../phrase.tsx';
import { type MountedSeal, mountSeal, type SealProps } from '../seal/index.tsx';
import type { PersonalSeal } from '../seal-mark.tsx';
import { useLanguage, useTheme, useWords } from './index.tsx';

interface Example {
  tone: Tone;
  origin: Origin;
  label: Sentence;
  sentence: Sentence;
}

/** One made-up message for each of the four tones a reader learns; `neutral` and `unknown` share one. */
const EXAMPLES = {
  calm: {
    tone: 'calm',
    origin: 'signed',
    label: { key: 'seal.signed', params: { domain: 'example.com' } },
    sentence: { key: 'origin.signed', params: { domain: 'example.com' } },
  },
  neutral: {
    tone: 'neutral',
    origin: 'unproven',
    label: { key: 'seal.unproven', params: { domain: 'example.net' } },
    sentence: { key: 'origin.nothing', params: { domain: 'example.net' } },
  },
  caution: {
    tone: 'caution',
    origin: 'unproven',
    label: { key: 'seal.nameDoubt', params: { domain: 'example.org' } },
    sentence: { key: 'page.tone.caution', params: {} },
  },
  danger: {
    tone: 'danger',
    origin: 'contradicted',
    label: { key: 'seal.forged', params: { domain: 'example.com' } },
    sentence: { key: 'page.tone.danger', params: {} },
  },
} satisfies Record<string, Example>;
type ExampleTone = keyof typeof EXAMPLES;

/** A seal that opens nothing. */
export function SealSample(props: { example: ExampleTone; personal?: PersonalSeal }) {
  const { example, personal } = props;
  const host = useRef<HTMLElement>(null);
  const mounted = useRef<MountedSeal | null>(null);
  const language = useLanguage();
  const theme = useTheme();
  const seal: SealProps = {
    messageId: `example-${example}`,
    state: 'done',
    ...EXAMPLES[example],
    language,
    theme,
    ...(personal ? { personal } : {}),
    onToggle() {},
  };
  useEffect(() => {
    if (!host.current) return;
    if (mounted.current) mounted.current.update(seal);
    else mounted.current = mountSeal(host.current, seal);
  });
  useEffect(() => () => mounted.current?.unmount(), []);
  // An example is a picture: it takes no focus and opens no card.
  return h('inkan-seal', { ref: host, inert: true });
}

/** The four tones with what each one means. */
export function ToneSamples({ personal }: { personal?: PersonalSeal }) {
  const word = useWords();
  return (
    <ul class="tones">
      {(Object.keys(EXAMPLES) as ExampleTone[]).map((example) => (
        <li key={example}>
          <SealSample example={example} {...(personal ? { personal } : {})} />
          <p>{ownText(word(`page.tone.${example}`))}</p>
        </li>
      ))}
    </ul>
  );
}
