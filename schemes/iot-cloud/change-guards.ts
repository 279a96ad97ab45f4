import { type Guard, guard } from '../../src/rules/book.ts';
import { isBlank } from '../../src/rules/dossier.ts';
import { no } from './refuse.ts';

/** What a new registry certificate must bear out. */
const REGISTERED = ['businessName', 'representative', 'businessAddress'];
/** What the certificate itself says. */
const ON_CERTIFICATE = ['businessName', 'A2-01/content', 'B1-01/content'];

const isAltered = (said: unknown): boolean => said === 'yes';

/** What must hold for a change that is notified. */
export const changeGuards = {
  registryRenewed: guard([], 'D-9.1-5', ({ changed, input }) =>
    REGISTERED.some((path) => changed?.[path] !== undefined) && isBlank(input.registry)
      ? no(
          'registry-missing',
          'D-9.1-5',
          '名称・代表者・住所の変更には、新しい登記事項証明書を付けてください。',
          'A change of name, representative or address needs a new registry certificate.',
          'registry',
        )
      : [],
  ),

  changeBorneOut: guard([], 'D-9.1-5', ({ changed, input }) =>
    Object.keys(changed ?? {}).some((path) => path.endsWith('/content')) && isBlank(input.evidence)
      ? no(
          'evidence-missing',
          'D-9.1-5',
          '変更した項目の疎明資料を付けてください。',
          'Add evidence for the items that changed.',
          'evidence',
        )
      : [],
  ),

  certificateToldRight: guard([], 'D-4.7-3', ({ changed, input }) =>
    ON_CERTIFICATE.some((path) => changed?.[path] !== undefined) && !isAltered(input.altersCertificate)
      ? no(
          'certificate-altered',
          'D-4.7-3',
          '事業者名称・サービス名称の変更は認定証の記載を変えるため、再発行が必要です。「はい」を選んでください。',
          'A change of the business or service name alters the certificate: answer yes, and it is issued anew.',
          'altersCertificate',
        )
      : [],
  ),

  certificateUnaltered: guard([], 'D-4.7-3', ({ thread }) =>
    isAltered(thread?.history[0]?.input.altersCertificate)
      ? no(
          'reissue-needed',
          'D-4.7-3',
          '認定証の記載が変わるため、再発行とともに受理してください。',
          'The certificate changes: accept the notice together with its reissue.',
        )
      : [],
  ),

  certificateAltered: guard([], 'D-4.7-3', ({ thread }) =>
    isAltered(thread?.history[0]?.input.altersCertificate)
      ? []
      : no(
          'nothing-to-reissue',
          'D-4.7-3',
          '認定証の記載は変わらないため、再発行はありません。',
          'The certificate does not change, so none is issued anew.',
        ),
  ),
} satisfies Readonly<Record<string, Guard>>;
