// DNS between our Lookups and the engine: one memo a message, and errors in the words of node:dns that mailauth knows.

import type { Answer, LookupFailure, Lookups, RecordType } from '../../model.ts';
import { bareDomain } from '../../text/domains.ts';
import { copyRecords } from '../../text/records.ts';

/**
 * Stands for a name that the reader's privacy keeps from being asked, and never reaches DNS. Nobody can write it into a
 * mail or a record: it is another one whenever the program begins.
 */
export const HELD_NAME = `held-${crypto.randomUUID()}.invalid`;

const key = (name: string, type: RecordType) => `${type} ${bareDomain(name)}`;

const HELD: Answer = { status: 'held', ttl: 0, dnssec: false };

/** Asks each question of a message once, whoever wants to know. */
export class Questions {
  readonly #lookups: Lookups;
  readonly #asked = new Map<string, Promise<Answer>>();
  readonly #settled = new Map<string, Answer>();

  constructor(lookups: Lookups) {
    this.#lookups = lookups;
  }

  /** Answers are shared: whoever changes records copies them first. */
  ask<T extends RecordType>(name: string, type: T): Promise<Answer<T>> {
    const id = key(name, type);
    let answer = this.#asked.get(id);
    if (!answer) {
      answer =
        bareDomain(name) === HELD_NAME ? Promise.resolve(HELD) : this.#lookups.ask(name, type);
      answer = answer.then((settled) => {
        this.#settled.set(id, settled);
        return settled;
      });
      this.#asked.set(id, answer);
    }
    return answer as Promise<Answer<T>>;
  }

  /** The answer if it has arrived. */
  answered<T extends RecordType>(name: string, type: T): Answer<T> | undefined {
    return this.#settled.get(key(name, type)) as Answer<T> | undefined;
  }

  wasAsked(name: string, type: RecordType): boolean {
    return this.#asked.has(key(name, type));
  }
}

/** Why a measurement could not be finished. */
export type Unanswered = 'held' | 'dnsFailed';

/** Null where DNS did answer: a name that does not exist is an answer. */
export function unanswered(status: LookupFailure | 'ok' | undefined): Unanswered | null {
  switch (status) {
    case 'held':
    case 'off':
    case 'budget':
      return 'held';
    case 'timeout':
    case 'network':
    case 'refused':
    case 'servfail':
    case 'garbage':
      return 'dnsFailed';
    default:
      return null;
  }
}

const CODES: Record<LookupFailure, string> = {
  nxdomain: 'ENOTFOUND',
  nodata: 'ENODATA',
  timeout: 'ETIMEOUT',
  network: 'ECONNREFUSED',
  refused: 'EREFUSED',
  servfail: 'ESERVFAIL',
  garbage: 'EBADRESP',
  badname: 'EBADNAME',
  held: 'EHELD',
  budget: 'EHELD',
  off: 'EHELD',
};

/** The records as the engine wants them, always fresh: mailauth sorts lists in place and writes on errors. */
function toEngine(answer: Answer, name: string): unknown[] {
  if (answer.status !== 'ok') throw engineError(CODES[answer.status], name);
  if (answer.records.length === 0) throw engineError('ENODATA', name);
  return copyRecords(answer.records);
}

/** An error without a stack, which nobody reads and which takes longer to draw up than the answer to read. */
function engineError(code: string, name: string): Error {
  return Object.assign(Object.create(Error.prototype), { message: `${code} ${name}`, code });
}

/** One part of the evaluation that asks through the engine, and what stopped it. */
export class Asker {
  readonly questions: Questions;
  /** Asks without leaving a trace in `trouble`. */
  readonly ask: (name: string, type: RecordType) => Promise<Answer>;
  #trouble: Unanswered | null = null;

  /** @param ask puts something between the questions and the engine; asks plainly unless given */
  constructor(
    questions: Questions,
    ask: (name: string, type: RecordType) => Promise<Answer> = (name, type) =>
      questions.ask(name, type),
  ) {
    this.questions = questions;
    this.ask = ask;
  }

  /** 'held' where anything was held back, else 'dnsFailed' where DNS failed anywhere. */
  get trouble(): Unanswered | null {
    return this.#trouble;
  }

  /** A resolver for mailauth, which asks A, AAAA, CNAME, MX, PTR and TXT only. */
  readonly resolve = async (name: string, type: string): Promise<unknown[]> => {
    const answer = await this.ask(name, type as RecordType);
    const trouble = unanswered(answer.status);
    if (trouble && this.#trouble !== 'held') this.#trouble = trouble;
    return toEngine(answer, name);
  };
}
