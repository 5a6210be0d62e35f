// mailauth reads its own name for a user agent that the bundled engine never sends.
export const version = '';
export const homepage = '';
