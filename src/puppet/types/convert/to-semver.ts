import { maxVersion, minVersion, parseSemVer, versionPattern } from '../../values/semver.ts';
import { parseSemVerRange, semVerRangeBetween } from '../../values/semver-range.ts';
import { DEFAULT, type PHash, PSemVer, type Value } from '../../values/value.ts';
import { type Constructor, conversion, mismatch, once } from './constructor.ts';

const versionTypes = {
  PositiveInteger: 'Integer[0,default]',
  SemVerQualifier: 'Pattern[/\\A(?<part>[0-9A-Za-z-]+)(?:\\.\\g<part>)*\\Z/]',
  SemVerPattern: `Pattern[/\\A${versionPattern}\\Z/]`,
  SemVerHash:
    'Struct[{major=>PositiveInteger,minor=>PositiveInteger,patch=>PositiveInteger,Optional[prerelease]=>SemVerQualifier,Optional[build]=>SemVerQualifier}]',
};

/** `SemVer.new(text)`, of its parts, or of a hash of them. */
export const semVerConstructor = once(
  (): Constructor => ({
    name: 'new_Version',
    conversions: [
      conversion('SemVerPattern str', (text) => parseSemVer(text as string), versionTypes),
      conversion(
        'PositiveInteger major, PositiveInteger minor, PositiveInteger patch, ?SemVerQualifier prerelease, ?SemVerQualifier build',
        (...parts) => fromParts(parts),
        versionTypes,
      ),
      conversion('SemVerHash hash_args', (given) => fromHash(given as PHash), versionTypes),
    ],
    mismatches: [mismatch('String str', (text) => `The string '${text}' cannot be converted to a SemVer`)],
  }),
);

function fromParts([major, minor, patch, prerelease, build]: (Value | undefined)[]): PSemVer {
  const part = (value: Value | undefined): string[] | null =>
    value === undefined || value === null ? null : [value as string];
  return new PSemVer(Number(major), Number(minor), Number(patch), part(prerelease), part(build));
}

function fromHash(hash: PHash): PSemVer {
  return fromParts(['major', 'minor', 'patch', 'prerelease', 'build'].map((key) => hash.get(key)));
}

const rangeTypes = {
  SemVerRangeString: 'String[1]',
  SemVerRangeHash:
    'Struct[{min=>Variant[Default,SemVer],Optional[max]=>Variant[Default,SemVer],Optional[exclude_max]=>Boolean}]',
};

/** `SemVerRange.new(text)`, of two versions, or of a hash of them. */
export const semVerRangeConstructor = once(
  (): Constructor => ({
    name: 'new_VersionRange',
    conversions: [
      conversion('SemVerRangeString str', (text) => parseSemVerRange(text as string), rangeTypes),
      conversion(
        'Variant[Default,SemVer] min, Variant[Default,SemVer] max, ?Boolean exclude_max',
        (min, max, exclude) => between(min!, max!, exclude),
      ),
      conversion(
        'SemVerRangeHash hash_args',
        (given) => {
          const hash = given as PHash;
          return between(hash.get('min')!, hash.get('max') ?? DEFAULT, hash.get('exclude_max'));
        },
        rangeTypes,
      ),
    ],
  }),
);

function between(min: Value, max: Value, exclude: Value | undefined): Value {
  const from = min === DEFAULT ? minVersion : (min as PSemVer);
  return semVerRangeBetween(from, max === DEFAULT ? maxVersion : (max as PSemVer), exclude === true);
}
