import type { Option } from '../../src/rules/dossier.ts';
import { option } from './fields.ts';

/** The grounds of a withdrawal, as the outline lists them under 11(4); the notice quotes the one chosen. */
export const grounds: readonly Option[] = [
  option('ア', '審査基準に適合しなくなったと認められるとき', 'It is found no longer to meet the standard'),
  option('イ', '不正の手段により認定を受けたことが明らかになったとき', 'It proved to have been obtained by improper means'),
  option('ウ', '認定サービス以外のサービスに認定マークを使用したとき', 'The mark was used for another service'),
  option(
    'エ',
    '認定サービスとそれ以外のサービスとを明確に区分せずに認定マークを使用したとき',
    'The mark was used without clearly separating the certified service from others',
  ),
  option(
    'オ',
    '認定マークの色を変更したり、一部のみを掲載したとき',
    'The colours of the mark were changed, or only a part of it was shown',
  ),
  option(
    'カ',
    '申請の記載内容に変更があったにもかかわらず、正当な理由なく届出をしなかったとき',
    'A change was not notified, without just reason',
  ),
  option(
    'キ',
    '正当な理由なく、緊急事態の通知・報告を遵守しなかったとき',
    'An emergency was not notified or reported, without just reason',
  ),
  option(
    'ク',
    '正当な理由なく調査に応じない場合又は虚偽の説明若しくは資料の提出をしたとき',
    'An investigation was refused without just reason, or false statements or material were given',
  ),
  option('ケ', '正当な理由なく、改善の要請に従わないとき', 'A request to improve was not followed, without just reason'),
  option('コ', '不法行為及び法令違反行為を行ったとき', 'An unlawful act was committed'),
];

/** The grounds that need the absence of a just reason: the provider is asked for it first (D-11.4-1). */
export const groundsWithoutJustReason: readonly Option[] = grounds.filter((each) => ['カ', 'キ', 'ク', 'ケ'].includes(each.value));
