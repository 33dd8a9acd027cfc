/** What a line says that its task depends on: one piece for each thing named, as written. */
const DEPENDENCY_WORDS = [
  'depends?[ _-]on(?: tasks?)?',
  'depends',
  'dependent on',
  'dependencies',
  'dependency',
  'task dependencies',
  'blocked by',
  '依赖',
  '依赖项',
  '依赖任务',
  '依赖关系',
  '前置依赖',
  '前置任务',
  '依賴',
  '依存',
  '依存関係',
  '依存タスク',
  '의존성',
  '의존',
  '선행 작업',
  'зависит от',
  'зависимости',
  'depende de',
  'dependencias',
  'dependências',
  'dépend de',
  'dépendances',
  'bergantung pada',
  'ketergantungan',
  'phụ thuộc',
  'phụ thuộc vào',
  'يعتمد على',
  'التبعيات',
];
const NO_DEPENDENCY =
  /^(?:none|nothing|no|n\/a|na|nil|null|なし|無し|无|無|没有|нет|없음|ninguna|ninguno|nenhuma|aucune|aucun|không|tidak ada|لا يوجد|[-–—])(?=$|[\s.,:;()–—-])/iu;
const DEPENDENCY_WORD = `(?:${DEPENDENCY_WORDS.join('|')})`;
const AT_LINE_START = new RegExp(`^(_{0,2})${DEPENDENCY_WORD}(_{0,2})[ \\t]{0,3}[:：](_{0,2})`, 'iu');
const IN_LINE = new RegExp(`_${DEPENDENCY_WORD}[ \\t]{0,3}[:：]([^_]*)_`, 'iu');
/** Without a colon it may be prose, so all that follows must be ids. */
const WITHOUT_COLON = /^[_[(]{0,2}(?:depends on|blocked by)[ \t]([^\])]{1,200})$/iu;
const IN_TITLE =
  /[([（](?:depends on|depend on|dependent on|blocked by|依赖|依存)[ \t]{0,3}[:：]?([^()[\]（）]*)[)\]）]/iu;
const MARKDOWN_LINK = /\[([^\][]{1,80})\]\([^()]{0,200}\)/g;
const TASK_ID = /^(?:\d{1,9}[a-z]?(?:\.\d{1,9}[a-z]?){0,15}(?:\.V)?|T\d{1,9}|(?:[A-Z][A-Z0-9]{0,30}-){1,4}\d{1,9})$/;
/** Cheap test, so that most lines cost nothing more. */
const DEPENDENCY_HINT = /depend|blocked|依|前置|의존|선행|завис|dépend|bergantung|ketergantungan|phụ|يعتمد|التبعيات/iu;

/** `_Depends: 1.1, 2_`, `**Dependencies:** Task 1`, `- Depends on: 3.1`; null: the line speaks of no dependency. */
export function dependenciesInLine(line: string): string[] | null {
  if (!DEPENDENCY_HINT.test(line)) return null;
  const visible = line.includes('<!--') ? line.replace(/<!--.*?(?:-->|$)/gs, '') : line;
  const plain = visible.replaceAll('*', '').replace(/^[\s>]*(?:(?:[-+]|\d{1,9}[.)])\s+)?/, '');
  const start = AT_LINE_START.exec(plain);
  if (start !== null) {
    const [{ length }, openUnderscores, ...closeUnderscores] = start;
    const value = plain.slice(length);
    const end =
      openUnderscores !== '' && closeUnderscores.join('') === '' ? value.search(/_(?=[\s,，、;；.。]|$)/) : -1;
    return splitNames(end < 0 ? value : value.slice(0, end));
  }
  const inline = IN_LINE.exec(plain);
  if (inline !== null) return splitNames(inline[1] ?? '');
  const withoutColon = WITHOUT_COLON.exec(plain.trimEnd().replace(/[\])_.]{1,3}$/, ''));
  const names = withoutColon === null ? null : splitNames(withoutColon[1] ?? '');
  return names?.every((piece) => TASK_ID.test(piece)) ? names : null;
}

/** `T014 Write the service (depends on T012, T013)`. */
export function dependenciesInTitle(title: string): string[] | null {
  const match = DEPENDENCY_HINT.test(title) ? IN_TITLE.exec(title) : null;
  return match === null ? null : splitNames(match[1] ?? '');
}

function splitNames(value: string): string[] {
  const linked = value.replace(MARKDOWN_LINK, '$1');
  const outside = withoutBrackets(linked);
  // `[1.1, 1.2]`: where brackets hold all of it, they are no remark.
  const text = (/[\p{L}\d–—-]/u.test(outside) ? outside : linked.replace(/[([（)\]）]/g, ' ')).trim();
  if (text === '' || NO_DEPENDENCY.test(text)) return [];
  return text
    .split(/[,，、;；]| (?:and|und|y|e|et|и|dan|và|or) |[&和及与と]/u)
    .map(cleanName)
    .filter((piece) => piece !== '' && !NO_DEPENDENCY.test(piece))
    .flatMap(splitIds);
}

/** `1.1/1.2`, `1.1 + 1.2`, `1.1 1.2`. */
function splitIds(piece: string): string[] {
  const parts = piece.split(/[\s/+]+/);
  return parts.every((part) => TASK_ID.test(part)) ? parts : [piece];
}

function withoutBrackets(text: string): string {
  let depth = 0;
  let result = '';
  for (const character of text) {
    if ('([（'.includes(character)) depth++;
    else if (')]）'.includes(character)) depth = Math.max(0, depth - 1);
    else if (depth === 0) result += character;
  }
  return result;
}

/** Without the word Task, quotes and punctuation around, and that it is to be complete. */
function cleanName(piece: string): string {
  const trimmed = piece
    .trim()
    .replace(/^["'`#_]{1,3}/, '')
    .replace(/^(?:and|tasks?|任务|任務|タスク|작업|задач[аи]|tareas?|tarefas?|tâches?|tugas)\s*(?=[\d#A-Z])/iu, '')
    .replace(/^(?:tasks?\s+)?#/i, '')
    .replace(/^(\S{1,60}) (?:is )?(?:complete|completed|done|finished)$/i, '$1');
  let end = trimmed.length;
  while (end > 0 && '"\'`_.。 '.includes(trimmed[end - 1] ?? '')) end--;
  return trimmed.slice(0, end);
}
