// `punycode.js` as mailauth calls it, one label at a time: encoding takes the square of a label's length, and no label
// longer than 63 characters has a form that DNS could hold (RFC 1035 section 2.3.4). Such a one stays as it is.
import { toASCII as encodeLabel } from 'punycode/punycode.es6.js';

export const toASCII = (label: string): string => (label.length > 63 ? label : encodeLabel(label));
