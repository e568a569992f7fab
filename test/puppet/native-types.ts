import type { ParameterInfo, ResourceTypeInfo, ResourceTypes } from '../../src/puppet/resource-types/api.ts';

/** Parameters and properties of the native types that the language suite uses; the first is the namevar. */
const TYPES: Record<string, string> = {
  notify: 'name message withpath',
  file: 'path ensure content checksum_value target owner group mode source recurse force backup replace links purge',
  exec: 'command returns path creates cwd onlyif unless refreshonly environment user timeout',
  package: 'name ensure source provider install_options',
  service: 'name ensure enable hasstatus hasrestart provider',
  user: 'name ensure uid gid groups home shell comment managehome',
  group: 'name ensure gid members',
  stage: 'name',
  schedule: 'name range period repeat',
  filebucket: 'name server path',
  resources: 'name purge unless_uid',
};

/** The native types of the suite, as far as the compiler looks at them. */
export const nativeTypes: ResourceTypes = { find: (name) => infos.get(name) };

const infos = new Map(Object.entries(TYPES).map(([name, words]) => [name, info(name, words.split(' '))]));

function info(name: string, names: string[]): ResourceTypeInfo {
  const namevar = names[0]!;
  const parameters = names.map((each): [string, ParameterInfo] => [
    each,
    { name: each, kind: 'parameter', namevar: each === namevar },
  ]);
  const regex = name === 'file' ? /^(\/|.+:\/|.*[^/])\/*$/s : /^([\s\S]*)$/;
  return {
    name,
    namevar,
    namevars: [namevar],
    parameters: new Map(parameters),
    titlePatterns: [{ regex, captures: [{ name: namevar }] }],
    refreshes: false,
    isomorphic: name !== 'exec',
    autorelations: [],
  };
}
