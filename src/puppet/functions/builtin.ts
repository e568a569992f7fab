import type { AnyFunction } from './api.ts';
import { all } from './core/all.ts';
import { any } from './core/any.ts';
import { call } from './core/call.ts';
import { compare, versioncmp } from './core/compare.ts';
import { breakFunction, next, returnFunction } from './core/control.ts';
import { defined } from './core/defined.ts';
import { dig } from './core/dig.ts';
import { each } from './core/each.ts';
import { extremes8, max, min } from './core/extremes.ts';
import { binaryFile, epp, findFile, findTemplate, inlineEpp, moduleDirectory } from './core/files.ts';
import { filter } from './core/filter.ts';
import { flatten } from './core/flatten.ts';
import { get, getvar } from './core/get.ts';
import { groupBy, partition } from './core/group-by.ts';
import { hieraFunctions } from './core/hiera.ts';
import { hieraDataFunctions } from './core/hiera-data.ts';
import { importFunction } from './core/import.ts';
import { contain, include, requireFunction } from './core/include.ts';
import { index } from './core/index-of.ts';
import { join } from './core/join.ts';
import { keys, values } from './core/keys.ts';
import { reverseEach, step } from './core/lazy.ts';
import { loggers } from './core/logging.ts';
import { lookup } from './core/lookup.ts';
import { map } from './core/map.ts';
import { match } from './core/match.ts';
import { abs, ceiling, floor, round } from './core/numbers.ts';
import { reduce } from './core/reduce.ts';
import { regsubst, regsubst8 } from './core/regsubst.ts';
import { empty, length, size } from './core/size.ts';
import { slice } from './core/slice.ts';
import { sort } from './core/sort.ts';
import { split, split8 } from './core/split.ts';
import { strftime } from './core/strftime.ts';
import {
  camelcase,
  capitalize,
  chomp,
  chop,
  downcase,
  lstrip,
  rstrip,
  strip,
  upcase,
} from './core/string-changes.ts';
import { treeEach } from './core/tree-each.ts';
import { assertTypeFunction, convertTo, newFunction, type, unwrap } from './core/types.ts';
import { unique } from './core/unique.ts';
import { lest, thenFunction, withFunction } from './core/with.ts';
import { createResources } from './core3x/create-resources.ts';
import { digest, md5, sha1, sha256 } from './core3x/digests.ts';
import { fail } from './core3x/fail.ts';
import { file } from './core3x/file.ts';
import { fqdnRand } from './core3x/fqdn-rand.ts';
import { realize } from './core3x/realize.ts';
import { shellquote } from './core3x/shellquote.ts';
import { sprintf } from './core3x/sprintf.ts';
import { tag, tagged } from './core3x/tags.ts';
import { inlineTemplate, template } from './core3x/template.ts';

/** The functions of Puppet itself; those of the data layer and of templates are with their folders. */
const functions: readonly AnyFunction[] = [
  ...[
    abs,
    all,
    any,
    assertTypeFunction,
    binaryFile,
    breakFunction,
    call,
    camelcase,
    capitalize,
    ceiling,
    chomp,
    chop,
  ],
  ...[
    compare,
    contain,
    convertTo,
    createResources,
    defined,
    dig,
    digest,
    downcase,
    each,
    empty,
    epp,
    fail,
    file,
    filter,
  ],
  ...[
    findFile,
    findTemplate,
    flatten,
    floor,
    fqdnRand,
    get,
    getvar,
    groupBy,
    importFunction,
    include,
    index,
    inlineEpp,
    join,
    keys,
  ],
  ...[
    length,
    lest,
    lstrip,
    map,
    match,
    max,
    md5,
    min,
    moduleDirectory,
    newFunction,
    next,
    partition,
    realize,
    reduce,
    requireFunction,
  ],
  ...[
    regsubst,
    returnFunction,
    reverseEach,
    round,
    rstrip,
    sha1,
    sha256,
    shellquote,
    size,
    slice,
    sort,
    split,
    sprintf,
  ],
  ...[
    step,
    strftime,
    strip,
    tag,
    tagged,
    thenFunction,
    treeEach,
    type,
    unique,
    unwrap,
    upcase,
    values,
    versioncmp,
    withFunction,
  ],
  ...loggers,
  lookup,
  template,
  inlineTemplate,
  ...hieraFunctions,
  ...hieraDataFunctions,
];

/** The functions of Puppet itself by name. */
export const builtinFunctions: ReadonlyMap<string, AnyFunction> = new Map(
  functions.map((each) => [each.name, each]),
);

/** Those that Puppet 8 changed. */
export const functions8: ReadonlyMap<string, AnyFunction> = new Map(
  [...extremes8, split8, regsubst8].map((each) => [each.name, each]),
);
