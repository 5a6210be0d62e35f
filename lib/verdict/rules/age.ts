// Companies close and domains lapse: what is gone today says something only of young mail.
import { DAY, YOUNG_DAYS } from '../../text/days.ts';
import type { MessageView } from './rule.ts';

/** Under 30 days old by Gmail's own date, else by the sender's; false when neither is known. */
export function isYoung({ stated, message, context }: MessageView): boolean {
  const at = stated.receivedAt ?? message.date;
  return at !== null && context.now - at < YOUNG_DAYS * DAY;
}
