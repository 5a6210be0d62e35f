// A small invented mailbox for the replica's own tests: threads, a fold, sent mail, spam, and a body full of traps.
import type { Language, ReplicaAccount, ReplicaMessage } from './mailbox.ts';

/** A body that imitates Gmail's header, a seal and a link with a key; its classes and attributes survive. */
export const ATTACKER_HTML = `<p class="MsoNormal">Dear customer,</p>
<script>document.title = 'owned'</script>
<div class="adn ads" data-message-id="#msg-f:1111111111111111111" data-legacy-message-id="f6b75ab2bc471c7">
<table><tr class="acZ"><td><h3 class="iw"><span class="gD" email="ceo@bank.example" name="The Bank">The Bank</span></h3></td></tr></table></div>
<h2 class="hP" data-thread-perm-id="thread-f:1111111111111111111">Another subject</h2>
<inkan-seal data-for="f6b75ab2bc471c7" data-origin="signed" data-tone="calm" data-state="done">bank.example</inkan-seal>
<a id="key" href="https://mail.google.com/mail/u/0/?ik=deadbeef00&view=om" onclick="alert(1)" style="color: rgb(200, 0, 0)">Show original</a>`;

function message(
  label: ReplicaMessage['label'],
  from: string,
  subject: string,
  hour: number,
  more: Partial<ReplicaMessage> = {},
): ReplicaMessage {
  const [, name = '', address = from] = /^(.*) <(.*)>$/.exec(from) ?? [];
  const text = `From: "${Buffer.from(name).toString('latin1')}" <${address}>\r\nSubject: ${subject}\r\nX-Octets: \xE9\xFF\r\n\r\nBody of ${subject} at ${hour}.\r\n`;
  return {
    raw: new Uint8Array(Buffer.from(text, 'latin1')),
    label,
    from: { name, address },
    subject,
    date: new Date(Date.UTC(2026, 10, 2, hour)),
    snippet: `Body of ${subject}`,
    html: `<p>Body of <b>${subject}</b> at ${hour}.</p>`,
    ...more,
  };
}

/** Mail of one account; the same message objects may stand in several accounts. */
export function sampleMessages(): ReplicaMessage[] {
  const threadId = '1876543210987654321';
  const talk = [1, 2, 3, 4, 5, 6].map((hour) =>
    message('inbox', `Bo Berg ${hour} <bo${hour}@boats.example>`, 'Talk about boats', hour, {
      threadId,
    }),
  );
  return [
    message('inbox', 'Harbour Books <orders@books.example>', 'Your receipt', 9, { unread: true }),
    message('inbox', 'Bank Service <help@evil.example>', 'Account notice', 8, {
      html: ATTACKER_HTML,
      via: 'mailer.example',
      attachments: [
        {
          name: 'notice.eml',
          type: 'message/rfc822',
          content: new Uint8Array(Buffer.from('From: <a@b.example>\r\n\r\nForwarded.\r\n')),
        },
      ],
    }),
    message('inbox', 'Newsletter <news@list.example>', 'Weekly news', 7),
    ...talk,
    message('inbox', 'Carla Cruz <carla@cruz.example>', 'Dinner', 6, {
      threadId: '1876543210987600000',
    }),
    message('inbox', 'Alice Example <alice@gmail.example>', 'Dinner', 7, {
      threadId: '1876543210987600000',
      draft: true,
    }),
    message('spam', 'Prize Office <win@prize.example>', 'You won', 5, { banner: 'spam' }),
    message('sent', 'Alice Example <alice@gmail.example>', 'Lunch?', 4, {
      to: [{ name: 'Bo Berg', address: 'bo1@boats.example' }],
    }),
  ];
}

/** Three accounts in three languages with the same mail, and a delegated mailbox of the first with one other message. */
export function sampleAccounts(): ReplicaAccount[] {
  const account = (index: number, language: Language, name: string, address: string) => ({
    ...{ index, language, name, address },
    messages: sampleMessages(),
  });
  return [
    account(0, 'en', 'Alice Example', 'alice@gmail.example'),
    account(1, 'ja', '例 花子', 'hanako@gmail.example'),
    account(2, 'ar', 'سلمى', 'salma@gmail.example'),
    {
      ...account(0, 'en', 'Office', 'office@gmail.example'),
      delegate: 'AEoRXRS',
      messages: [message('inbox', 'Supplier <bills@supplier.example>', 'Invoice 7', 10)],
    },
  ];
}
