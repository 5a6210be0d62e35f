// node:net isIP, isIPv4, isIPv6 for the browser: what mailauth takes for an address must be the same everywhere.
const OCTET = '(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])';
const IPV4 = new RegExp(`^${OCTET}(?:\\.${OCTET}){3}$`);

export function isIPv4(value: unknown): boolean {
  return IPV4.test(String(value));
}

/** The URL parser knows every spelling of an IPv6 address; a zone index (`%eth0`) is allowed as Node allows it. */
export function isIPv6(value: unknown): boolean {
  const address = String(value).replace(/%[0-9a-zA-Z\-.:]+$/, '');
  return /^[0-9a-fA-F:.]*:[0-9a-fA-F:.]*$/.test(address) && URL.canParse(`http://[${address}]/`);
}

export function isIP(value: unknown): 0 | 4 | 6 {
  if (isIPv4(value)) return 4;
  return isIPv6(value) ? 6 : 0;
}
