import type { AutoRelation, ParameterInfo, ResourceTypeInfo, TitlePattern } from './api.ts';

/** A native type as its table gives it; names are parted by blanks. */
export interface NativeTypeTable {
  readonly properties: string;
  readonly parameters: string;
  /** Default: `name`. */
  readonly namevars?: readonly string[];
  /** Default: the whole title is the first namevar. */
  readonly titlePatterns?: readonly TitlePattern[];
  readonly isomorphic?: boolean;
  readonly autorelations?: readonly AutoRelation[];
  /** Default: no. */
  readonly refreshes?: boolean;
  readonly file?: string;
}

/** Makes what the compiler has to know of a type from its table. */
export function nativeType(name: string, table: NativeTypeTable): ResourceTypeInfo {
  const namevars = table.namevars ?? ['name'];
  const toInfo =
    (kind: ParameterInfo['kind']) =>
    (parameter: string): ParameterInfo => ({
      name: parameter,
      kind,
      namevar: namevars.includes(parameter),
    });
  const all = [
    ...words(table.properties).map(toInfo('property')),
    ...words(table.parameters).map(toInfo('parameter')),
  ];
  return {
    name,
    parameters: new Map(all.map((info) => [info.name, info])),
    namevars,
    namevar: namevars[0]!,
    titlePatterns: table.titlePatterns ?? [{ regex: /^([\s\S]*)$/, captures: [{ name: namevars[0]! }] }],
    isomorphic: table.isomorphic ?? true,
    autorelations: table.autorelations ?? [],
    refreshes: table.refreshes ?? false,
    file: table.file,
  };
}

function words(text: string): string[] {
  return text.split(' ').filter((word) => word !== '');
}
