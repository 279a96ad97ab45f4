import type { FastifyRequest } from 'fastify';
import type { Principal } from '../people/index.ts';
import type { Language, Text } from '../rules/text.ts';
import type { Html } from './html.ts';
import type { Reader } from './language.ts';

/** One request for a page, with what a page function may know about it. */
export interface Visit {
  readonly language: Language;
  /** Reads a text in the visit's language. */
  readonly t: Reader;
  /** Path and query of the page one is on; in the answer to a form, of the page that held it. */
  readonly url: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** Who acts, for which organisation. Public pages never look and always see undefined. */
  readonly principal: Principal | undefined;
  /** The person of the session, also before an organisation was chosen. */
  readonly person: { readonly id: string; readonly name: string } | undefined;
  /** The session's anti-forgery token; empty where there is no session. */
  readonly csrf: string;
  readonly demo: boolean;
  /** The address of a path in the visit's language: to('/people') → /ja/people. */
  to(path: string): string;
  /** A fresh command key, for a form's hidden field. */
  newKey(): string;
  readonly request: FastifyRequest;
}

/** What a page function returns: the layout does the rest. */
export interface Page {
  readonly title: Text;
  readonly body: Html;
  /** public: generous, phone first. office: dense, wide. plain: signed-in pages of applicants (the default). */
  readonly variant?: 'public' | 'office' | 'plain';
  readonly status?: number;
  /** Where the page stands in each language, when that is not under /ja and /en. */
  readonly addresses?: Readonly<Record<Language, string>>;
  /** Without any way to sign in: for those who came by a QR code. */
  readonly account?: 'hidden';
  /** Names of extra browser modules, e.g. `autosave.js`. */
  readonly scripts?: readonly string[];
  /** Shown under the H1's title in search results and link previews of public pages. */
  readonly description?: Text;
}

/** An answer that sends the visitor to another page of ours (303). */
export interface GoTo {
  readonly goTo: string;
}

/** After an act: go and see it. The address is a path in the visit's language, from visit.to(). */
export const goTo = (address: string): GoTo => ({ goTo: address });

/** An entry of the navigation, shown to those for whom `shows` is true. */
export interface NavigationEntry {
  readonly label: Text;
  /** Without the language: '/applications'. */
  readonly path: string;
  /** Other addresses that belong to it. */
  readonly covers?: readonly string[];
  readonly shows: (principal: Principal | undefined) => boolean;
}
