// The command line for administrators: the same journey as in the browser, from .eml files.
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { Agent, fetch as undiciFetch } from 'undici';
import { openLookups } from '../lib/dns/gate.ts';
import { PROVIDERS } from '../lib/dns/providers.ts';
import { checkResolverUrl, createResolver } from '../lib/dns/resolver.ts';
import { evaluate } from '../lib/evaluate.ts';
import { digest } from '../lib/message/digest.ts';
import { digestMbox } from '../lib/message/digest-mbox.ts';
import { LOCAL_CONTEXT } from '../lib/model/context.ts';
import type { Context, LookupMode } from '../lib/model.ts';
import { countCauses } from '../lib/verdict/story/causes.ts';
import { LANGUAGES, languageFor } from '../lib/words.ts';
import './all-words.ts';
import { readContext, Unusable } from './explain-context.ts';
import { explainDomains } from './explain-domain.ts';
import { listFiles, readMessages } from './explain-files.ts';
import { jsonLine, printCauses, printStory, visible } from './explain-text.ts';

const USAGE = `usage: npm run --silent explain -- [options] FILE-or-FOLDER… | -   (.eml, .mbox)
  --json              one line of JSON a message
  --doh URL           resolver (DNS over HTTPS; plain http on loopback only)
  --from-gmail        the bytes came from Gmail: an anchored record is believed
  --context FILE      JSON: who reads, whom they know, what they trust
  --at TIME           time of receipt (ISO 8601)
  --now TIME          the clock (ISO 8601)
  --lookups MODE      always, careful (default), ask or off
  --why               one line for each row of the verdict table that was not chosen (not with --json)
  --lang en|ja        language of the text
  --domain NAME       instead of mail: what this domain publishes (may stand several times)
  --selector S        with --domain: look for the key of this selector (may stand several times)
  --csv               with --domain: a table`;

/** A date, or a date and a time with or without its zone, as ISO 8601 writes them; nothing that a program may guess. */
const ISO_TIME = /^(\d{4}-\d\d-\d\d)(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?$/;

function readTime(text: string | undefined): number | null {
  if (text === undefined) return null;
  const day = Date.parse(ISO_TIME.exec(text)?.[1] ?? '');
  const time = Date.parse(text);
  // The 31st of February would be a day in March.
  if (Number.isNaN(day + time) || !text.startsWith(new Date(day).toISOString().slice(0, 10)))
    throw new Unusable(`not a time of ISO 8601 (2026-11-20T09:00:00Z): ${text}`);
  return time;
}

/** Waits where the reader of the output is slower, so that nothing piles up. */
async function write(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean' },
      doh: { type: 'string' },
      'from-gmail': { type: 'boolean' },
      context: { type: 'string' },
      at: { type: 'string' },
      now: { type: 'string' },
      lookups: { type: 'string', default: 'careful' },
      why: { type: 'boolean' },
      lang: { type: 'string' },
      domain: { type: 'string', multiple: true, default: [] },
      selector: { type: 'string', multiple: true, default: [] },
      csv: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  if ((positionals.length === 0) === (values.domain.length === 0)) throw new Unusable(USAGE);
  const { lookups: mode } = values;
  if (!['always', 'careful', 'ask', 'off'].includes(mode)) throw new Unusable(USAGE);
  if (values.lang !== undefined && !LANGUAGES.some((tag) => tag === values.lang))
    throw new Unusable(USAGE);
  if (values.selector.includes('')) throw new Unusable(USAGE);
  // What was given and is empty is a variable that nobody set: nothing stands in for it.
  if (values.doh !== undefined) {
    const refusal = checkResolverUrl(values.doh);
    if (refusal) throw new Unusable(`--doh: ${refusal}`);
  }
  const language = languageFor(values.lang ?? process.env.LANG ?? 'en');
  const context: Context = {
    ...LOCAL_CONTEXT,
    ...readContext(values.context),
    source: values['from-gmail'] ? 'gmail' : 'file',
    lookups: mode as LookupMode,
    now: readTime(values.now) ?? Date.now(),
    receivedAt: readTime(values.at),
  };
  // Node's own fetch speaks HTTP/1.1 only; many resolvers speak HTTP/2 only.
  const dispatcher = new Agent({ allowH2: true, keepAliveTimeout: 1, keepAliveMaxTimeout: 1 });
  const resolver = createResolver({
    providers:
      values.doh === undefined ? PROVIDERS : [{ id: 'custom', name: 'custom', url: values.doh }],
    fetch: ((url: string, init: object) =>
      undiciFetch(url, { ...init, dispatcher })) as unknown as typeof fetch,
  });

  if (values.domain.length > 0) {
    const status = await explainDomains(resolver, {
      domains: values.domain,
      selectors: values.selector,
      mode: mode as LookupMode,
      now: context.now,
      language,
      form: values.csv ? 'csv' : values.json ? 'json' : 'text',
    });
    await dispatcher.close();
    return status;
  }

  let status = 0;
  let done = 0;
  const causes = countCauses();
  for (const argument of positionals) {
    const files = [...listFiles(argument)];
    if (files.length === 0)
      console.error(`${visible(argument)}: no .eml or .mbox file in this folder`);
    for (const file of files) {
      for await (const input of typeof file === 'string' ? readMessages(file) : [file]) {
        const { name, share } = input;
        const fail = async (error: unknown) => {
          status = 2;
          if (values.json)
            await write(`${jsonLine({ version: 1, file: name, error: String(error) })}\n`);
          else console.error(visible(`${name}: ${error}`));
        };
        if ('error' in input) {
          await fail(input.error);
          continue;
        }
        const { raw, isQuoted } = input;
        const lookups = openLookups(resolver, {
          mode: context.lookups,
          folder: context.folder,
          reader: context.me,
        });
        const digested = await (isQuoted ? digestMbox(raw) : digest(raw));
        const judgement = await evaluate(digested, lookups, context, name).catch(fail);
        if (!judgement) continue;
        if (values.json) await write(`${jsonLine(judgement.report)}\n`);
        else printStory(judgement, language, { why: values.why ?? false });
        const { authorDomain, remedies } = judgement.report;
        causes.add({ domain: authorDomain, cause: remedies[0]?.id ?? null });
        done += 1;
        if (process.stderr.isTTY && done % 100 === 0)
          process.stderr.write(`\r${done} (${Math.floor(100 * share)} %) `);
      }
    }
  }
  if (!values.json && done > 1) printCauses(causes.groups(), language);
  await dispatcher.close();
  return status;
}

// Whoever reads may have enough: `| head -1` ends this too, and quietly.
for (const output of [process.stdout, process.stderr])
  output.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });

try {
  process.exitCode = await main();
} catch (error) {
  const usage =
    error instanceof Unusable || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS');
  if (!usage) throw error;
  console.error((error as Error).message.split('\n').map(visible).join('\n'));
  process.exitCode = 2;
}
