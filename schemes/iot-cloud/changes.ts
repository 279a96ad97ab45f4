import type { Changes } from '../../src/rules/outside.ts';
import { text } from '../../src/rules/text.ts';
import { choice, option } from './fields.ts';

/** What a change leads to: a notice, the end of the service, loss of effect by succession, or another service (D-9.2-1, D-9.3-1, D-11.3-1). */
export const changes: Changes = {
  questions: [
    choice('change/of', text('何が変わりましたか', 'What changed?'), 'D-9.2-1', [
      option('forms', '申請書の記述内容', 'Content of the forms'),
      option('registry', '事業者の名称・代表者・住所など、登記等の記載', 'Name, representative, address or other registered particulars'),
      option('passed-on', '事業の譲渡・合併・分割・相続', 'The business is transferred, merged, split or inherited'),
      option('ended', 'サービスの提供を終える', 'The service ends'),
      option('other-service', '別のサービスを加える', 'A further service'),
    ]),
  ],
  decide(answers) {
    switch (answers['change/of']) {
      case 'forms':
      case 'registry': {
        const isRegistry = answers['change/of'] === 'registry';
        return {
          outcome: 'notify',
          clause: 'D-9.2-1',
          reason: text(
            `遅滞なく変更を届け出てください。${isRegistry ? '名称・代表者・住所の変更には、新しい登記事項証明書が必要です。' : '変わった項目の疎明資料を付けてください。'}認定は有効のままで、受理されると公開ページが新しい内容になります。`,
            `Notify it without delay. ${isRegistry ? 'A change of name, representative or address needs a new registry certificate.' : 'Add evidence for the items that changed.'} The certification stands; once the notice is accepted the public page follows.`,
          ),
          opens: 'change',
          input: { concerns: isRegistry ? 'registry' : 'forms' },
        };
      }
      case 'passed-on':
        return {
          outcome: 'lapse',
          clause: 'D-11.3-1',
          reason: text(
            '当該サービスの事業の譲渡・承継、事業者の合併又は相続により、認定はその日に効力を失います。事務局に知らせてください。事務局が記録します。',
            'Transfer or passing on of the business of the service, merger of the provider, or inheritance ends the certification on the day of the event. Tell the body, which records it.',
          ),
        };
      case 'ended':
        return {
          outcome: 'lapse',
          clause: 'D-9.3-1',
          reason: text(
            '終了を届け出て、認定証を返納してください。公開台帳に終了日が載ります。',
            'Notify the end and return the certificate. The register shows the last day.',
          ),
          row: 'reportEnd',
        };
      case 'other-service':
        return {
          outcome: 'new-assessment',
          clause: 'D-4.3-1',
          reason: text('サービスごとに、新しく申請してください。', 'Apply anew: each service is certified by itself.'),
        };
      default:
        return undefined;
    }
  },
  clause: 'D-9.2-1',
};
