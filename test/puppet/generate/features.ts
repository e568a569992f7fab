import { random } from './random.ts';

type Next = (below: number) => number;

/** A small program under way: what is defined, in few names, so that things meet. */
interface Context {
  readonly next: Next;
  readonly depth: number;
}

/**
 * Small manifests of definitions that meet: classes that inherit, typed parameters, defines, functions and aliases,
 * collectors that override, virtual and exported resources, chains, defaults, stages, heredocs, EPP, Sensitive and Deferred
 * values, selectors by types. The same for the same seed.
 */
export function features(count: number, seed: number): string[] {
  const next = random(seed);
  return Array.from({ length: count }, () => program({ next, depth: 0 }));
}

function pick<T>({ next }: Context, choices: readonly T[]): T {
  return choices[next(choices.length)]!;
}

function several(context: Context, most: number, make: (context: Context) => string, between = '\n'): string {
  return Array.from({ length: 1 + context.next(most) }, () => make(context)).join(between);
}

const deeper = (context: Context): Context => ({ ...context, depth: context.depth + 1 });

function program(context: Context): string {
  const definitions = DEFINED.filter(() => context.next(5) < 3).map((name) => definition(name, context));
  return `${definitions.join('\n')}\n${several(context, 6, statement)}\n`;
}

const DEFINED = [
  'class a',
  'class b',
  'class c',
  'class a::b',
  'define d1',
  'define d2',
  'f1',
  'T1',
  'T2',
  'stage',
  'node',
];

const TYPES =
  "Integer|Integer[0,3]|String|String[1]|Optional[String]|Array[Integer]|Array|Hash|Hash[String,Integer]|Boolean|Enum['a','b']|Pattern[/^a/]|Variant[Integer,String]|Any|NotUndef|Struct[{a=>Integer,Optional[b]=>String}]|Tuple[Integer,String]|Sensitive[String]|Type[Resource]|Callable|Data|Numeric|Float|Regexp|T1|T2|Undef|Collection|Scalar|Iterable[Integer]|Default|Type[Integer]|CatalogEntry".split(
    '|',
  );

function definition(name: string, context: Context): string {
  const inner = deeper(context);
  const body = `{\n${several(inner, 3, statement)}\n}`;
  switch (name) {
    case 'class a':
      return `${name}${parameters(context)} ${body}`;
    case 'define d1':
    case 'define d2':
      return `${name}${parameters(context)} ${body}`;
    case 'f1':
      return `function f1($p, $q = ${value(inner)})${pick(context, ['', '', ` >> ${pick(context, TYPES)}`])} {\n${several(inner, 2, statement)}\n${pick(context, [value(inner), `return(${value(inner)})`])}\n}`;
    case 'T1':
    case 'T2':
      return `type ${name} = ${pick(context, TYPES)}`;
    case 'stage':
      return `stage { 'pre': ${pick(context, ['', "before => Stage['main']", "require => Stage['main']"])} }`;
    case 'node':
      return context.next(4) > 0
        ? ''
        : `node ${pick(context, ['default', "'test.example.com'", '/^test/', "'other', /example/", "'test'"])} ${body}`;
    default:
      return `${name}${parameters(context)}${pick(context, ['', '', ' inherits a'])} ${body}`;
  }
}

function parameters(context: Context): string {
  const one = (name: string) =>
    `${pick(context, ['', '', `${pick(context, TYPES)} `])}$${name}${pick(context, ['', ` = ${value(context)}`, ` = ${value(context)}`, ' = 1', ' = $title', " = 'a'"])}`;
  return pick(context, ['', '', `(${one('p')})`, `(${one('p')}, ${one('q')})`, `($p = 1, ${one('r')})`]);
}

const TITLES = [
  "'x'",
  "'x'",
  "'y'",
  "'z'",
  "'u'",
  "['u', 'v']",
  '"${title}-n"',
  '"${title}-m"',
  "'X y'",
  "'a::b'",
];

function title(context: Context): string {
  return pick(context, TITLES);
}

function statement(context: Context): string {
  if (context.depth > 3) return `notice(${value(context)})`;
  const inner = deeper(context);
  switch (context.next(24)) {
    case 0:
    case 1:
    case 2:
      return resource(context);
    case 3:
      return `${pick(context, ['include', 'contain', 'require'])} ${pick(context, ['a', 'b', 'a, b', '[a, c]', "'a::b'", 'Class[a]', '::a'])}`;
    case 4:
      return `class { ${pick(context, ["'a'", "'b'", "['a', 'b']", "'::c'"])}: ${attributes(context)} }`;
    case 5:
      return `${pick(context, ['d1', 'd2'])} { ${title(context)}: ${attributes(context)} }`;
    case 6:
      return collector(context);
    case 7:
      return `${side(context)} ${several(context, 2, (each) => `${pick(each, ['->', '~>', '<-', '<~'])} ${side(each)}`, ' ')}`;
    case 8:
      return `${pick(context, ['Notify', 'D1', 'File', 'Exec'])} { ${attributes(context)} }`;
    case 9:
      return `${reference(context)} { ${overriding(context)} }`;
    case 10:
      return `if ${value(context)} =~ ${pick(context, TYPES)} {\n${statement(inner)}\n} elsif ${value(context)} { ${statement(inner)} } else {\n${statement(inner)}\n}`;
    case 11:
      return `case ${value(context)} {\n  ${pick(context, TYPES)}, ${value(context)}: { ${statement(inner)} }\n  /^(a|x)/: { notice($0, $1) ${statement(inner)} }\n  default: { ${statement(inner)} }\n}`;
    case 12:
      return `unless ${value(context)} { ${statement(inner)} } else { ${statement(inner)} }`;
    case 13:
      return `${collection(context)}.each |${pick(context, ['$k, $v', '$v', '*$v', 'Integer $v', '$k, Integer $v = 1'])}| { ${statement(inner)} }`;
    case 14:
      return `create_resources(${pick(context, ["'notify'", "'d1'", "'@notify'", "'class'", 'notify', "'@@notify'"])}, {'x' => {${pick(context, ["'message' => 1", "'p' => 2", "'tag' => 't'", ''])}}, ${pick(context, ["'y' => {}", "'b' => {}", "'a' => undef"])}}${pick(context, ['', ", {'noop' => true}", ", {'p' => 3}"])})`;
    case 15:
      return `realize(${reference(context)})`;
    case 16:
      return `tag(${pick(context, ["'t1'", "'t1', 't2'", "'A::b'"])})`;
    case 17:
      return `$${pick(context, ['p', 'v', 'w'])} = ${value(context)}`;
    case 18:
      return `ensure_resource('notify', ${title(context)}, {'message' => ${value(context)}})`;
    case 19:
      return `notice(${value(context)}, ${value(context)})`;
    case 20:
      return `${pick(context, ['next()', 'return()', 'warning(w)', 'notice(f1(1))', 'notice(f1(1, 2))', 'notice(tagged(t1), tagged(a))', 'notice(defined(Notify[x]), defined(a), defined(Class[a]))', 'info(i)'])}`;
    case 21:
      return `[${pick(context, ['$x, $y', '$v, $w'])}] = ${pick(context, ['[1, 2]', '[[a], {b => 1}]', value(context)])}`;
    default:
      return `notice(${value(context)})`;
  }
}

function resource(context: Context): string {
  const type = pick(context, ['notify', 'notify', 'notify', 'file', 'exec', 'Notify', "Resource['notify']"]);
  const form = pick(context, ['', '', '', '@', '@@']);
  const bodies = several(context, 2, (each) => `${title(each)}: ${attributes(each)}`, '; ');
  return `${form}${type} { ${bodies}${pick(context, ['', ';'])} }`;
}

function attributes(context: Context): string {
  return pick(context, ['', several(context, 3, plain, ', '), several(context, 2, plain, ', ')]);
}

const plain = (context: Context): string => attribute(context);

/** An attribute of an override, which may add. */
const overriding = (context: Context): string => attribute(context, pick(context, ['=>', '=>', '+>']));

function attribute(context: Context, operator = '=>'): string {
  switch (context.next(12)) {
    case 0:
    case 1:
    case 2:
      return `message ${operator} ${value(context)}`;
    case 3:
      return `tag ${operator} ${pick(context, ["'t1'", "['t1', 'A::b']", "'t2'", '$title', 'undef', '[]'])}`;
    case 4:
      return `${pick(context, ['before', 'require', 'notify', 'subscribe'])} ${operator} ${pick(context, [reference(context), `[${reference(context)}, ${reference(context)}]`, "'Notify[x]'", 'undef', "[[Notify['x']], undef]"])}`;
    case 5:
      return `noop => ${pick(context, ['true', 'false', 'undef', "'x'"])}`;
    case 6:
      return `* => ${pick(context, ['{message => 1}', "{'tag' => t3, p => 1}", '$p', '{}', "{noop => true, 'loglevel' => debug}"])}`;
    case 7:
      return `p => ${value(context)}`;
    case 8:
      return `stage => ${pick(context, ["'pre'", 'main', 'nope'])}`;
    case 9:
      return `${pick(context, ['loglevel => warning', "schedule => 's'", 'audit => all', 'audit => [a, b]', "alias => 'al'", "alias => ['x', 'q']", 'withpath => true'])}`;
    case 10:
      return `q => ${value(context)}`;
    default:
      return `message => ${pick(context, ["Sensitive('s')", "Deferred('f', [1])", "Notify['x']", '[Notify[x], 2]', '{a => Sensitive(1)}', 'default', '/re/', 'Integer', "[undef, '']", '{a => undef}', '1.0e3', '0x1F', '-0', "Timespan('1:00:00', ['%H:%M:%S'])", "SemVer('1.2.3')"])}`;
  }
}

function reference(context: Context): string {
  return pick(context, [
    "Notify['x']",
    "Notify['y']",
    "Notify['x', 'y']",
    'Class[a]',
    "Class['a', 'b']",
    'D1[x]',
    "File['/x']",
    "Notify['X y']",
    'Resource[notify, x]',
    "Stage['main']",
    'Class[main]',
  ]);
}

function side(context: Context): string {
  return pick(context, [
    reference(context),
    reference(context),
    `[${reference(context)}, ${reference(context)}]`,
    'Notify <| |>',
    "Notify <| tag == 't1' |>",
    "Notify <<| title == 'x' |>>",
    `notify { ${pick(context, ["'c1'", "'c2'", "['c3', 'c4']"])}: }`,
    "'Notify[x]'",
    'D1 <| |>',
  ]);
}

function collector(context: Context): string {
  const query = pick(context, [
    '',
    "title == 'x'",
    "tag == 't1'",
    "tag != 't1' or title == y",
    'message == 1',
    "(title == 'x' or title == 'y') and noop == true",
    'p == 1',
    'message == undef',
    'tag == a',
    "title != 'x' and (tag == notify)",
  ]);
  const [open, close] = pick(context, [
    ['<|', '|>'],
    ['<|', '|>'],
    ['<<|', '|>>'],
  ] as const);
  const overrides = pick(context, ['', '', ` { ${several(context, 2, overriding, ', ')} }`]);
  return `${pick(context, ['Notify', 'Notify', 'D1', 'File', 'Class', 'Exec'])} ${open} ${query} ${close}${overrides}`;
}

function collection(context: Context): string {
  return pick(context, [
    '[1, 2, 3]',
    '{a => 1, b => 2}',
    "{'a' => 1, 2 => undef}",
    '3',
    "['x', [1, 2]]",
    'Integer[1, 3]',
    "Enum['q', 'r']",
    '[3, 1, 2].sort',
    "'abc'",
    '[1, 2].reverse_each',
    '{}',
    'Integer[1, 9].step(4)',
    '[[a, 1], [b, 2]]',
  ]);
}

const NUMBERS = ['1', '2', '-7', '1.5', '0x1F', '017', "'3'", '2.0e2', '$p', '[1, 2].size', '-5'];

const LITERALS =
  "1¦0¦-7¦1.5¦1e3¦0x1F¦017¦'a'¦'x'¦\"t\\tn\\u{41}\\$\"¦'it\\'s \\\\ \\n'¦true¦false¦undef¦default¦[]¦{}¦[1, 'b', undef]¦{a => 1, 'b' => [2]}¦/a.(b)/¦Integer¦String[1]¦Notify['x']¦$p¦$q¦$title¦$name¦$v¦$nope¦$facts['os']['family']¦$::environment¦$a::p¦$a::v¦Class[a]¦bare¦a::b¦Notify¦9223372036854775807¦'10'¦'0x1f'".split(
    '¦',
  );

const FUNCTIONS =
  "map |$x| { $x }¦filter |$x| { $x =~ Integer }¦reduce |$m, $x| { \"${m}${x}\" }¦map |$k, $v| { \"${k}=${v}\" }¦any |$x| { $x }¦all |$x| { $x }¦index |$x| { $x == 2 }¦reverse_each¦slice(2)¦tree_each¦with |*$x| { $x }¦then |$x| { $x }¦lest || { 1 }¦each |$x| { next($x) }¦map |$x| { if $x == 2 { break() } $x }¦map |Integer $x| { $x }¦group_by |$x| { $x =~ Integer }¦partition |$x| { $x == 1 }¦sort¦unique¦flatten¦join('-')¦size¦length¦empty¦keys¦values¦min¦max¦convert_to(Array)¦type¦dig(0)¦get(0)¦get('a.b', 1)¦new(Tuple[Integer])¦notice¦reduce(0) |$m, $x| { $m + 1 }¦filter |$k, $v| { $v }¦step(2)¦flatten.join¦split('')¦capitalize¦upcase¦abs¦round¦versioncmp('1.0')¦assert_type(Integer)¦unwrap¦regsubst('a', 'b')¦match(/(.)/)¦lstrip¦chop¦camelcase¦index(1)".split(
    '¦',
  );

function value(context: Context): string {
  if (context.depth > 4) return pick(context, LITERALS);
  const inner = deeper(context);
  const one = () => value(inner);
  if (context.next(5) < 3) return pick(context, LITERALS);
  switch (context.next(22)) {
    case 0:
    case 1:
      return pick(context, LITERALS);
    case 2:
    case 3:
    case 4:
    case 5:
    case 6:
      return `${pick(context, [collection(context), collection(context), collection(context), `(${one()})`])}.${pick(context, FUNCTIONS)}`;
    case 9:
      return `(${one()} ${pick(context, ['==', '!=', 'in', 'and', 'or'])} ${one()})`;
    case 7:
      return `(${pick(context, NUMBERS)} ${pick(context, ['+', '-', '*', '/', '%', '<<', '>>', '<', '>='])} ${pick(context, NUMBERS)})`;
    case 8:
      return `(${collection(context)} ${pick(context, ['+', '-', '<<', '=~ Array[', '!~ Hash['])} ${collection(context)})`.replace(
        /\[ .*/,
        '[Integer])',
      );
    case 10:
      return `(${one()} ? { ${pick(context, TYPES)} => ${one()}, ${pick(context, ['/^(a)/', "'x'", 'undef', '1', "Notify['x']", '*[1, 2]'])} => ${one()}, default => ${one()} })`;
    case 11:
      return `"<\${${pick(context, ['p', 'title', '1 + 1', "facts['os']['name']", 'v.size', '$p', '{a => 1}', "[1, 'b']", 'undef', 'name', 'if', "p['a']", "'q'", 'f1(1)', 'v[0]', '$v.map |$x| { "${x}" }'])}} $p $title::x \${q}[0] $v[0] \\u{263a}>"`;
    case 12:
      return `@(${pick(context, ['E', '"E"', '"E"/t', '"E"/L', '"E"/$n'])})\n  line $p \${p} \\t \\$x\n    more \\\n  | ${pick(context, ['', '-', '- '])}E\n`;
    case 13:
      return `inline_epp(@(E)${pick(context, ['', ", {'p' => 1}", ', {p => 1, q => 2}'])})\n${pick(context, ['<%- | $p = 2, $q = 3 | -%>\n', '<%- | Integer $p | -%>\n', ''])}<% if true { -%>\n yes <%= $p %>\n<% } -%>\n<%# c -%>\n <%% x %%>\n| E\n`;
    case 14:
      return `[${several(inner, 3, value, ', ')}]`;
    case 15:
      return `{${pick(context, ['a', '1', "'k'", '$p', '[1]', 'undef'])} => ${one()}, b => ${one()}}`;
    case 16:
      return `${pick(context, ['Integer', 'String', 'Array', 'Hash', 'Float', 'Boolean', 'Numeric', 'Sensitive', 'Tuple', 'Regexp', 'Optional[Integer]', 'Struct[{a=>Integer}]', 'T1', 'Timespan', 'SemVer', 'Binary', 'Enum[a]', 'Type'])}(${several(inner, 2, value, ', ')})`;
    case 17:
      return `type(${one()}${pick(context, ['', ", 'generalized'", ', reduced'])})`;
    case 18:
      return `(${one()})[${pick(context, ['0', '-1', "'a'", '0, 2', '1, -1', 'undef'])}]`;
    case 19:
      return `${pick(context, ['f1', 'f1', 'sprintf', 'defined', 'merge', 'pick', 'max', 'tagged', 'getvar', 'dig', 'lookup', 'flatten', 'size'])}(${several(inner, 2, value, ', ')})`;
    case 20:
      return `String(${one()}, ${pick(context, ["'%p'", "'%5s'", "'%#p'", "{Any => '%p'}", "{Array => {format => '%[a', separator => ';'}}", "{Integer => '%#o'}", "'%s'"])})`;
    default:
      return `${pick(context, ['!', '!', '-', '*'])}(${one()})`;
  }
}
