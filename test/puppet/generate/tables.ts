/** A manifest of the language suite. */
export interface Case {
  name: string;
  source: string;
}

const VALUES = [
  '1',
  '-2',
  '1.5',
  "'a'",
  "'5'",
  "''",
  'true',
  'undef',
  'default',
  "[1, 'b']",
  '{a => 1}',
  'Integer[1, 5]',
  '/a/',
  'Timespan(60)',
  "File['/a']",
];

const OPERATORS = '+ - * / % << >> == != < <= > >= =~ !~ in and or'.split(' ');

const TYPES = [
  ...[
    'Any',
    'Scalar',
    'ScalarData',
    'Data',
    'RichData',
    'Numeric',
    'Integer',
    'Integer[0]',
    'Integer[default, 4]',
  ],
  ...[
    'Float',
    'Float[1.0, 2.0]',
    'String',
    'String[1]',
    'String[0, 1]',
    'Enum[a, b]',
    'Enum[A, true]',
    'Pattern[/^\\d/]',
  ],
  ...[
    'Boolean',
    'Boolean[true]',
    'Undef',
    'Optional[String]',
    "Optional['a']",
    'NotUndef',
    'NotUndef[Integer]',
    'Default',
  ],
  ...[
    'Array',
    'Array[Integer]',
    'Array[1, 2]',
    'Array[Any, 0, 0]',
    'Tuple[Integer, String]',
    'Tuple[Any, 0, 3]',
  ],
  ...[
    'Hash',
    'Hash[String, Integer]',
    'Hash[0, 0]',
    'Struct[{a => Integer}]',
    'Struct[{Optional[a] => Any, b => Integer}]',
  ],
  ...['Collection', 'Collection[0, 1]', 'Iterable', 'Iterable[Integer]', 'Iterator', 'Regexp', 'Regexp[/a/]'],
  ...[
    'Type',
    'Type[Integer]',
    'Type[Type[Integer]]',
    'CatalogEntry',
    'Resource',
    'File',
    "Type[File['/a']]",
    'Type[Class]',
  ],
  ...[
    'Variant[Integer, String]',
    'Variant[Undef, Boolean]',
    'Callable',
    'Sensitive',
    'Sensitive[String]',
    'Timespan',
  ],
  ...['Timestamp', 'SemVer', 'SemVerRange', 'URI', 'Binary', 'Runtime', 'Object', 'Init[Integer]', 'TypeSet'],
];

const MATCHED = [
  ...VALUES,
  ...[
    '0',
    '9',
    "'ab'",
    "'b'",
    "'true'",
    'false',
    '[]',
    '[1, 2]',
    '[undef]',
    '{}',
    '{a => undef}',
    '{1 => 2}',
    '{a => 1, b => 2}',
  ],
  ...[
    'Integer',
    'String',
    'Type[Integer]',
    'File',
    "Class['a']",
    'Any',
    'Optional[Integer]',
    'Struct[{a => Integer}]',
  ],
  ...[
    "Sensitive('x')",
    'Sensitive(1)',
    'Timestamp(0)',
    "URI('http://a.example')",
    "Binary('YWJj')",
    '[1].reverse_each',
  ],
];

const KEYS = [
  '0',
  '-1',
  '1',
  "'a'",
  "'zz'",
  'undef',
  'default',
  '1.5',
  '[0]',
  '0, 1',
  '1, -1',
  "'a', 'b'",
  'true',
  'Integer',
];

const CONVERSIONS = [
  ...[
    'String',
    'Integer',
    'Float',
    'Numeric',
    'Boolean',
    'Array',
    'Hash',
    'Tuple',
    'Struct',
    'Regexp',
    'Timespan',
    'Timestamp',
  ],
  ...[
    'SemVer',
    'Binary',
    'Sensitive',
    'URI',
    'Optional[Integer]',
    'Enum[a]',
    'Type',
    'Any',
    'Undef',
    'Callable',
    'Collection',
  ],
];

const FORMATS = '%s %d %x %#x %o %b %e %f %g %a %h %5s %-5s %05d %+d %.2f %c %C %u %t %T %q'.split(' ');

/** Every operator between every two values, every access, conversion, format and type test, one manifest each. */
export function tables(): Case[] {
  return [
    ...operators(),
    ...accesses(),
    ...conversions(),
    ...formats(),
    ...typeTests(),
    ...comparisonsOfTypes(),
  ];
}

function operators(): Case[] {
  return OPERATORS.flatMap((operator) =>
    VALUES.flatMap((left, i) =>
      VALUES.map((right, j) => ({
        name: `operator ${operator} ${i} ${j}`,
        source: `$l = ${left}\n$r = ${right}\nnotice($l ${operator} $r)\n`,
      })),
    ),
  );
}

function accesses(): Case[] {
  const accessed = [
    ...VALUES,
    "'añb'",
    '[10, 20, [30]]',
    "{a => {b => 1}, 0 => 'n'}",
    'String',
    'Array',
    'Class',
    'Nope',
  ];
  return accessed.flatMap((value, i) =>
    KEYS.map((key, j) => ({ name: `access ${i} ${j}`, source: `$v = ${value}\nnotice($v[${key}])\n` })),
  );
}

function conversions(): Case[] {
  const values = [
    ...VALUES,
    "'0x1f'",
    "'1e3'",
    "'true'",
    "'1.2.3'",
    "'no'",
    '[[a, 1]]',
    '[a, 1]',
    "'YWJj'",
    "'2020-01-01'",
    "'1:00'",
  ];
  return CONVERSIONS.flatMap((type) =>
    values.map((value, i) => ({ name: `new ${type} ${i}`, source: `notice(${type}.new(${value}))\n` })),
  );
}

function formats(): Case[] {
  return FORMATS.flatMap((format) =>
    VALUES.map((value, i) => ({
      name: `format ${format} ${i}`,
      source: `notice(String(${value}, '${format}'))\n`,
    })),
  );
}

function typeTests(): Case[] {
  return TYPES.map((type) => ({
    name: `match ${type}`,
    source: `notice(${MATCHED.map((value) => `${value} =~ ${type}`).join(', ')})\n`,
  }));
}

function comparisonsOfTypes(): Case[] {
  return TYPES.map((type) => ({
    name: `subtype ${type}`,
    source: `notice(${type}, ${TYPES.map((other) => `${type} <= ${other}`).join(', ')})\n`,
  }));
}
