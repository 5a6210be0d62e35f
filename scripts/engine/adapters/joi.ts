// The two Joi schemas mailauth uses, without Joi: base64 of a key record and the domain SPF is asked about.
import { isDomainValid } from '@hapi/address/esm/domain.js';

interface Validation {
  error?: Error;
}
interface Schema {
  validate(value: string): Validation;
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/;

const schema = (accepts: (value: string) => boolean, message: string): Schema => ({
  validate: (value) => (accepts(value) ? {} : { error: new Error(message) }),
});

export function string() {
  return {
    base64: (_options: { paddingRequired: false }): Schema =>
      schema((value) => BASE64.test(value), 'not base64'),
    domain: (_options: { allowUnicode: false; tlds: false }): Schema =>
      schema((value) => isDomainValid(value, { allowUnicode: false }), 'not a domain name'),
  };
}
