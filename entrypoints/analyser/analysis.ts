// Many messages checked one after the other, a few at a time: digested here, judged by the background.
import { ask } from '../../lib/extension/messaging.ts';
import { digest } from '../../lib/message/digest.ts';
import type { Report, Sentence, Told } from '../../lib/model.ts';
import type { Source } from './intake.ts';

/** What a row shows and a file is written from. The whole judgement is fetched again when its card is opened. */
export type Result =
  | {
      kind: 'judged';
      report: Report;
      label: Sentence;
      /** the gravest finding, else what the seal says */
      first: Sentence;
    }
  /** the file could not be read, or the background did not answer */
  | { kind: 'failed'; error: string };

export interface Entry {
  id: number;
  source: Source;
  /** null while its turn has not come */
  result: Result | null;
}

/** At once: more would only wait for the one resolver and the one processor. */
const AT_ONCE = 4;
/** Judgements kept whole, for cards opened again. */
const KEPT = 24;
/** Between two drawings of the page while results come in. */
const PAUSE = 100;

function summarise(told: Told): Result {
  const { judgement, story } = told;
  const isMail = story.seal.sentence.key !== 'origin.notMail';
  const warning = story.findings.find(({ severity }) => severity !== 'info');
  return {
    kind: 'judged',
    report: judgement.report,
    label: isMail ? story.seal.label : { key: 'analyser.kind.notMail', params: {} },
    first: warning?.sentence ?? story.seal.sentence,
  };
}

/** Makes the work of one page. `changed` is called when something new can be shown, a few times a second. */
export function createAnalysis(changed: () => void) {
  let entries: Entry[] = [];
  let waiting: Entry[] = [];
  let running = 0;
  /** counts the rounds: what belongs to a round that was cancelled is left out */
  let round = 0;
  let isDrawing = false;
  const told = new Map<number, Told>();
  const consented = new Set<number>();

  function draw(): void {
    if (isDrawing) return;
    isDrawing = true;
    setTimeout(() => {
      isDrawing = false;
      changed();
    }, PAUSE);
  }

  /** Digests and judges one entry. Rejects when its file cannot be read or nobody answers. */
  async function inspect({ id, source }: Entry): Promise<Told> {
    const digested = await digest(await source.read());
    const answer = await ask('judge', {
      digest: digested,
      tab: {
        messageId: `file:${id}`,
        account: '',
        source: 'file',
        fidelity: source.fidelity,
        folder: 'inbox',
        rendered: null,
        reader: null,
      },
      consented: consented.has(id),
    });
    // The background never hears what a file is called.
    answer.judgement.report.file = source.name === '' ? null : source.name;
    told.delete(id);
    told.set(id, answer);
    for (const oldest of told.keys()) {
      if (told.size <= KEPT) break;
      told.delete(oldest);
    }
    return answer;
  }

  async function settle(entry: Entry): Promise<void> {
    try {
      entry.result = summarise(await inspect(entry));
    } catch (error) {
      entry.result = { kind: 'failed', error: String(error) };
    }
    draw();
  }

  function start(): void {
    const mine = round;
    while (running < AT_ONCE) {
      const entry = waiting.shift();
      if (!entry) break;
      running += 1;
      void settle(entry).finally(() => {
        if (mine !== round) return;
        running -= 1;
        start();
      });
    }
    draw();
  }

  let nextId = 1;
  return {
    /** every entry, in the order in which it was handed over */
    entries: (): readonly Entry[] => entries,
    isRunning: (): boolean => running > 0,
    add(sources: readonly Source[]): void {
      const added = sources.map((source): Entry => {
        const id = nextId;
        nextId += 1;
        return { id, source, result: null };
      });
      entries = [...entries, ...added];
      waiting.push(...added);
      start();
    },
    /** Stops: what was not finished is taken off the list. */
    cancel(): void {
      round += 1;
      running = 0;
      waiting = [];
      entries = entries.filter(({ result }) => result !== null);
      draw();
    },
    clear(): void {
      round += 1;
      running = 0;
      waiting = [];
      entries = [];
      told.clear();
      draw();
    },
    /** The whole judgement of one entry. Rejects when its file cannot be read any more. */
    async open(entry: Entry): Promise<Told> {
      return told.get(entry.id) ?? inspect(entry);
    },
    /** Checks one entry once more; `consent`: the reader saw the held names and wants them asked. */
    async again(entry: Entry, consent: boolean): Promise<void> {
      if (consent) consented.add(entry.id);
      told.delete(entry.id);
      await settle(entry);
    },
  };
}

export type Analysis = ReturnType<typeof createAnalysis>;
