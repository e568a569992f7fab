export * from './equality.ts';
export * from './float.ts';
export * from './integer.ts';
export * from './keys.ts';
export * from './ruby-regexp.ts';
export * from './value.ts';
