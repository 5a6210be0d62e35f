// Many messages checked one after the other, a few at a time: digested here, judged by the background.
import { ask } from '../../lib/extension/messaging.ts';
import { digest } from '../../lib/message/digest.ts';
import { digestMbox } from '../../lib/message/digest-mbox.ts';
import type { RemedyId, Sentence, Told, Tone } from '../../lib/model.ts';
import type { Job, Source } from './intake.ts';
import { createReports } from './reports.ts';

interface Sender {
  name: string;
  address: string;
  domain: string | null;
}

/** What a row shows. The report is kept elsewhere; the whole judgement is made again when its card is opened. */
type Result =
  | {
      kind: 'judged';
      tone: Tone;
      sender: Sender;
      /** what failed first; '' where nothing did or it is not known */
      cause: RemedyId | '';
      label: Sentence;
      /** the gravest finding, else what the seal says */
      first: Sentence;
    }
  /** the file could not be read, or the background did not answer */
  | { kind: 'failed'; error: string };

export interface Entry {
  id: number;
  source: Source;
  /** null while its turn has not come; messages that say the same share one */
  result: Result | null;
  /** where the report of what was judged is kept */
  place: number;
}

/** At once: more would only wait for the one resolver and the one processor. */
const AT_ONCE = 4;
/** Judgements kept whole, for cards opened again. */
const KEPT = 24;
/** Milliseconds between two drawings of the page while results come in. */
const PAUSE = 100;
/** So many entries make the pause longer by a millisecond: a drawing counts and sorts all of them. */
const ENTRIES_A_MILLISECOND = 100;

/** A file that is being looked through for messages, in octets. */
interface Reading {
  name: string;
  done: number;
  size: number;
}

/** Values that are remembered to be found again. */
const MOST_ALIKE = 4_000;

/** Gives one object for values that are alike: of a hundred thousand messages most say the same. */
function createAlike<Value>() {
  const known = new Map<string, Value>();
  return (value: Value): Value => {
    const text = JSON.stringify(value);
    const same = known.get(text);
    if (same) return same;
    if (known.size >= MOST_ALIKE) known.clear();
    known.set(text, value);
    return value;
  };
}

/** Makes the work of one page. `changed` is called when something new can be shown, a few times a second. */
export function createAnalysis(changed: () => void) {
  const reports = createReports();
  const alike = createAlike<Result>();
  let entries: Entry[] = [];
  /** index of the entry whose turn is next */
  let next = 0;
  let running = 0;
  let reading: Reading | null = null;
  /** counts the rounds: what belongs to a round that was cancelled is left out */
  let round = 0;
  let isDrawing = false;
  const told = new Map<number, Told>();
  const consented = new Set<number>();

  function draw(): void {
    if (isDrawing) return;
    isDrawing = true;
    setTimeout(
      () => {
        isDrawing = false;
        changed();
      },
      PAUSE + entries.length / ENTRIES_A_MILLISECOND,
    );
  }

  /** Digests and judges one entry. Rejects when its file cannot be read or nobody answers. */
  async function inspect({ id, source }: Entry): Promise<Told> {
    const octets = await source.read();
    const digested = await (source.isQuoted ? digestMbox(octets) : digest(octets));
    const answer = await ask('judge', {
      digest: digested,
      tab: {
        messageId: `file:${id}`,
        account: '',
        source: 'file',
        fidelity: source.fidelity,
        folder: 'inbox',
        rendered: null,
        ownAddress: null,
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

  function summarise({ judgement: { report }, story }: Told): Result {
    const isMail = story.seal.sentence.key !== 'origin.notMail';
    const { name, address } = report.author;
    const warning = story.findings.find(({ severity }) => severity !== 'info');
    return alike({
      kind: 'judged',
      tone: report.tone,
      sender: { name, address, domain: report.authorDomain },
      cause: report.remedies[0]?.id ?? '',
      label: isMail ? story.seal.label : { key: 'analyser.kind.notMail', params: {} },
      first: warning?.sentence ?? story.seal.sentence,
    });
  }

  async function settle(entry: Entry): Promise<void> {
    try {
      const answer = await inspect(entry);
      entry.result = summarise(answer);
      entry.place = reports.put(answer.judgement.report);
    } catch (error) {
      entry.result = { kind: 'failed', error: String(error) };
    }
    draw();
  }

  function start(): void {
    const mine = round;
    while (running < AT_ONCE) {
      const entry = entries[next];
      if (!entry) break;
      next += 1;
      running += 1;
      void settle(entry).finally(() => {
        if (mine !== round) return;
        running -= 1;
        start();
      });
    }
    draw();
  }

  function stop(): void {
    round += 1;
    running = 0;
    reading = null;
  }

  let nextId = 1;
  return {
    reports,
    /** every entry, in the order in which it was handed over */
    entries: (): readonly Entry[] => entries,
    isRunning: (): boolean => running > 0 || reading !== null,
    reading: (): Reading | null => reading,
    /** Takes what a job finds, as it finds it; how many messages that were. */
    async take(job: Job): Promise<number> {
      const mine = round;
      let count = 0;
      try {
        await job({
          isCancelled: () => mine !== round,
          reading(name, done, size) {
            if (mine !== round) return;
            reading = { name, done, size };
            draw();
          },
          add(sources) {
            if (mine !== round) return;
            count += sources.length;
            for (const source of sources) {
              entries.push({ id: nextId, source, result: null, place: -1 });
              nextId += 1;
            }
            start();
          },
        });
      } finally {
        if (mine === round) reading = null;
        draw();
      }
      return count;
    },
    /** Stops: what was not finished is taken off the list. */
    cancel(): void {
      stop();
      entries = entries.filter(({ result }) => result !== null);
      next = entries.length;
      draw();
    },
    clear(): void {
      stop();
      entries = [];
      next = 0;
      told.clear();
      reports.clear();
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
