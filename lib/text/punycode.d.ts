// Types of the one entry of the punycode package that bundlers and Node read alike.
declare module 'punycode/punycode.es6.js' {
  /** Unicode label → ASCII without the `xn--` prefix. Throws RangeError on overflow, which takes far more than a name. */
  export function encode(label: string): string;
  /** whole domains, label by label; toUnicode throws RangeError on bad input */
  export function toASCII(domain: string): string;
  export function toUnicode(domain: string): string;
}
