import { define3xStatement } from '../api.ts';
import { flattenDeep } from '../support/flatten.ts';

/** Makes virtual resources real. */
export const realize = define3xStatement('realize', -2, ({ compiler, scope }, references) => {
  compiler.realize(flattenDeep(references), scope);
  return null;
});
