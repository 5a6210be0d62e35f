// What stands in the hosts: the seal of each open message, and the one card that is open.
import { cardOf } from '../../components/card/controller.ts';
import { openCard } from '../../components/card/index.tsx';
import { type MountedSeal, mountSeal, type SealProps } from '../../components/seal/index.tsx';
import { waysOut } from '../../lib/extension/open.ts';
import type { Governed } from '../../lib/extension/policy.ts';
import type { Surroundings } from '../../lib/gmail/place.ts';
import type { SealView } from '../../lib/gmail/reconcile.ts';
import type { OpenMessage } from '../../lib/gmail/thread.ts';
import type { Sentence, Teaching, Told } from '../../lib/model.ts';
import type { Language } from '../../lib/words.ts';
import type { Seen } from './inspect.ts';
import { teachingsFor } from './teachings.ts';

interface SealActions {
  /** ask the held names of this message */
  checkNow(id: string): void;
  retry(id: string): void;
  /** what the reader says of a message; null where nothing can be kept */
  teach: ((teaching: Teaching) => void) | null;
  /** the octets of a message; rejects where they cannot be had any more */
  original(message: OpenMessage): Promise<Uint8Array>;
  /** the addresses of whoever reads, as far as the tab knows them */
  ownAddresses(): string[];
}

const word = (key: string): Sentence => ({ key, params: {} });

export type Face = Pick<SealProps, 'state' | 'origin' | 'tone' | 'label' | 'sentence'>;

export const CHECKING: Face = {
  state: 'checking',
  origin: null,
  tone: null,
  label: null,
  sentence: null,
};

/** A seal without a judgement: never a colour, always a reason. */
const without = (reason: 'gone' | 'unanswered' | 'late'): Face => ({
  state: reason === 'late' ? 'late' : 'done',
  origin: 'unknown',
  tone: 'unknown',
  label: word(`source.label.${reason === 'late' ? 'unanswered' : reason}`),
  sentence: word(`source.${reason}`),
});

export function faceOfJudged({ judgement: { report }, story }: Told): Face {
  return {
    state: report.held.length > 0 ? 'held' : 'done',
    origin: report.origin,
    tone: report.tone,
    ...story.seal,
  };
}

function face(seen: Seen | null): Face {
  if (seen === null) return CHECKING;
  return seen.kind === 'judged' ? faceOfJudged(seen) : without(seen.kind);
}

/** Why the source could not be had, in place of the general sentence. */
function withFailure(seen: Seen & { kind: 'judged' }): Seen & { kind: 'judged' } {
  const { failure, story } = seen;
  if (failure === null) return seen;
  const because = word(`source.${failure}`);
  return {
    ...seen,
    story: {
      ...story,
      seal: story.seal.of === 'origin' ? { ...story.seal, sentence: because } : story.seal,
      questions: { ...story.questions, who: [because, ...story.questions.who.slice(1)] },
    },
  };
}

export function createSeals(language: Language, actions: SealActions) {
  const mounted = new Map<
    HTMLElement,
    { seal: MountedSeal; drawn: string; result: Seen | null; seen: Seen | null }
  >();
  const last = new Map<HTMLElement, SealView<Seen>>();
  let settings: Governed | null = null;
  let open: { id: string; card: ReturnType<typeof openCard> } | null = null;

  function cardProps(
    message: OpenMessage,
    seen: Seen & { kind: 'judged' },
    theme: Surroundings['theme'],
  ) {
    const { judgement } = seen;
    const { id } = message;
    const isExact = judgement.evidence !== null && judgement.report.fidelity === 'exact';
    return cardOf(seen, {
      language,
      theme,
      personal: settings?.personalSeal,
      detailed: settings?.show === 'everything',
      ownAddresses: [...actions.ownAddresses(), ...(settings?.reader.ownAddresses ?? [])],
      original: isExact ? () => actions.original(message) : undefined,
      actions: {
        checkNow: () => actions.checkNow(id),
        retry: () => actions.retry(id),
        ...waysOut(seen),
        ...teachingsFor(judgement, id, seen.story, settings, actions.teach),
      },
    });
  }

  function toggle(host: HTMLElement, message: OpenMessage, theme: Surroundings['theme']): void {
    const { id } = message;
    const seen = mounted.get(host)?.seen;
    const wasOpen = open?.id === id;
    open?.card.close();
    if (wasOpen || !seen) return;
    if (seen.kind === 'unanswered' || seen.kind === 'late') actions.retry(id);
    // Nothing of ours answers in this tab any more: the press does what the seal asks for.
    if (seen.kind === 'gone') location.reload();
    if (seen.kind !== 'judged') return;
    const card = openCard({
      ...cardProps(message, seen, theme),
      anchor: host,
      spare: () => last.get(host)?.message.banner ?? null,
      onClose: () => {
        open = null;
        redraw();
      },
    });
    open = { id, card };
    redraw();
  }

  function draw(host: HTMLElement, view: SealView<Seen>): void {
    // Every look draws all seals from the top: so they stand in order here.
    last.delete(host);
    last.set(host, view);
    const { message, surroundings } = view;
    const { id } = message;
    const seen = view.result?.kind === 'judged' ? withFailure(view.result) : view.result;
    const known = mounted.get(host);
    const isOpen = open?.id === id;
    const props: SealProps = {
      messageId: id,
      ...face(seen),
      language,
      ...surroundings,
      open: isOpen,
      ...(settings ? { personal: settings.personalSeal } : {}),
      organizationalDomain: seen?.kind === 'judged' ? seen.story.organization : null,
      onToggle: () => toggle(host, message, surroundings.theme),
    };
    const drawn = JSON.stringify([props, settings?.show]);
    if (known?.drawn === drawn && known.result === view.result) return;
    if (isOpen && seen?.kind === 'judged') {
      open?.card.update(cardProps(message, seen, surroundings.theme));
    }
    if (known) known.seal.update(props);
    const seal = known?.seal ?? mountSeal(host, props);
    mounted.set(host, { seal, drawn, result: view.result, seen });
    const isQuiet =
      settings?.show === 'problems' && props.tone !== 'caution' && props.tone !== 'danger';
    host.style.setProperty('display', isQuiet ? 'none' : 'inline-flex', 'important');
  }

  function redraw(): void {
    for (const [host, view] of [...last]) draw(host, view);
  }

  return {
    draw,
    discard(host: HTMLElement): void {
      mounted.get(host)?.seal.unmount();
      mounted.delete(host);
      last.delete(host);
    },
    /** what the seals on screen say, from the top */
    list: () =>
      [...last.values()].map(({ message, result }) => {
        const { state, tone, label } = face(result);
        const forgot = result?.kind === 'judged' && result.forgot;
        return { id: message.id, state, tone, label, forgot };
      }),
    apply(next: Governed): void {
      settings = next;
      redraw();
    },
    /** the extension is gone from this tab: every seal says so, calmly */
    retire(): void {
      open?.card.close();
      for (const [host, view] of [...last]) draw(host, { ...view, result: { kind: 'gone' } });
    },
  };
}
