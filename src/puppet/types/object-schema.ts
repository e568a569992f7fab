import { parseType } from './parse-type.ts';
import type { PType } from './type.ts';

const memberName = 'Pattern[/\\A[a-z_]\\w*\\z/]';
const typeName = 'Pattern[/\\A[A-Z][\\w]*(?:::[A-Z][\\w]*)*\\z/]';
const annotations = 'Optional[annotations] => Hash[Type, Hash]';

function lazily(text: string): () => PType {
  let type: PType | undefined;
  return () => {
    type ??= parseType(text);
    return type;
  };
}

/** What the hash of an Object type may hold. */
export const objectInitType = lazily(`Struct[{
  Optional[name] => ${typeName},
  Optional[parent] => Type,
  Optional[type_parameters] => Hash[${memberName}, NotUndef],
  Optional[attributes] => Hash[${memberName}, NotUndef],
  Optional[constants] => Hash[${memberName}, Any],
  Optional[functions] => Hash[Variant[${memberName}, Enum['[]']], NotUndef],
  Optional[equality] => Variant[${memberName}, Array[${memberName}]],
  Optional[equality_include_type] => Boolean,
  Optional[checks] => Any,
  ${annotations}
}]`);

/** What describes an attribute. */
export const attributeType = lazily(`Struct[{
  type => Type,
  Optional[final] => Boolean,
  Optional[override] => Boolean,
  Optional[kind] => Enum[constant, derived, given_or_derived, reference],
  value => Any,
  ${annotations}
}]`);

/** What describes a function. */
export const functionSpecType = lazily(`Struct[{
  type => Type[Callable],
  Optional[final] => Boolean,
  Optional[override] => Boolean,
  ${annotations}
}]`);

/** The types that a function may have. */
export const functionTypeType = lazily('Type[Callable]');

const stringOrVersion = 'Variant[String[1], SemVer]';
const simpleName = 'Pattern[/\\A[A-Z]\\w*\\z/]';

/** What the hash of a TypeSet may hold. */
export const typeSetInitType = lazily(`Struct[{
  Optional[pcore_uri] => String[1],
  pcore_version => ${stringOrVersion},
  Optional[name_authority] => String[1],
  Optional[name] => ${typeName},
  Optional[version] => ${stringOrVersion},
  Optional[types] => Hash[${simpleName}, Variant[Type, Hash], 1],
  Optional[references] => Hash[${simpleName}, Struct[{
    name => ${typeName},
    version_range => Variant[String[1], SemVerRange],
    Optional[name_authority] => String[1],
    ${annotations}
  }], 1],
  ${annotations}
}]`);
