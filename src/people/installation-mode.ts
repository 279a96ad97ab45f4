import { type Text, text } from '../rules/text.ts';

/** What the data folder says it is: made for a demo, made for real, or not made yet. */
export type FolderMarker = 'demo' | 'real' | 'new';

export interface ModeQuestion {
  readonly marker: FolderMarker;
  readonly host: string;
  readonly issuer: string | undefined;
}

/** Only this machine can reach it. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || host === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host);

/**
 * May the server start, and as what? Demo accounts need no password, so they exist only in a folder made as demo, on a loopback host, without an issuer;
 * and such a folder never becomes real.
 */
export function installationMode({ marker, host, issuer }: ModeQuestion): { readonly mode: 'demo' | 'real' } | { readonly refused: Text } {
  if (marker === 'demo') {
    if (!isLoopback(host)) {
      return {
        refused: text(
          `このデータフォルダーはデモ用です。パスワードのないデモ利用者がいるため、外部から届くアドレス(HOST=${host})では起動しません。HOST=127.0.0.1 で起動するか、AKASHI_DATA に別のフォルダー、AKASHI_OIDC_ISSUER に認証基盤を指定してください。`,
          `This data folder was made for a demo. Its demo people have no passwords, so the server does not start on an address others can reach (HOST=${host}). Start with HOST=127.0.0.1, or name another folder in AKASHI_DATA and a sign-in provider in AKASHI_OIDC_ISSUER.`,
        ),
      };
    }
    if (issuer !== undefined) {
      return {
        refused: text(
          'このデータフォルダーはデモ用で、本番用には変えられません。AKASHI_OIDC_ISSUER を外すか、AKASHI_DATA に別のフォルダーを指定してください。',
          'This data folder was made for a demo and never becomes real. Unset AKASHI_OIDC_ISSUER, or name another folder in AKASHI_DATA.',
        ),
      };
    }
    return { mode: 'demo' };
  }
  if (issuer !== undefined) return { mode: 'real' };
  if (marker === 'real') {
    return {
      refused: text(
        'このデータフォルダーは本番用です。サインインの認証基盤を AKASHI_OIDC_ISSUER(と AKASHI_OIDC_CLIENT_ID、AKASHI_OIDC_CLIENT_SECRET)で指定してください。',
        'This data folder is for real use. Name its sign-in provider in AKASHI_OIDC_ISSUER (with AKASHI_OIDC_CLIENT_ID and AKASHI_OIDC_CLIENT_SECRET).',
      ),
    };
  }
  if (isLoopback(host)) return { mode: 'demo' };
  return {
    refused: text(
      `外部から届くアドレス(HOST=${host})で起動するには、サインインの認証基盤を AKASHI_OIDC_ISSUER で指定してください。指定がない場合に使うデモ利用者にはパスワードがなく、HOST=127.0.0.1 でのみ動きます。`,
      `To start on an address others can reach (HOST=${host}), name a sign-in provider in AKASHI_OIDC_ISSUER. Without one the server would use demo people, who have no passwords and run only on HOST=127.0.0.1.`,
    ),
  };
}
