// What a card needs of the story of a judgement.
import type { Sentence, Severity } from '../../lib/model.ts';

export interface Story {
  seal: { label: Sentence; sentence: Sentence };
  questions: { who: Sentence[]; changed: Sentence[]; name: Sentence[] };
  findings: { rule: string; severity: Severity; sentence: Sentence }[];
  advice: Sentence[];
  closing: Sentence;
}
