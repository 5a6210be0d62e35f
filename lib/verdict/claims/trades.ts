// What organisations do, by their category of the registry.

/** A false name of theirs costs money, parcels or what the state asks for. */
export const GRAVE_TRADES: ReadonlySet<string> = new Set(
  'bank card pay broker crypto finance gov parcel own'.split(' '),
);
/** They bill everybody month by month: telephone, insurance, energy. */
export const CONTRACT_TRADES: ReadonlySet<string> = new Set(['contract', 'utility']);
