import { describe, expect, test } from 'vitest';
import { PuppetError, placeSuffix } from '../error.ts';
import { parseManifest } from './index.ts';
import { toPn } from './pn.ts';

/** What Puppet 7.23 makes of each: `puppet parser dump --format pn`, or its message. */
const TABLE: [source: string, outcome: string][] = [
  ['$a = 1 + 2 * 3', '(= (var "a") (+ 1 (* 2 3)))'],
  [
    'notice "x${a[1]} $b"',
    '(invoke {:functor (qn "notice") :args [(concat "x" (str (access (var "a") 1)) " " (str (var "b")))]})',
  ],
  [
    'file { "/a": ensure => file; "/b": }',
    '(resource {:type (qn "file") :bodies [{:title "/a" :ops [(=> "ensure" (qn "file"))]} {:title "/b" :ops []}]})',
  ],
  ['include a, b', '(invoke {:functor (qn "include") :args [(qn "a") (qn "b")]})'],
  ['$x = !$a in $b', '(= (var "x") (in (! (var "a")) (var "b")))'],
  ['$x = @(END)\n  text\n    more\n  |- END\n', '(= (var "x") (heredoc {:text "text\\n  more"}))'],
  [
    'File <| title == "a" |> { mode +> "0600" }',
    '(collect {:type (qr "File") :query (virtual-query (== (qn "title") "a")) :ops [(+> "mode" "0600")]})',
  ],
  [
    'class a::b(Integer $x = 1) inherits c { }',
    '(class {:name "a::b" :parent "c" :params {:x {:type (qr "Integer") :value 1}}})',
  ],
  [
    '[1, 2].map |$x| { $x * 2 }',
    '(call-method {:functor (. (array 1 2) (qn "map")) :args [] :block (lambda {:params {:x {}} :body [(* (var "x") 2)]})})',
  ],
  ['a -> b ~> c', '(~> (-> (qn "a") (qn "b")) (qn "c"))'],
  ['$x ? { 1 => a, default => b }', '(? (var "x") [(=> 1 (qn "a")) (=> (default) (qn "b"))])'],
  ['file { "a" }', "Syntax error at '}' (line: 1, column: 12)"],
  ['$x = 09', 'Not a valid octal number 09 (line: 1, column: 6)'],
  [
    'class A { }',
    "Unacceptable name. The name 'A' is unacceptable as the name of a Host Class Definition (line: 1, column: 1)",
  ],
  [
    '$1 = 2',
    "Illegal attempt to assign to the numeric match result variable '$1'. Numeric variables are not assignable (line: 1, column: 1)",
  ],
  ["notice 'open", "Unclosed quote after \"'\" followed by 'open...' (line: 1, column: 9)"],
  ['if $a { 1', 'Syntax error at end of input'],
  [
    'node "a b" { }',
    "The hostname 'a b' contains illegal characters (only letters, digits, '_', '-', and '.' are allowed) (line: 1, column: 6)",
  ],
  [
    '1\n2',
    'This Literal Integer has no effect. A value was produced and then forgotten (one or more preceding expressions may have the wrong form) (line: 1, column: 1)',
  ],
  [
    'class a($b, $b) { }',
    "The parameter 'b' is declared more than once in the parameter list (line: 1, column: 13)",
  ],
  [
    '$x = {a => 1, a => 2} + File <| |>',
    'Invalid use of expression. A Virtual Query does not produce a value (line: 1, column: 25)',
  ],
  ['function f() { } 1, 2', 'illegal comma separated argument list (line: 1, column: 19)'],
];

function outcome(source: string): string {
  try {
    return toPn(parseManifest(source).program);
  } catch (error) {
    if (!(error instanceof PuppetError)) throw error;
    return error.message + placeSuffix(error);
  }
}

describe('parseManifest', () => {
  test.each(TABLE)('%s', (source, expected) => {
    expect(outcome(source)).toBe(expected);
  });

  test('gives the single errors that a count stands for', () => {
    try {
      parseManifest('$1 = 2\n$2 = 3');
      expect.unreachable();
    } catch (error) {
      const { others } = error as PuppetError;
      expect(others.map(({ line, column, code }) => [line, column, code])).toEqual([
        [1, 1, 'ILLEGAL_NUMERIC_ASSIGNMENT'],
        [2, 1, 'ILLEGAL_NUMERIC_ASSIGNMENT'],
      ]);
    }
  });
});
