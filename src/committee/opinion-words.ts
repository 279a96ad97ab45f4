import { inWords } from '../applications/index.ts';
import type { Field } from '../rules/dossier.ts';
import type { JsonObject } from '../rules/json.ts';
import type { Text } from '../rules/text.ts';

/** What somebody filled in, under its labels, in words; blanks left out. */
export const inOwnWords = (asks: readonly Field[], input: JsonObject): readonly { readonly label: Text; readonly said: Text }[] =>
  asks.flatMap((field) => {
    const said = inWords(field, '', input[field.id]);
    return said ? [{ label: field.label, said }] : [];
  });
