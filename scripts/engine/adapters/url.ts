// `node:url` is only asked for the WHATWG class, which is a global everywhere.
const WhatwgUrl = globalThis.URL;

export { WhatwgUrl as URL };
