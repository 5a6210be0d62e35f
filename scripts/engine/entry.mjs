// What Inkan uses of mailauth: the parts, not authenticate(), which judges x= against the clock of the machine.

export { Buffer } from 'node:buffer';
export { arc, getARChain, verifyAS } from 'mailauth/lib/arc/index.js';
export { DkimVerifier } from 'mailauth/lib/dkim/dkim-verifier.js';
export { getAuthorDomain } from 'mailauth/lib/dmarc/author-domain.js';
export {
  createRecordLookup,
  discoverPolicy,
  getOrgDomain,
} from 'mailauth/lib/dmarc/get-dmarc-record.js';
export { evaluateDmarc } from 'mailauth/lib/dmarc/verify.js';
export { spf } from 'mailauth/lib/spf/index.js';
export { default as expandMacros } from 'mailauth/lib/spf/macro.js';
export { ipInNetwork, parseIp, validateTerms } from 'mailauth/lib/spf/syntax.js';
export {
  formatDomain,
  getAlignment,
  isSameOrSubdomain,
  normalizeDomainName,
  parseDkimHeaders,
  parseTagList,
  toALabel,
} from 'mailauth/lib/tools.js';
