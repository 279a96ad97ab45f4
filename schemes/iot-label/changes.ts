import type { Changes, ChangeVerdict } from '../../src/rules/outside.ts';
import { text } from '../../src/rules/text.ts';
import { choice, option } from './field.ts';

const yesNo = [option('yes', 'はい', 'Yes'), option('no', 'いいえ', 'No')];

const verdict = (
  outcome: ChangeVerdict['outcome'],
  clause: string,
  ja: string,
  en: string,
  more: Pick<ChangeVerdict, 'row' | 'input'> = {},
): ChangeVerdict => ({ outcome, clause, reason: text(ja, en), ...more });

/** What a change of a labelled product leads to (L-3.7-8, L-3.7-16). */
export const changes: Changes = {
  questions: [
    choice({ id: 'change/of', label: text('何が変わりましたか', 'What changed?'), clause: 'L-3.7-8' }, [
      option('product', '製品(付随サービスを含む)の仕様や動作', 'How the product, or a service with it, is made or works'),
      option('particulars', '申請者・連絡先・URLなど、申請した内容だけ', 'Only what was applied with: applicant, contact, addresses'),
      option('fewer-models', '型番を除く', 'A model is removed'),
      option('new-model', '型番を加える', 'A model is added'),
    ]),
    choice(
      {
        id: 'change/criteria',
        label: text(
          '適合基準に関わるセキュリティの仕様が変わりましたか',
          'Does it change a security specification that a criterion is about?',
        ),
        hint: text(
          '例: 認証の方法、更新の仕組み、通信の保護、開いているポート、データの消去。',
          'For example authentication, updates, protection of communication, open ports, erasing data.',
        ),
        required: { field: 'change/of', is: ['product'] },
        clause: 'L-3.7-8',
      },
      yesNo,
    ),
    choice(
      {
        id: 'change/result',
        label: text(
          '自社で確認した結果、提出した評価の結果や根拠は、いまの製品でもそのまま成り立ちますか',
          'By your own check: do the results and reasons that you filed still hold for the product as it is now?',
        ),
        required: {
          all: [
            { field: 'change/of', is: ['product'] },
            { field: 'change/criteria', is: ['yes'] },
          ],
        },
        clause: 'L-3.7-8',
      },
      yesNo,
    ),
  ],
  decide(answers) {
    const is = (id: string, value: string) => answers[`change/${id}`] === value;
    if (is('of', 'new-model')) {
      return verdict(
        'new-assessment',
        'L-3.7-16',
        '型番を加えるには、あらためて評価をして新しく申請してください。いまのラベルはそのまま有効です。',
        'A further model needs an assessment and an application of its own. The label that is there stands.',
      );
    }
    if (is('of', 'particulars') || is('of', 'fewer-models')) {
      return verdict(
        'notify',
        'L-3.7-16',
        '申請内容の変更として届け出てください。ラベルは有効のまま、公開ページが新しい内容になります。',
        'Notify it as a change of what was applied with. The label stands, and the public page follows.',
        { row: 'notifyParticulars', input: is('of', 'fewer-models') ? { particular: 'model-removed' } : {} },
      );
    }
    if (is('criteria', 'no') || is('result', 'yes')) {
      return verdict(
        'record',
        'L-3.7-8',
        '評価に影響しない変更です。理由とともに記録してください。ラベルは有効のままです。',
        'It does not affect the assessment: record it with the reason. The label stands.',
        { row: 'recordChange' },
      );
    }
    if (is('criteria', 'yes') && is('result', 'no')) {
      return verdict(
        'lapse',
        'L-3.7-8',
        '評価に影響する変更です。報告が届いた日に、ラベルは失効します。再び表示するには、評価をして申請してください。',
        'It affects the assessment. On the day on which the report arrives the label lapses; to show one again, assess the product and apply.',
        { row: 'reportAffectingChange' },
      );
    }
    return undefined;
  },
  clause: 'L-3.7-8',
};
