// The page of the gallery: every seal in a copy of Gmail's header row, and every card.
import {
  type CardProps,
  mountCard,
  type OpenCard,
  openCard,
} from '../../components/card/index.tsx';
import { centreFor } from '../../components/report/centres.ts';
import { mountSeal, type SealProps } from '../../components/seal/index.tsx';
import type { Judgement, Story, Tone } from '../../lib/model.ts';
import { type Language, learnWords, type Text } from '../../lib/words.ts';

const files = import.meta.glob<{ tab: Record<string, Text>; pages: Record<string, Text> }>(
  '../../.generated/words/*.json',
  { eager: true, import: 'default' },
);
for (const [path, { tab, pages }] of Object.entries(files)) {
  const language = path.replace(/^.*\/|\.json$/g, '') as Language;
  learnWords({ language, texts: { ...tab, ...pages } });
}

export interface Exhibit {
  title: string;
  judgement: Judgement;
  story: Story;
}

declare global {
  interface Window {
    /** draws everything; called by scripts/gallery.ts */
    exhibit(list: Exhibit[], look: Look): void;
  }
}

export interface Look {
  theme: 'light' | 'dark';
  language: Language;
  /** the details stand open */
  open: boolean;
  cards: boolean;
  rtl?: boolean;
  compact?: boolean;
  personal?: { color: string; glyph: string };
}

const GROUND = {
  light: 'background:#fff;color:#1f1f1f;color-scheme:light',
  dark: 'background:#1b1b1b;color:#e3e3e3;color-scheme:dark',
};

function element(style: string, text = ''): HTMLElement {
  const made = document.createElement('div');
  made.style.cssText = style;
  made.textContent = text;
  return made;
}

/** The name, the address and the seal as Gmail's h3.iw lays them out: one line, cut off where the room ends. */
function row({ name, address }: { name: string; address: string }): HTMLElement {
  const line = element(
    'padding:8px 16px;line-height:20px;white-space:nowrap;overflow:hidden;text-overflow:ellipsis',
  );
  const seal = document.createElement('inkan-seal');
  line.append(
    element('display:inline;font-weight:700;font-size:14px', name),
    element('display:inline;font-size:12px', ` <${address}> `),
    seal,
  );
  document.body.append(line);
  return seal;
}

function cardProps(exhibit: Exhibit, look: Look): CardProps {
  const nothing = () => {};
  return {
    judgement: exhibit.judgement,
    story: exhibit.story,
    language: look.language,
    theme: look.theme,
    ...(look.personal ? { personal: look.personal } : {}),
    actions: {
      checkNow: nothing,
      retry: nothing,
      teach: nothing,
      trustForwarder: nothing,
      report: {
        copy: () => Promise.resolve(),
        save: () => Promise.resolve(),
        hasMessage: true,
        centre: centreFor(look.language),
      },
    },
  };
}

function showSeal(exhibit: Exhibit, look: Look, tone: Tone | null): void {
  const { report } = exhibit.judgement;
  const host = row(report.author);
  let card: OpenCard | null = null;
  const props = (): SealProps => ({
    messageId: exhibit.title,
    state: tone ? 'done' : 'checking',
    origin: tone && report.origin,
    tone,
    label: tone && exhibit.story.seal.label,
    sentence: tone && exhibit.story.seal.sentence,
    organizationalDomain: exhibit.story.organization,
    language: look.language,
    theme: look.theme,
    compact: look.compact ?? false,
    ...(look.personal ? { personal: look.personal } : {}),
    open: card !== null,
    onToggle() {
      if (card) return card.close();
      const onClose = () => {
        card = null;
        seal.update(props());
      };
      card = openCard({ ...cardProps(exhibit, look), anchor: host, onClose });
      seal.update(props());
    },
  });
  const seal = mountSeal(host, props());
}

function showCard(exhibit: Exhibit, look: Look, into: HTMLElement): void {
  const host = document.createElement('inkan-card');
  const cell = element('min-width:0');
  cell.append(element('font-size:11px;margin:0 0 4px 4px', exhibit.title), host);
  into.append(cell);
  mountCard(host, cardProps(exhibit, look));
  const details = host.shadowRoot?.querySelector('details');
  if (details) details.open = look.open;
}

window.exhibit = (list, look) => {
  document.body.replaceChildren();
  document.documentElement.dir = look.rtl ? 'rtl' : 'ltr';
  document.documentElement.style.cssText = `${GROUND[look.theme]};font:14px Roboto,Arial,sans-serif`;
  for (const each of list) showSeal(each, look, each.judgement.report.tone);
  const first = list[0];
  if (first) showSeal({ ...first, title: 'checking' }, look, null);
  if (!look.cards) return;
  const grid = element(
    'display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,448px),1fr));gap:24px;padding:16px;align-items:start;max-width:1900px',
  );
  document.body.append(grid);
  for (const each of list) showCard(each, look, grid);
};
