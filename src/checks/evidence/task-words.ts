/*
 * What a task's text asks for, by its words: what it asks for is no evidence. Words of ten languages, since people write
 * specs in their own; a word too many makes the evidence milder, and never blames anybody.
 */

const REMOVAL =
  /(?<!\p{L})(?:remov|delet|drop|replac|renam|migrat|deprecat|clean(?: |-)?up|consolidat|rewrit|entfern|lösch|ersetz|umbenenn|benenne|bereinig|streich|zusammenfass|supprim|retir|enlev|remplac|renomm|nettoy|elimin|borr|reemplaz|renombr|apag|substitu|renome|rimuov|cancell|sostitu|rinomin|verwijder|vervang|hernoem|удал|замен|переимен)|删除|移除|替换|重命名|刪除|削除|除去|置き換え|置換|廃止|リネーム|삭제|제거|교체/iu;
const SKIP =
  /(?<!\p{L})(?:skip|quarantin|disabl|flaky|überspring|übersprung|deaktivier|ignorier|désactiv|ignor|desactiv|saltar|omit|disattiv|отключ|пропус)|跳过|禁用|スキップ|無効|건너뛰|비활성/iu;
const REWORK =
  /(?<!\p{L})(?:remov|delet|drop|revert|replac|renam|rewrit|refactor|migrat|simplif|entfern|lösch|ersetz|umbenenn|umschreib|überarbeit|umbau|vereinfach|rückgängig|supprim|remplac|renomm|réécri|refactor|simplifi|elimin|borr|reemplaz|renombr|reescrib|substitu|rimuov|sostitu|riscriv|semplific|verwijder|vervang|herschrijf|удал|замен|перепис|рефактор)|删除|移除|替换|重构|重写|削除|置き換え|置換|書き直|リファクタ|삭제|제거|교체|리팩/iu;
const COMMENTS =
  /(?<!\p{L})(?:comment|document|docstring|jsdoc|tsdoc|godoc|explain|annotat|format|lint|indent|white ?space|licen[cs]e|copyright|typo|spelling|wording|kommentier|kommentar|dokument|erklär|formatier|einrück|tippfehler|rechtschreib|comentar|comentári|commento|commentar|explic|expliqu|formatt|коммент|документ)|注释|註解|文档|格式化|コメント|ドキュメント|整形|주석|문서/iu;

/** In English what is forbidden stands behind the word that forbids it; elsewhere it may stand before. */
const FORBIDDEN = /\b(?:do not|don['’]t|never|must not|should not|without)\b[^.;\n]*/gi;
const FORBIDDEN_ELSEWHERE =
  /(?<!\p{L})(?:nicht|kein\p{L}{0,2}|niemals|ohne|ne|n['’]|pas|sans|aucune?|sin|nunca|não|nem|sem|non|senza|niet|geen|zonder|не|без)(?![\p{L}-])|不要|不得|不能|禁止|しない|せず|ないで|ません|하지 마|않/iu;
const CLAUSES = /[.,;:。、\n]/;

/** What a unit's text asks for. */
export interface Asked {
  /** Tests may go. */
  readonly removal: boolean;
  /** Tests may be skipped. */
  readonly skip: boolean;
  /** An earlier unit's work may go. */
  readonly rework: boolean;
  /** Comments and white space may be all that it is about. */
  readonly comments: boolean;
  /** Is a file, or a word of it, named? */
  readonly names: (word: string | RegExp) => boolean;
}

/** What a task forbids it does not ask for. */
export function whatIsAsked(text: string): Asked {
  const allowed = text.replace(FORBIDDEN, '');
  const asked = allowed.split(CLAUSES).filter((clause) => !FORBIDDEN_ELSEWHERE.test(clause));
  const has = (words: RegExp) => asked.some((clause) => words.test(clause));
  return {
    ...{ removal: has(REMOVAL), skip: has(SKIP), rework: has(REWORK), comments: has(COMMENTS) },
    names: (word) => (typeof word === 'string' ? allowed.includes(word) : word.test(allowed)),
  };
}
