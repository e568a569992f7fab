import { define3x, define3xStatement } from '../api.ts';
import { flattenDeep } from '../support/flatten.ts';
import { rubyToS } from '../support/ruby-text.ts';

/** Adds tags to the class or define around it. */
export const tag = define3xStatement('tag', -2, ({ scope }, tags) => {
  scope.resource.addTags(flattenDeep(tags).map(rubyToS));
  return null;
});

/** Whether the container, or the catalog so far, has all the tags. */
export const tagged = define3x('tagged', -2, ({ scope, compiler }, tags) =>
  tags.map(rubyToS).every((each) => compiler.catalog.hasTag(each) || scope.resource.hasTag(each)),
);
