// Hands `require('buffer')` the same copy that the DNS codec uses.
export { Buffer } from 'buffer';
