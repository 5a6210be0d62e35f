// Every domain type of Inkan. Read these first: rooms exchange these values and nothing else.
// All of them are plain JSON, so that a message to the background or a saved report loses nothing.

export * from './model/claim.ts';
export * from './model/domain.ts';
export type * from './model/evidence.ts';
export type * from './model/memory.ts';
export type * from './model/message.ts';
export type * from './model/reader.ts';
export * from './model/remedies.ts';
export * from './model/rules.ts';
export * from './model/sentence.ts';
export type * from './model/story.ts';
export { QUESTIONS } from './model/story.ts';
export type * from './model/table.ts';
export * from './model/verdict.ts';
