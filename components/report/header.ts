// The header of a message as it may be shown to somebody else: what names other people or tells one reader from
// another is left out, everything that a mail administrator needs stays as written.

/** A local part that is not for others, and the domain behind it, which is. */
const LOCAL = /[^\s<>@,;:"()[\]]+@(?=[\w.-])/g;
const HIDDEN = '…@';

/** Fields that name those who received it. */
const RECIPIENTS =
  /^(?:to|cc|bcc|delivered-to|envelope-to|original-recipient|final-recipient|apparently-to|x-(?:original-to|forwarded-(?:to|for)|envelope-to|rcpt-to|delivered-to|gm-original-to))$/i;
/** Fields whose links and addresses lead back to one reader. */
const TOKENS =
  /^(?:list-unsubscribe(?:-post)?|list-(?:help|owner|archive|post|subscribe)|feedback-id|x-(?:report-abuse|campaign\S*|mailer-\S+|sg-eid|msys-api|mc-user|pm-message-id|rpcampaign|csa-complaints))$/i;

/** Links without what stands behind their host. */
const bareLinks = (text: string): string =>
  text.replace(/\b(https?:\/\/[^\s/<>"?#]+)[^\s<>",]*/gi, '$1/…');

function hideField(name: string, value: string): string {
  if (RECIPIENTS.test(name)) return value.replace(LOCAL, HIDDEN);
  // The envelope sender of mail to many carries the reader it was made for.
  if (/^(?:return-path|x-envelope-from|errors-to|sender-id)$/i.test(name))
    return value.replace(LOCAL, HIDDEN);
  if (/^received$/i.test(name)) return value.replace(/(\bfor\s+<?)[^\s<>;]+(?=@)/gi, '$1…');
  if (/^(?:arc-)?authentication-results$|^received-spf$/i.test(name))
    return value.replace(
      /((?:mailfrom|envelope-from|domain of|rcpttodomain)[=\s]+"?)[^\s"@;)]+(?=@)/gi,
      '$1…',
    );
  return TOKENS.test(name) ? bareLinks(value).replace(LOCAL, HIDDEN) : value;
}

/** Takes a header block with its folds (RFC 5322 section 2.2) and gives it back field by field. */
export function headerForOthers(header: string): string {
  const fields = header.replace(/\r\n/g, '\n').split(/\n(?![ \t])/);
  return fields
    .map((field) => {
      const colon = field.indexOf(':');
      if (colon < 1) return field;
      return (
        field.slice(0, colon + 1) + hideField(field.slice(0, colon).trim(), field.slice(colon + 1))
      );
    })
    .join('\n');
}
