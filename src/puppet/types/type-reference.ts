import { puppetQuote } from './quote.ts';
import { PType, withParameters } from './type.ts';

/** `TypeReference['Foo[x]']`: a type that could not be found. */
export class PTypeReferenceType extends PType {
  readonly name = 'TypeReference';
  readonly text: string;
  constructor(text = 'UnresolvedReference') {
    super();
    this.text = text;
  }
  isInstance(): boolean {
    return false;
  }
  accepts(other: PType): boolean {
    return this.equals(other);
  }
  format(): string {
    return withParameters(this.name, [puppetQuote(this.text)]);
  }
}

export const typeReferenceType = new PTypeReferenceType();
