// The report as text for the clipboard: what the card says, without the mail.

import type { Story } from '../../lib/model.ts';
import { type Language, say } from '../../lib/words.ts';

export function reportText(language: Language, story: Story): string {
  const { seal, questions, findings, advice, closing } = story;
  const sentences = [
    seal.label,
    ...questions.who,
    ...questions.changed,
    ...questions.name,
    ...findings.map(({ sentence }) => sentence),
    ...advice,
    closing,
  ];
  return [...new Set(sentences.map((sentence) => say(language, sentence)))].join('\n');
}
