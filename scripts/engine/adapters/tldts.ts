// Hands `require('tldts')` the same copy of the Public Suffix List that the rest of the project imports.
export { getDomain } from 'tldts';
