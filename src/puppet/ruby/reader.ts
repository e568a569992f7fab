import { RubyError } from './errors.ts';

/** A cursor over a Ruby source; the rim between characters and grammar. */
export class Reader {
  readonly text: string;
  at = 0;
  readonly #lineStarts: number[] = [0];
  /** Bodies of here-documents wait for the end of the line that opens them. */
  readonly #skips = new Map<number, number>();

  constructor(text: string) {
    this.text = text;
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1))
      this.#lineStarts.push(at + 1);
  }

  get line(): number {
    return this.lineAt(this.at);
  }

  lineAt(offset: number): number {
    let low = 0;
    let high = this.#lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#lineStarts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }

  get next(): string {
    return this.text[this.at] ?? '';
  }

  peek(offset: number): string {
    return this.text[this.at + offset] ?? '';
  }

  get done(): boolean {
    return this.at >= this.text.length;
  }

  /** Skips blanks and comments, and line ends where they mean nothing. */
  space(lineEnds = false): void {
    for (;;) {
      const character = this.next;
      if (character === '\n' && lineEnds) this.#lineEnd();
      else if (character === ' ' || character === '\t' || character === '\r') this.at++;
      else if (character === '\\' && this.peek(1) === '\n') this.at += 2;
      else if (character === '#') this.at = this.#endOfLine();
      else if (
        lineEnds &&
        character === '=' &&
        this.#atLineStart() &&
        this.text.startsWith('=begin', this.at)
      )
        this.#comment();
      else return;
    }
  }

  #lineEnd(): void {
    this.at = this.#skips.get(this.at) ?? this.at + 1;
  }

  #comment(): void {
    const end = this.text.indexOf('\n=end', this.at);
    this.at = end === -1 ? this.text.length : end + 5;
  }

  #atLineStart(): boolean {
    return this.at === 0 || this.text[this.at - 1] === '\n';
  }

  #endOfLine(): number {
    const end = this.text.indexOf('\n', this.at);
    return end === -1 ? this.text.length : end;
  }

  /** Takes a text if it comes next. */
  take(text: string): boolean {
    if (!this.text.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }

  expect(text: string): void {
    this.space(true);
    if (!this.take(text)) this.fail(`expected '${text}' instead of '${this.next || 'the end'}'`);
  }

  /** Takes what a sticky expression matches here. */
  match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found) this.at += found[0].length;
    return found;
  }

  looksAt(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    return pattern.test(this.text);
  }

  /** Whether a word stands here alone; it is not taken. */
  isWord(word: string): boolean {
    return (
      this.text.startsWith(word, this.at) &&
      !/[\w?!:]/.test(this.peek(word.length).replace(':', this.peek(word.length + 1) === ':' ? '' : ':'))
    );
  }

  takeWord(word: string): boolean {
    if (!this.isWord(word)) return false;
    this.at += word.length;
    return true;
  }

  /** The body of a here-document that begins on the next line. */
  hereDocument(tag: string, indented: boolean): { body: string; start: number } {
    const lineEnd = this.#endOfLine();
    const start = this.#skips.get(lineEnd) ?? lineEnd + 1;
    const pattern = new RegExp(`^${indented ? '[ \\t]*' : ''}${tag}\\r?$`, 'gm');
    pattern.lastIndex = start;
    const end = pattern.exec(this.text);
    if (!end) this.fail(`can't find '${tag}' anywhere before the end`);
    this.#skips.set(lineEnd, Math.min(end.index + end[0].length + 1, this.text.length));
    return { body: this.text.slice(start, end.index), start };
  }

  fail(message: string): never {
    throw new RubyError(`syntax error, ${message}`, this.line);
  }
}
