// "Copy diagnostics": how Inkan read the tab, for a report about Inkan. Nothing of the mail, no address, no name.
import { MEMORY_MS } from '../../lib/extension/limits.ts';
import type { AttemptLine, SelfCheckState } from '../../lib/extension/tab.ts';
import type { Front } from './tab.ts';

const attemptText = (attempt: AttemptLine): string => {
  const { path, mode, status, redirected, length, crlf, failure } = attempt;
  const ends = crlf === null ? 'line ends unknown' : crlf ? 'CRLF' : 'LF';
  const way = redirected ? ', redirected' : '';
  return `- ${path} (${mode}): status ${status}${way}, ${length} octets, ${ends}, ${failure ?? 'good'}`;
};

/** One line a landmark: which ways led there how often, and which that used to did not. */
function checkText({ state, landmarks, messages, disagreed, ...check }: SelfCheckState): string[] {
  const faults = [
    ...(disagreed > 0 ? [`${disagreed} with ids that disagree`] : []),
    ...(check.missed.length > 0 ? [`not read: ${check.missed.join(', ')}`] : []),
    ...(check.accountDisagrees ? ['banner and page name different accounts'] : []),
  ];
  return [
    `self-check: ${[state, `${messages} messages`, ...faults].join(', ')}`,
    ...landmarks.map(({ landmark, of, ways, failed }) => {
      const counts = Object.entries(ways).map(([way, count]) => `${way} ${count}`);
      const missing = failed.length > 0 ? `; failed: ${failed.join(', ')}` : '';
      return `- ${landmark}: ${counts.join(', ')} of ${of}${missing}`;
    }),
  ];
}

/** English whatever the reader's language, because whoever looks into the fault reads it. */
export function diagnostics(front: Front, about: { version: string; browser: string }): string {
  const { situation, everywhere } = front;
  const lines = [
    `Inkan ${about.version}`,
    about.browser,
    `tab: ${situation.kind}${everywhere ? ', paused everywhere' : ''}`,
  ];
  if (situation.kind === 'running') {
    const { layout, paused, messages, check, attempts } = situation.state;
    const forgot = messages.filter((message) => message.forgot).length;
    const count = (state: string) => messages.filter((message) => message.state === state).length;
    lines.push(
      `layout: ${layout}${paused ? ', paused' : ''}`,
      `messages: ${messages.length} open, ${count('checking')} checking, ${count('late')} late, ${count('held')} held`,
      ...(forgot > 0
        ? [`memory: took longer than ${MEMORY_MS / 1000} s for ${forgot} of them`]
        : []),
      ...checkText(check),
      attempts.length > 0 ? 'requests for the last original:' : 'requests: none',
      ...attempts.map(attemptText),
    );
  }
  return lines.join('\n');
}
