// "Copy diagnostics": how Inkan read the tab, for a report about Inkan. Nothing of the mail, no address, no name.
import type { AttemptLine } from '../../lib/extension/tab.ts';
import type { Front } from './tab.ts';

const attemptText = (attempt: AttemptLine): string => {
  const { path, mode, status, redirected, length, crlf, failure } = attempt;
  const ends = crlf === null ? 'line ends unknown' : crlf ? 'CRLF' : 'LF';
  const way = redirected ? ', redirected' : '';
  return `- ${path} (${mode}): status ${status}${way}, ${length} octets, ${ends}, ${failure ?? 'good'}`;
};

/** English whatever the reader's language, because whoever looks into the fault reads it. */
export function diagnostics(front: Front, about: { version: string; browser: string }): string {
  const { situation, everywhere } = front;
  const lines = [
    `Inkan ${about.version}`,
    about.browser,
    `tab: ${situation.kind}${everywhere ? ', paused everywhere' : ''}`,
  ];
  if (situation.kind === 'running') {
    const { layout, paused, messages, tiers, attempts } = situation.state;
    const count = (state: string) => messages.filter((message) => message.state === state).length;
    lines.push(
      `layout: ${layout}${paused ? ', paused' : ''}`,
      `messages: ${messages.length} open, ${count('checking')} checking, ${count('held')} held`,
      `selectors: ${tiers ? `message ${tiers.message}, sender ${tiers.sender}` : 'none'}`,
      attempts.length > 0 ? 'requests for the last original:' : 'requests: none',
      ...attempts.map(attemptText),
    );
  }
  return lines.join('\n');
}
