// Stands in for modules that mailauth loads but the verification path never calls: signing, sockets, body streams.
const refuse = (): never => {
  throw new Error('not part of the bundled engine');
};

export class Transform {}
export class PassThrough {}
/** MessageParser extends this; the digest is handed over without a stream. */
export class Writable {}
export class DkimSigner {}

export const dkimBody = refuse;
export const get = refuse;
export const hostname = () => 'localhost';
export const promises = { resolve: refuse };
export const list = new Map<string, string>();
